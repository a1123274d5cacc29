import type { FetchFunction } from '@slack/web-api';

type FetchResponse = Awaited<ReturnType<FetchFunction>>;

/** A `token_expired` answer is short. */
const MAX_ERROR_BYTES = 1_000;
const EXPIRED = /"error"\s*:\s*"token_expired"/;

/**
 * A `fetch` for one installation's token. A call that Slack answers with `token_expired` had no
 * effect, so it is repeated once with the token from `renew`. A call without an answer is never
 * repeated.
 */
export function renewingFetch(
  fetch: FetchFunction,
  renew: ((expired: string) => Promise<string | null>) | null,
): FetchFunction {
  if (renew === null) return fetch;
  /** The original token, which the clients still send, and its replacement. */
  let renewed: { readonly from: string; readonly to: string } | undefined;
  return async (input, init) => {
    const { Authorization = '' } = init?.headers ?? {};
    const original = /^Bearer (.+)$/.exec(Authorization)?.[1];
    if (original === undefined) return fetch(input, init);
    const send = async (token: string) => {
      const headers = { ...init?.headers, Authorization: `Bearer ${token}` };
      return readAnswer(await fetch(input, { ...init, headers }));
    };
    const token = renewed?.from === original ? renewed.to : original;
    const first = await send(token);
    if (!first.isExpired) return first.answer;
    const fresh = await renew(token).catch(() => null);
    if (fresh === null || init?.signal?.aborted) return first.answer;
    renewed = { from: original, to: fresh };
    return (await send(fresh)).answer;
  };
}

async function readAnswer(answer: FetchResponse) {
  if (answer.status !== 200) return { answer, isExpired: false };
  const bytes = await answer.arrayBuffer();
  const isExpired =
    bytes.byteLength <= MAX_ERROR_BYTES && EXPIRED.test(new TextDecoder().decode(bytes));
  const headers = Object.fromEntries(answer.headers.entries());
  return { answer: new Response(bytes, { headers }), isExpired };
}
