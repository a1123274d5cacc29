/**
 * HTTP statuses that say that nobody acted on the request. Left out, for they
 * may come after it was: every other 2xx and 5xx; 303, which follows a request that was done; 403
 * and 451, with which a firewall replaces an answer it does not like; 408, 409, 424 and 499, which
 * leave open how far it came. https://www.rfc-editor.org/rfc/rfc9110#section-15
 */
const UNPROCESSED: ReadonlySet<number> = new Set([
  301, 302, 307, 308, 400, 401, 402, 404, 405, 407, 410, 411, 412, 413, 414, 415, 417, 421, 422,
  425, 426, 428, 431, 501,
]);

/**
 * Whether an answer without Jogg's envelope says that nothing was made. Its status alone decides:
 * what is in it may be anybody's words.
 */
export function isUnprocessedStatus(httpStatus: number | null): httpStatus is number {
  return httpStatus !== null && UNPROCESSED.has(httpStatus);
}
