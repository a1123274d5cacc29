import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { parse } from 'yaml';
import type { SeenRequest } from './stand-in.ts';

interface Parameter {
  readonly $ref?: string;
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: object;
}
interface Specification {
  readonly paths: Record<string, Record<string, { readonly parameters?: readonly Parameter[] }>>;
  readonly components: { readonly parameters: Record<string, Parameter> };
}
type Sent = Pick<SeenRequest, 'method' | 'path' | 'query' | 'body'>;

/** v1's own file is wrong: `video_name` carries the enum of the field above it. */
const WRONG_IN_THE_FILE = /v1.*body\/video_name must be equal to one of the allowed values/;
const checks = new Map(['v1', 'v2'].map((version) => [version, checkOf(version)] as const));

/**
 * What Jogg's own specification has against these requests: path, method, query, body. Its files
 * are not ours to copy: where they are not at hand, it has nothing.
 */
export function specFaults(requests: readonly Sent[]): string[] {
  const found = requests.flatMap((sent) => checks.get(sent.path.slice(1, 3))?.(sent) ?? []);
  return found.filter((fault) => !WRONG_IN_THE_FILE.test(fault));
}

function checkOf(version: string): ((sent: Sent) => string[]) | null {
  const file = resolve(import.meta.dirname, `../../../shared/reference/openapi-${version}.yaml`);
  if (!existsSync(file)) return null;
  // The specification does not forbid unknown fields; we never send one, however deep.
  const spec: Specification = parse(readFileSync(file, 'utf8'), (_, value) =>
    Object.hasOwn(Object(value), 'properties')
      ? { additionalProperties: false, ...Object(value) }
      : value,
  );
  const options = { strict: false, allErrors: true, validateFormats: false };
  const queries = new Ajv({ ...options, coerceTypes: true });
  const bodies = new Ajv(options).addSchema(spec, 'spec');

  const querySchemaOf = (parameters: readonly Parameter[]) => {
    const known = parameters
      .map((each) => spec.components.parameters[each.$ref?.split('/').at(-1) ?? ''] ?? each)
      .filter((each) => each.in === 'query');
    return {
      type: 'object',
      additionalProperties: false,
      required: known.filter(({ required }) => required).map(({ name }) => name),
      properties: Object.fromEntries(known.map(({ name, schema }) => [name, schema ?? {}])),
    };
  };

  return ({ method, path, query, body }) => {
    const verb = method.toLowerCase();
    const template = Object.keys(spec.paths).find((each) => {
      const whole = each.startsWith(`/${version}/`) ? each : `/${version}${each}`;
      return new RegExp(`^${whole.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(path);
    });
    const operation = spec.paths[template ?? '']?.[verb];
    if (!template || !operation) return [`${method} ${path} is not in the specification`];
    const pointer = ['paths', template, verb, 'requestBody', 'content', 'application/json'];
    const escaped = pointer.map((each) => encodeURIComponent(each.replaceAll('/', '~1')));
    const bodySchema = bodies.getSchema(`spec#/${escaped.join('/')}/schema`);
    const bodyFaults = bodySchema ? faultsOf(bodySchema, 'body', body) : [];
    if (!bodySchema && body !== undefined) bodyFaults.push('has a body');
    const querySchema = queries.compile(querySchemaOf(operation.parameters ?? []));
    return [...faultsOf(querySchema, 'query', { ...query }), ...bodyFaults].map(
      (fault) => `${method} ${path}: ${fault}`,
    );
  };
}

function faultsOf(validate: ValidateFunction, where: string, value: unknown): string[] {
  validate(value);
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) =>
      `${where}${instancePath} ${message} ${params['additionalProperty'] ?? ''}`,
  );
}
