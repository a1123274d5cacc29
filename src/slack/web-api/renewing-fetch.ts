import type { FetchFunction } from '@slack/web-api';

type FetchResponse = Awaited<ReturnType<FetchFunction>>;

/** An answer that says so is short. */
const MAX_ERROR_BYTES = 1_000;
const EXPIRED = /"error"\s*:\s*"token_expired"/;

/**
 * `fetch` for one installation's token. A call to which Slack answers that its token has expired
 * had no effect, whatever it was for: it is made once more with the token that `renew` answers, if
 * it answers one in time. What was not answered is never repeated.
 */
export function renewingFetch(
  fetch: FetchFunction,
  renew: ((expired: string) => Promise<string | null>) | null,
): FetchFunction {
  if (renew === null) return fetch;
  /** What became of the token that the clients know. */
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
