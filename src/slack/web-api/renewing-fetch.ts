import type { FetchFunction } from '@slack/web-api';

type FetchResponse = Awaited<ReturnType<FetchFunction>>;

/** An answer that says so is short. */
const MOST_BYTES = 1_000;
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
    const given = /^Bearer (.+)$/.exec(Authorization)?.[1];
    if (given === undefined) return fetch(input, init);
    const send = async (token: string) => {
      const headers = { ...init?.headers, Authorization: `Bearer ${token}` };
      return read(await fetch(input, { ...init, headers }));
    };
    const token = renewed?.from === given ? renewed.to : given;
    const first = await send(token);
    if (!first.isExpired) return first.answer;
    const fresh = await renew(token).catch(() => null);
    if (fresh === null || init?.signal?.aborted) return first.answer;
    renewed = { from: given, to: fresh };
    return (await send(fresh)).answer;
  };
}

async function read(answer: FetchResponse) {
  if (answer.status !== 200) return { answer, isExpired: false };
  const bytes = await answer.arrayBuffer();
  const isExpired = bytes.byteLength <= MOST_BYTES && EXPIRED.test(new TextDecoder().decode(bytes));
  const headers = Object.fromEntries(answer.headers.entries());
  return { answer: new Response(bytes, { headers }), isExpired };
}
