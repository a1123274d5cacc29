import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import { parse } from 'yaml';

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

export interface Sent {
  readonly method: string;
  /** With the version, e.g. `/v1/project`. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/**
 * Checks requests against an OpenAPI file: path, method, required and known query parameters, and
 * the body. Answers what is wrong with a request; nothing where it is valid.
 */
export function openApiCheck(file: string, version: 'v1' | 'v2'): (sent: Sent) => string[] {
  // The specification does not forbid unknown fields; we never send one, however deep.
  const spec: Specification = parse(readFileSync(file, 'utf8'), (_, value) =>
    Object.hasOwn(Object(value), 'properties')
      ? { additionalProperties: false, ...Object(value) }
      : value,
  );
  const options = { strict: false, allErrors: true, validateFormats: false };
  const queries = new Ajv({ ...options, coerceTypes: true });
  const bodies = new Ajv(options).addSchema(spec, 'spec');

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
    if (!bodySchema && (body ?? null) !== null) bodyFaults.push('has a body');
    const querySchema = queries.compile(querySchemaOf(operation.parameters ?? []));
    return [...faultsOf(querySchema, 'query', { ...query }), ...bodyFaults].map(
      (fault) => `${method} ${path}: ${fault}`,
    );
  };

  function querySchemaOf(parameters: readonly Parameter[]): object {
    const known = parameters
      .map((each) => spec.components.parameters[each.$ref?.split('/').at(-1) ?? ''] ?? each)
      .filter((each) => each.in === 'query');
    return {
      type: 'object',
      additionalProperties: false,
      required: known.filter(({ required }) => required).map(({ name }) => name),
      properties: Object.fromEntries(known.map(({ name, schema }) => [name, schema ?? {}])),
    };
  }
}

function faultsOf(validate: ValidateFunction, where: string, value: unknown): string[] {
  validate(value);
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) =>
      `${where}${instancePath} ${message} ${params['additionalProperty'] ?? ''}`,
  );
}
