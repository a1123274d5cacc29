import { json, startJogg } from '../jogg/fake-server.ts';

export const CLIENT = { clientId: '12.34', clientSecret: 'canary-client-secret' };
export const SCOPES = ['commands', 'chat:write'];

/** How a method's next request fails. `lost`: it takes effect, but its answer never arrives. */
type Fault = 'lost' | 'unheard' | { readonly error: string };

/** Fakes Slack's OAuth: codes and refresh tokens work once, tokens until they are revoked. */
export async function startFakeOAuth({ name = 'Acme', rotates = false } = {}) {
  const team = { id: 'T1', name };
  const validSecrets = new Set<string>();
  const expired = new Set<string>();
  const calls: { method: string; form: Record<string, string> }[] = [];
  const faults = new Map<string, Fault[]>();
  let pairCount = 0;

  function pair(): Record<string, unknown> {
    pairCount += 1;
    const token = `xoxb-canary-${pairCount}`;
    const refresh = `xoxe-canary-${pairCount}`;
    validSecrets.add(token);
    if (rotates) validSecrets.add(refresh);
    return { access_token: token, ...(rotates && { refresh_token: refresh, expires_in: 43_200 }) };
  }

  const methods: Record<string, (form: Record<string, string>, token: string) => object> = {
    'oauth.v2.access'(form) {
      const isOurs = form['client_secret'] === CLIENT.clientSecret;
      if (!isOurs || form['client_id'] !== CLIENT.clientId) return { error: 'bad_client_secret' };
      const used = form['grant_type'] === 'refresh_token' ? form['refresh_token'] : form['code'];
      if (!validSecrets.delete(used ?? ''))
        return { error: form['code'] ? 'invalid_code' : 'invalid_refresh_token' };
      return {
        ...{ ok: true, ...pair(), token_type: 'bot', scope: SCOPES.join(','), team },
        ...{ app_id: 'A1', authed_user: { id: 'U1' }, bot_user_id: 'UBOT' },
        ...{ enterprise: null, is_enterprise_install: false },
      };
    },
    'auth.test': (_, token) =>
      validSecrets.has(token)
        ? { ok: true, bot_id: 'B1', user_id: 'UBOT', team_id: team.id, url: 'https://x.example/' }
        : { error: expired.has(token) ? 'token_expired' : 'account_inactive' },
    'chat.postMessage': (form, token) =>
      validSecrets.has(token)
        ? { ok: true, channel: 'D1', ts: '1.2', message: { text: form['text'] } }
        : { error: 'token_revoked' },
  };

  const { url } = await startJogg((response, request, nth) => {
    const method = request.path.replace('/api/', '');
    const { body } = request;
    const form = Object(
      typeof body === 'string' ? Object.fromEntries(new URLSearchParams(body)) : body,
    );
    calls.push({ method, form });
    const failNext = faults.get(method)?.shift();
    if (failNext === 'unheard') return void response.destroy();
    const token = (request.headers.authorization ?? '').replace('Bearer ', '');
    const answer = typeof failNext === 'object' ? failNext : methods[method]?.(form, token);
    if (failNext === 'lost') return void response.destroy();
    json({ ok: false, ...answer })(response, request, nth);
  });
  return {
    apiUrl: `${url}/api/`,
    calls,
    count: (method: string) => calls.filter((each) => each.method === method).length,
    failNext: (method: string, ...all: Fault[]) =>
      void faults.set(method, [...(faults.get(method) ?? []), ...all]),
    /** The code that Slack's consent page redirects with. */
    code: () => {
      const code = `canary-code-${validSecrets.size}`;
      validSecrets.add(code);
      return code;
    },
    pair,
    revoke: (token: string) => void validSecrets.delete(token),
    expire: (token: string) => void (validSecrets.delete(token) && expired.add(token)),
    revokeAll: () => validSecrets.clear(),
  };
}

export type FakeOAuth = Awaited<ReturnType<typeof startFakeOAuth>>;
