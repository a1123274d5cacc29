/**
 * HTTP statuses that prove that the request was not processed. The others can follow a processed
 * request: 2xx; other 5xx; 303, which redirects after an action; 403 and 451, with which a firewall
 * can replace an answer; 408, 409, 424 and 499, which do not say how far the request came.
 * https://www.rfc-editor.org/rfc/rfc9110#section-15
 */
const UNPROCESSED: ReadonlySet<number> = new Set([
  301, 302, 307, 308, 400, 401, 402, 404, 405, 407, 410, 411, 412, 413, 414, 415, 417, 421, 422,
  425, 426, 428, 431, 501,
]);

/**
 * Whether an answer without Jogg's envelope proves that no video was created. Only the status
 * decides, because any proxy may have written the body.
 */
export function isUnprocessedStatus(httpStatus: number | null): httpStatus is number {
  return httpStatus !== null && UNPROCESSED.has(httpStatus);
}
