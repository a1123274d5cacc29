import { expect, it } from 'vitest';
import { ConfigError } from '../../src/config/config.ts';
import { readConfig } from '../../src/config/read-config.ts';

const KEY = Buffer.alloc(32, 'canary').toString('base64');
const OLD = Buffer.alloc(32, 7).toString('hex');
const MANY = {
  SLACK_SIGNING_SECRET: '0123456789abcdef0123456789abcdef',
  JOGG_API_KEY: 'key',
  SLACK_CLIENT_ID: '12.34',
  SLACK_CLIENT_SECRET: 'canary-secret',
  TOKEN_ENCRYPTION_KEY: `${KEY}, ${OLD}`,
  PUBLIC_URL: 'https://x.example/',
};

it('four values let any workspace install the app; keys are base64 or hexadecimal', () => {
  expect(readConfig(MANY).slack.access).toEqual({
    kind: 'oauth',
    clientId: '12.34',
    clientSecret: 'canary-secret',
    sealingKeys: [Buffer.alloc(32, 'canary'), Buffer.alloc(32, 7)],
    publicUrl: 'https://x.example',
  });
});

it.each<[string, Record<string, string>, Record<string, RegExp>]>([
  [
    'a bot token beside a client id',
    { SLACK_BOT_TOKEN: 'xoxb-canary' },
    { SLACK_BOT_TOKEN: /^is set beside SLACK_CLIENT_ID\. .* remove SLACK_BOT_TOKEN$/ },
  ],
  [
    'a client id alone',
    { SLACK_CLIENT_SECRET: '', TOKEN_ENCRYPTION_KEY: '', PUBLIC_URL: '' },
    {
      SLACK_CLIENT_SECRET: /^missing: it is needed beside SLACK_CLIENT_ID\. Copy it from/,
      TOKEN_ENCRYPTION_KEY: /^missing: .* Make one with: openssl rand -base64 32$/,
      PUBLIC_URL: /^missing: workspaces install the app at this address/,
    },
  ],
  ['http for all to see', { PUBLIC_URL: 'http://x.example' }, { PUBLIC_URL: /the cookie/ }],
  ['http on this machine', { PUBLIC_URL: 'http://127.0.0.1:3000' }, {}],
  ['a short key', { TOKEN_ENCRYPTION_KEY: 'canary' }, { TOKEN_ENCRYPTION_KEY: /32 random bytes/ }],
  [
    'a key of 31 bytes',
    { TOKEN_ENCRYPTION_KEY: `${KEY},${OLD.slice(2)}` },
    { TOKEN_ENCRYPTION_KEY: /32 random bytes/ },
  ],
  [
    'three keys',
    { TOKEN_ENCRYPTION_KEY: `${KEY},${OLD},${KEY}` },
    { TOKEN_ENCRYPTION_KEY: /one key, or two separated by a comma/ },
  ],
  [
    'a token as the secret',
    { SLACK_CLIENT_SECRET: 'xoxb-canary' },
    { SLACK_CLIENT_SECRET: /has one of Slack's tokens in it/ },
  ],
])('%s is told with how to fix it', (_name, env, expected) => {
  const found: Record<string, string> = {};
  try {
    readConfig({ ...MANY, ...env });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    for (const { variable, fix } of error.problems) found[variable] = fix;
  }
  const wanted = Object.entries(expected).map(([name, fix]) => [name, expect.stringMatching(fix)]);
  expect(found).toEqual(Object.fromEntries(wanted));
  expect(JSON.stringify(found)).not.toMatch(/canary|Y2FuYXJ5/);
});
