import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { parse } from 'yaml';

type Dict = Record<string, unknown>;
interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content?: Record<string, { readonly schema?: Dict }> };
}
interface Parameter {
  readonly $ref?: string;
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
    const known = (operation.parameters ?? [])
      .map((each) => dereferenced(each))
      .filter((each) => each.in === 'query');
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

  function bodyFaults(operation: Operation, body: unknown): string[] {
    const schema = operation.requestBody?.content?.['application/json']?.schema;
    if (!schema) return body === null || body === undefined ? [] : ['has a body'];
    const validate = ajv.compile(absolute(schema));
    const unknown = unknownFields(schema, body);
    if (validate(body)) return unknown;
    // Each by itself, so that one that is known to be wrong in the file hides no other.
    return [...(validate.errors ?? []).map((error) => ajv.errorsText([error])), ...unknown];
  }

  /** The specification does not forbid unknown fields; we never send one, however deep. */
  function unknownFields(schema: Dict, value: unknown, at = 'body'): string[] {
    const whole = dereferenced(schema);
    if (Array.isArray(value)) {
      const items = whole['items'] as Dict | undefined;
      return items ? value.flatMap((each) => unknownFields(items, each, `${at}[]`)) : [];
    }
    const properties = propertiesOf(whole);
    if (!properties || typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([name, inner]) => {
      const field = properties[name];
      return field ? unknownFields(field, inner, `${at}.${name}`) : [`${at}.${name} is unknown`];
    });
  }

  /** What a schema and its parts know; undefined where it says nothing of its fields. */
  function propertiesOf(schema: Dict): Record<string, Dict> | undefined {
    const parts = ['allOf', 'oneOf', 'anyOf'].flatMap((key) => (schema[key] ?? []) as Dict[]);
    const all = [
      schema['properties'],
      ...parts.map((part) => propertiesOf(dereferenced(part))),
    ].filter((each) => each !== undefined);
    return all.length === 0 ? undefined : Object.assign({}, ...all);
  }

  /** A schema or a parameter itself, where its place holds only a reference to it. */
  function dereferenced<T extends { readonly $ref?: unknown }>(named: T): T {
    if (typeof named.$ref !== 'string') return named;
    const steps = named.$ref.replace('#/', '').split('/');
    const found = steps.reduce<unknown>((at, step) => (at as Dict)[step], spec);
    return dereferenced(found as T);
  }
}

/** References are to the whole file, which the checker knows as `spec`. */
function absolute(schema: Dict): Dict {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"spec#/')) as Dict;
}
