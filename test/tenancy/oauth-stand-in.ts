import { json, startJogg } from '../jogg/stand-in.ts';

export const CLIENT = { clientId: '12.34', clientSecret: 'canary-client-secret' };
export const SCOPES = ['commands', 'chat:write'];

/** What Slack does with a method's next request: `lost` has its effect, and no answer comes. */
type Trouble = 'lost' | 'unheard' | { readonly error: string };

/** Slack's side of OAuth: codes and refresh tokens are good once, tokens until they are revoked. */
export async function oauthStandIn({ name = 'Acme', rotates = false } = {}) {
  const team = { id: 'T1', name };
  const good = new Set<string>();
  const expired = new Set<string>();
  const calls: { method: string; form: Record<string, string> }[] = [];
  const troubles = new Map<string, Trouble[]>();
  let made = 0;

  function pair(): Record<string, unknown> {
    made += 1;
    const token = `xoxb-canary-${made}`;
    const refresh = `xoxe-canary-${made}`;
    good.add(token);
    if (rotates) good.add(refresh);
    return { access_token: token, ...(rotates && { refresh_token: refresh, expires_in: 43_200 }) };
  }

  const methods: Record<string, (form: Record<string, string>, token: string) => object> = {
    'oauth.v2.access'(form) {
      const isOurs = form['client_secret'] === CLIENT.clientSecret;
      if (!isOurs || form['client_id'] !== CLIENT.clientId) return { error: 'bad_client_secret' };
      const used = form['grant_type'] === 'refresh_token' ? form['refresh_token'] : form['code'];
      if (!good.delete(used ?? ''))
        return { error: form['code'] ? 'invalid_code' : 'invalid_refresh_token' };
      return {
        ...{ ok: true, ...pair(), token_type: 'bot', scope: SCOPES.join(','), team },
        ...{ app_id: 'A1', authed_user: { id: 'U1' }, bot_user_id: 'UBOT' },
        ...{ enterprise: null, is_enterprise_install: false },
      };
    },
    'auth.test': (_, token) =>
      good.has(token)
        ? { ok: true, bot_id: 'B1', user_id: 'UBOT', team_id: team.id, url: 'https://x.example/' }
        : { error: expired.has(token) ? 'token_expired' : 'account_inactive' },
    'chat.postMessage': (form, token) =>
      good.has(token)
        ? { ok: true, channel: 'D1', ts: '1.2', message: { text: form['text'] } }
        : { error: 'token_revoked' },
  };

  const { url } = await startJogg((response, seen, nth) => {
    const method = seen.path.replace('/api/', '');
    const { body } = seen;
    const form = Object(
      typeof body === 'string' ? Object.fromEntries(new URLSearchParams(body)) : body,
    );
    calls.push({ method, form });
    const trouble = troubles.get(method)?.shift();
    if (trouble === 'unheard') return void response.destroy();
    const token = (seen.headers.authorization ?? '').replace('Bearer ', '');
    const answer = typeof trouble === 'object' ? trouble : methods[method]?.(form, token);
    if (trouble === 'lost') return void response.destroy();
    json({ ok: false, ...answer })(response, seen, nth);
  });
  return {
    apiUrl: `${url}/api/`,
    calls,
    count: (method: string) => calls.filter((each) => each.method === method).length,
    trouble: (method: string, ...all: Trouble[]) =>
      void troubles.set(method, [...(troubles.get(method) ?? []), ...all]),
    /** What the person takes back from Slack's page of consent. */
    code: () => {
      const code = `canary-code-${good.size}`;
      good.add(code);
      return code;
    },
    /** A pair as an installation would have brought it. */
    pair,
    revoke: (token: string) => void good.delete(token),
    /** A token whose life ends now. */
    expire: (token: string) => void (good.delete(token) && expired.add(token)),
    revokeAll: () => good.clear(),
  };
}

export type OAuthStandIn = Awaited<ReturnType<typeof oauthStandIn>>;
