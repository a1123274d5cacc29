/** No key and no task id outside a scope has the form of a scope before it. */
const SEPARATOR = '~';
const SCOPE_PREFIX = /^([TE][A-Z0-9]+|jogg-[0-9a-f]{16})~/;

/**
 * The key or task id `id` of a scope, as the state knows it. A scope is a tenant (`T…`, `E…`) or a
 * Jogg account (`jogg-…`); '' is that of an installation with one workspace.
 */
export const scopedId = (scope: string, id: string): string =>
  scope === '' ? id : `${scope}${SEPARATOR}${id}`;

/** The scope that a task id of the state names. */
export const scopeOf = (id: string): string => SCOPE_PREFIX.exec(id)?.[1] ?? '';

/** A task id of the state as its own scope knows it. */
export const unscopedId = (id: string): string => id.replace(SCOPE_PREFIX, '');

/** The scope of what is kept of a workspace's own Jogg account; the operator's is ''. */
export const scopeOfAccount = (keyId: string): string => `jogg-${keyId}`;
