import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { parse } from 'yaml';

type Dict = Record<string, unknown>;
interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content?: Record<string, { readonly schema?: Dict }> };
}
interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: Dict;
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
  const spec = parse(readFileSync(file, 'utf8')) as Dict & { paths: Record<string, Dict> };
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    coerceTypes: false,
    validateFormats: false,
  });
  ajv.addSchema({ $id: 'spec', ...spec });
  const templates = Object.keys(spec.paths).map((path) => {
    const whole = path.startsWith(`/${version}/`) ? path : `/${version}${path}`;
    const pattern = new RegExp(`^${whole.replace(/\{[^}]+\}/g, '[^/]+')}$`);
    return { path, pattern };
  });

  return ({ method, path, query, body }) => {
    const template = templates.find(({ pattern }) => pattern.test(path));
    const operations = template && spec.paths[template.path];
    const operation = operations?.[method.toLowerCase()] as Operation | undefined;
    if (!template || !operation) return [`${method} ${path} is not in the specification`];
    return [...queryFaults(operation, query), ...bodyFaults(operation, body)].map(
      (fault) => `${method} ${path}: ${fault}`,
    );
  };

  function queryFaults(operation: Operation, query: Sent['query']): string[] {
    const known = (operation.parameters ?? []).map(resolved).filter((each) => each.in === 'query');
    const unknown = Object.keys(query).filter((name) => !known.some((each) => each.name === name));
    const missing = known.filter((each) => each.required && !(each.name in query));
    const wrong = known.flatMap(({ name, schema }) => {
      const text = query[name];
      if (text === undefined || !schema) return [];
      const value = schema['type'] === 'integer' ? Number(text) : text;
      const validate = ajv.compile(absolute(schema));
      return validate(value) ? [] : [`query ${name}: ${ajv.errorsText(validate.errors)}`];
    });
    return [
      ...unknown.map((name) => `query ${name} is unknown`),
      ...missing.map(({ name }) => `query ${name} is missing`),
      ...wrong,
    ];
  }

  function resolved(parameter: Parameter & { readonly $ref?: string }): Parameter {
    if (parameter.$ref === undefined) return parameter;
    const steps = parameter.$ref.replace('#/', '').split('/');
    return steps.reduce<unknown>((at, step) => (at as Dict)[step], spec) as Parameter;
  }

  function bodyFaults(operation: Operation, body: unknown): string[] {
    const schema = operation.requestBody?.content?.['application/json']?.schema;
    if (!schema) return body === null || body === undefined ? [] : ['has a body'];
    const validate = ajv.compile(absolute(schema));
    if (validate(body)) return unknownFields(schema, body);
    return [ajv.errorsText(validate.errors)];
  }

  /** The specification does not forbid unknown fields; we never send one. */
  function unknownFields(schema: Dict, body: unknown): string[] {
    const properties = schema['properties'] as Dict | undefined;
    if (!properties || typeof body !== 'object' || body === null) return [];
    return Object.keys(body).flatMap((name) =>
      name in properties ? [] : [`body.${name} is unknown`],
    );
  }
}

/** References are to the whole file, which the checker knows as `spec`. */
function absolute(schema: Dict): Dict {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"spec#/')) as Dict;
}
