/** Ends the scope's prefix. No unscoped key or task id begins with such a prefix. */
const SEPARATOR = '~';
const SCOPE_PREFIX = /^([TE][A-Z0-9]+|jogg-[0-9a-f]{16})~/;

/**
 * The key or task id that the state uses for `id` in a scope. A scope is a tenant (`T…`, `E…`) or a
 * Jogg account (`jogg-…`). An app with a single workspace uses the scope ''.
 */
export const scopedId = (scope: string, id: string): string =>
  scope === '' ? id : `${scope}${SEPARATOR}${id}`;

/** The scope of a scoped task id. */
export const scopeOf = (id: string): string => SCOPE_PREFIX.exec(id)?.[1] ?? '';

/** A scoped task id without its scope. */
export const unscopedId = (id: string): string => id.replace(SCOPE_PREFIX, '');

/** The scope of the records of a workspace's own Jogg account. The operator's account uses ''. */
export const scopeOfAccount = (keyId: string): string => `jogg-${keyId}`;
