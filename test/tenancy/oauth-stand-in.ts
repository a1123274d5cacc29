import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { listening } from '../support/listening.ts';

export const CLIENT = { clientId: '12.34', clientSecret: 'canary-client-secret' };
export const SCOPES = ['commands', 'chat:write'];

/** What Slack does with a method's next request: `lost` has its effect, and no answer comes. */
type Trouble = 'lost' | 'unheard' | { readonly error: string };

interface Installed {
  readonly team: { id: string; name: string } | null;
  readonly enterprise: { id: string; name: string } | null;
}

/** Slack's side of OAuth: codes and refresh tokens are good once, tokens until they are revoked. */
export async function oauthStandIn(
  facts: Partial<Installed> & { readonly rotates?: boolean } = {},
) {
  const { team = { id: 'T1', name: 'Acme' }, enterprise = null, rotates = false } = facts;
  const good = new Set<string>();
  const expired = new Set<string>();
  const calls: { method: string; form: Record<string, string>; token: string }[] = [];
  const troubles: [string, Trouble][] = [];
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
        ...{ ok: true, ...pair(), token_type: 'bot', scope: SCOPES.join(','), team, enterprise },
        ...{ app_id: 'A1', authed_user: { id: 'U1' }, bot_user_id: 'UBOT' },
        is_enterprise_install: team === null,
      };
    },
    'auth.test': (_, token) =>
      good.has(token)
        ? { ok: true, bot_id: 'B1', user_id: 'UBOT', team_id: team?.id, url: 'https://x.example/' }
        : { error: expired.has(token) ? 'token_expired' : 'account_inactive' },
    'chat.postMessage': (form, token) =>
      good.has(token)
        ? { ok: true, channel: 'D1', ts: '1.2', message: { text: form['text'] } }
        : { error: 'token_revoked' },
  };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = (request.url ?? '').replace('/api/', '');
    const form = Object.fromEntries(new URLSearchParams(await text(request)));
    const token = (request.headers.authorization ?? '').replace('Bearer ', '');
    calls.push({ method, form, token });
    const at = troubles.findIndex(([of]) => of === method);
    const [, trouble] = at < 0 ? [] : (troubles.splice(at, 1)[0] ?? []);
    if (trouble === 'unheard') return void response.destroy();
    const answer = typeof trouble === 'object' ? trouble : methods[method]?.(form, token);
    if (trouble === 'lost') return void response.destroy();
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ ok: false, ...answer }));
  }

  const port = await listening(createServer((...args) => void handle(...args)));
  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    calls,
    count: (method: string) => calls.filter((each) => each.method === method).length,
    trouble: (method: string, ...all: Trouble[]) =>
      void troubles.push(...all.map((each): [string, Trouble] => [method, each])),
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
