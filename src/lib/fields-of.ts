/** An object of unknown content. */
export type Fields = Readonly<Record<string, unknown>>;

const NO_FIELDS: Fields = {};

/** The fields of an object or an array. Any other value has no fields. */
export function fieldsOf(value: unknown): Fields {
  return hasFields(value) ? value : NO_FIELDS;
}

function hasFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}
