import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ConfigError, type Problem } from '../../src/config/config.ts';
import { misspelledVariables, readConfig, readStateUrl } from '../../src/config/read-config.ts';
import { tempFolder } from '../store/temp-state.ts';

const SIGNING = '0123456789abcdef0123456789ABCDEF';
const REMOVE_QUOTES = /^has quotes around its value. Leave them out$/;
const ENOUGH = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: SIGNING, JOGG_API_KEY: 'key' };

function problemsOf(env: Record<string, string>): readonly Problem[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe('the settings', () => {
  it('need only three values; everything else has a default', () => {
    expect(readConfig(ENOUGH)).toEqual({
      slack: {
        access: { kind: 'token', botToken: 'xoxb-1' },
        apiUrl: 'https://slack.com/api/',
        mode: { kind: 'http', signingSecret: SIGNING },
      },
      jogg: { apiKey: 'key', apiUrl: 'https://api.jogg.ai', version: 'v1', webhookSecrets: [] },
      ...{ publicUrl: null, videoHosts: ['.jogg.ai'], stateUrl: 'sqlite://data/jogg-slack.sqlite' },
      proxies: { https: null, http: null, bypass: '' },
      ...{ port: 3000, host: '0.0.0.0', aiLabel: true, logLevel: 'info', pollIntervalScale: 1 },
    });
  });

  it.each<[string, string, RegExp?]>([
    ['SLACK_BOT_TOKEN', 'canary|xapp-canary|xoxb canary|"xoxb-canary"'],
    ['SLACK_BOT_TOKEN', '“xoxb-canary”', /has a character that no token has.* Copy the Bot User/],
    ['SLACK_APP_TOKEN', 'canary|xoxb-canary|xapp-canary’|xoxb-can ary'],
    ['SLACK_SIGNING_SECRET', 'can ary|canary|canary canary', /32 hexadecimal digits/],
    ['SLACK_SIGNING_SECRET', 'xapp-canary|xoxb-canary', /has one of Slack's tokens in it/],
    ['SLACK_API_URL', 'canary'],
    ['SLACK_API_URL', 'https://u:canary@x.example/api/', /^must not have a user name or password/],
    ['JOGG_API_KEY', 'can ary|kéy-canary'],
    ['JOGG_API_KEY', 'xoxb-canary|xapp-canary', /has one of Slack's tokens in it/],
    ['JOGG_API_URL', 'ftp://canary'],
    ['JOGG_API_URL', 'https://canary.example/v1|https://x.example/V2/', /not have the version in/],
    ['JOGG_API_VERSION', 'canary'],
    ['JOGG_WEBHOOK_SECRET', 'a,b,canary|canary,|"canary"|“canary”|canary,,'],
    ['PUBLIC_URL', 'canary'],
    ['PUBLIC_URL', 'https://x.example/?canary|https://x.example/#canary', /leave it out/],
    ['PUBLIC_URL', 'https://x.example/slack/events', /^must end before \/slack/],
    ['VIDEO_HOSTS', '.com|https://res.jogg.ai|10.0.0.1'],
    ['HTTPS_PROXY', 'socks5://canary:1080|http://'],
    ['HTTP_PROXY', 'http://ada:can#ary@proxy.example'],
    ['http_proxy', 'http://ada:canary%@proxy.example'],
    ['https_proxy', 'ftp://canary'],
    ['STATE_URL', 'redis://canary', /\(redis:.*, mysql:.*\) is not supported. Use sqlite:.* or/],
    ['STATE_URL', 'postgres://canary', /like postgres:\/\/user:password@host:5432\/database/],
    ['STATE_URL', 'postgres://canary@/db|postgres:canary|postgresql://canary@host/'],
    ['STATE_URL', 'postgres://ada:can#ary@host/db|sqlite://canary?mode=ro|sqlite://'],
    ['STATE_URL', 'canary/x.sqlite', /^must be sqlite:\/\/path/],
    ['STATE_URL', 'sqlite://canary/', /^names a folder. Add a file name/],
    ['STATE_URL', '"sqlite://canary"|\'sqlite://canary\'', REMOVE_QUOTES],
    ['HOST', "'canary'|http://canary"],
    ['PORT', 'canary|65536|70000'],
    ['PORT', '"3000"|‘3000’', REMOVE_QUOTES],
    ['NO_PROXY', '"canary"'],
    ['AI_LABEL', 'canary|true'],
    ['LOG_LEVEL', 'canary'],
    ['POLL_INTERVAL_SCALE', '0|canary'],
    ['SLACK_STATE_SECRET', 'canary'],
    ['SLACK_STATE_SECRET_FILE', '/canary'],
  ])('F90: %s=%s is reported with its fix, without its value', (name, values, says = /.{11}/) => {
    for (const value of values.split('|')) {
      const problems = problemsOf({ ...ENOUGH, [name]: value });
      const fix = expect.stringMatching(says);
      expect([value, ...problems]).toEqual([value, { variable: name, fix }]);
      expect(JSON.stringify(problems)).not.toMatch(/canary|can ary/);
    }
  });

  it('report all unsupported and all missing variables at once', () => {
    const wrong = { SLACK_STATE_SECRET: 'x', SLACK_STATE_SECRET_FILE: '/x', PORT: 'x' };
    const names = problemsOf({ ...wrong, STATE_URL: 'redis://x' }).map((each) => each.variable);
    const missing = ['JOGG_API_KEY', 'SLACK_APP_TOKEN', 'SLACK_BOT_TOKEN'];
    expect(names.toSorted()).toEqual([...missing, ...Object.keys(wrong), 'STATE_URL'].sort());
  });

  it('report a misspelled name with the right one, which alone does not prevent the start', () => {
    const { JOGG_API_KEY: JOGG_APIKEY, ...rest } = ENOUGH;
    const names = problemsOf({ ...rest, JOGG_APIKEY }).map(({ variable }) => variable);
    expect(names).toEqual(['JOGG_API_KEY', 'JOGG_APIKEY']);
    expect(problemsOf({ ...ENOUGH, PUBLIC_ULR: 'https://x.example' })).toEqual([]);
    const others = { LOG_FILE: 'x', SLACK_CHANNEL: 'x', POTR: '1', JOGG_KEY: '', LOGLEVEL: 'x' };
    const misspelled = { JOGG_APIKEY: 'canary', LOG_LEVLE: 'x', JOGG_API_KEY_FIEL: 'x' };
    const corrected = ['JOGG_API_KEY', 'LOG_LEVEL', 'JOGG_API_KEY_FILE'];
    const fixes = corrected.map((name) => `there is no such setting. Did you mean ${name}?`);
    const expected = Object.keys(misspelled).map((variable, at) => ({ variable, fix: fixes[at] }));
    expect(misspelledVariables({ ...ENOUGH, ...others, ...misspelled })).toEqual(expected);
  });

  const folder = tempFolder(afterAll);
  const secret = (name: string, text: string | Uint8Array): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };

  it('read each secret from a file, with or without a final line break', () => {
    const env = {
      SLACK_BOT_TOKEN_FILE: secret('bot', 'xoxb-1'),
      SLACK_APP_TOKEN_FILE: secret('app', 'xapp-1\n'),
      SLACK_SIGNING_SECRET_FILE: secret('signing', `${SIGNING}\r\n`),
      JOGG_API_KEY_FILE: secret('key', '\ufeffkey\n'),
      JOGG_WEBHOOK_SECRET_FILE: secret('webhook', 'one,two\n\n'),
      HTTPS_PROXY_FILE: secret('proxy', 'http://ada:pass@proxy.example:1'),
      STATE_URL_FILE: secret('state', 'postgres://ada:pass@host/db\n'),
    };
    expect(readConfig(env)).toMatchObject({
      slack: { access: { botToken: 'xoxb-1' }, mode: { kind: 'socket', appToken: 'xapp-1' } },
      jogg: { apiKey: 'key', webhookSecrets: ['one', 'two'] },
      proxies: { https: 'http://ada:pass@proxy.example:1' },
      stateUrl: 'postgres://ada:pass@host/db',
    });
    expect(readStateUrl({ STATE_URL_FILE: folder })).toMatchObject({ variable: 'STATE_URL_FILE' });
    const { SLACK_APP_TOKEN_FILE: _, ...http } = env;
    expect(readConfig(http).slack.mode).toEqual({ kind: 'http', signingSecret: SIGNING });
  });

  it.each([
    ['that is missing', 'JOGG_API_KEY', join(folder, 'none'), /the file \/.*none does not exist/],
    ['that is a folder', 'JOGG_API_KEY', folder, /is a folder .* \(EISDIR\)$/],
    ['that is empty', 'JOGG_API_KEY', secret('no', ' \n'), /^names an empty file\. .*\/no$/],
    ['not in UTF-8', 'JOGG_API_KEY', secret('b', Buffer.of(255, 1)), /cannot be read\. .*secret/],
    ['without end', 'JOGG_API_KEY', '/dev/zero', /^the file \/dev\/zero is larger than any.*EFBIG/],
    ['with two lines', 'JOGG_API_KEY', secret('two', 'canary\nx'), /has a character that no/],
    ['with another token', 'SLACK_BOT_TOKEN', secret('xapp', 'xapp-canary'), /wrong kind of/],
    ['that is the secret itself', 'JOGG_API_KEY', 'canary-key', /^the file it names .*not exist/],
  ])('report a secret file %s with its fix and without its content', (_, name, path, fix) => {
    const env = { ...ENOUGH, [name]: '', [`${name}_FILE`]: path };
    const problem = { variable: `${name}_FILE`, fix: expect.stringMatching(fix) };
    expect(problemsOf(env)).toEqual([problem]);
    expect(JSON.stringify(problemsOf(env))).not.toContain('canary');
  });

  it.each([
    ['JOGG_API_KEY', 'JOGG_API_KEY'],
    ['http_proxy', 'HTTP_PROXY'],
  ])('reject %s together with its file, because one would be ignored', (set, name) => {
    const env = { ...ENOUGH, [set]: 'proxy:1', [`${name}_FILE`]: secret('beside', 'proxy:2') };
    const fix = `is set together with ${set}. Remove one of the two`;
    expect(problemsOf(env)).toEqual([{ variable: `${name}_FILE`, fix }]);
  });

  const SMALL = { https_proxy: 'http://small.example:2', http_proxy: ' ', no_proxy: '.internal' };
  const LARGE = { HTTPS_PROXY: 'http://large.example:1', HTTP_PROXY: ' proxy.example:3128 ' };
  const proxies = { https: SMALL.https_proxy, http: 'proxy.example:3128', bypass: '.internal' };
  const LOCAL = { SLACK_API_URL: 'http://127.0.0.1:9/api', JOGG_API_URL: 'http://127.0.0.1:8/' };
  const [slack, jogg] = [{ apiUrl: 'http://127.0.0.1:9/api/' }, { apiUrl: 'http://127.0.0.1:8' }];
  const UNSET = { PORT: '', PUBLIC_URL: ' ' };
  const ANY_CASE = { JOGG_API_VERSION: 'V2', LOG_LEVEL: 'Debug', AI_LABEL: 'OFF' };
  const CHOSEN = { jogg: { version: 'v2' }, logLevel: 'debug', aiLabel: false };
  const BLANKS = ` xoxb-1 |xoxb-1\n|\u00a0xoxb-1\u00a0|\ufeffxoxb-1\r\n|\txoxb-1\u3000`.split('|');
  const SOCKET = { slack: { mode: { kind: 'socket', appToken: 'xapp-1' } } };
  it.each<[string, Record<string, string>, object]>([
    ['prefer an app token to a signing secret', { SLACK_APP_TOKEN: 'xapp-1' }, SOCKET],
    ['accept versions, levels and choices in any case', ANY_CASE, CHOSEN],
    ['treat an empty variable as unset', UNSET, { port: 3000, publicUrl: null }],
    ['read proxy variables in both cases, lowercase first', { ...SMALL, ...LARGE }, { proxies }],
    ['end PUBLIC_URL without a slash', { PUBLIC_URL: 'https://a/' }, { publicUrl: 'https://a' }],
    ['accept URLs of Slack and Jogg with or without a final slash', LOCAL, { slack, jogg }],
    ['accept any secret of other Slack APIs', { ...LOCAL, SLACK_SIGNING_SECRET: 'own' }, { slack }],
    ...BLANKS.map((value): [string, Record<string, string>, object] => [
      `remove spaces and line breaks around ${JSON.stringify(value)}`,
      { SLACK_BOT_TOKEN: value },
      { slack: { access: { botToken: 'xoxb-1' } } },
    ]),
  ])('%s', (_, env, expected) => {
    expect(readConfig({ ...ENOUGH, ...env })).toMatchObject(expected);
  });
});

describe('the settings for many workspaces', () => {
  const KEY = Buffer.alloc(32, 'canary').toString('base64');
  const OLD = Buffer.alloc(32, 7).toString('hex');
  const MANY = {
    ...{ SLACK_SIGNING_SECRET: SIGNING, JOGG_API_KEY: 'key', SLACK_CLIENT_ID: '12.34' },
    ...{ SLACK_CLIENT_SECRET: 'canary-secret', TOKEN_ENCRYPTION_KEY: `${KEY}, ${OLD}` },
    PUBLIC_URL: 'https://x.example/',
  };

  it('need four values, and accept keys in base64 or hexadecimal', () => {
    expect(readConfig(MANY).slack.access).toEqual({
      kind: 'oauth',
      ...{ clientId: '12.34', clientSecret: 'canary-secret', publicUrl: 'https://x.example' },
      sealingKeys: [Buffer.alloc(32, 'canary'), Buffer.alloc(32, 7)],
    });
  });

  const ALONE = { SLACK_CLIENT_SECRET: '', TOKEN_ENCRYPTION_KEY: '', PUBLIC_URL: '' };
  const key = (value: string) => ({ TOKEN_ENCRYPTION_KEY: value });
  const BYTES = /^TOKEN_ENCRYPTION_KEY .*32 random bytes/;
  const BESIDE = /^SLACK_BOT_TOKEN is set together with .* remo/;
  const TOKEN = /^SLACK_CLIENT_SECRET .*has one of Slack's tokens in it/;
  const MISSING = [
    /^SLACK_CLIENT_SECRET missing: it is needed together with SLACK_CLIENT_ID\. Copy it from/,
    /^TOKEN_ENCRYPTION_KEY missing: .* Make one with: openssl rand -base64 32$/,
    /^PUBLIC_URL missing: workspaces install the app at this address/,
  ];
  it.each<[string, Record<string, string>, ...RegExp[]]>([
    ['an additional bot token', { SLACK_BOT_TOKEN: 'xoxb-canary' }, BESIDE],
    ['a client id alone', ALONE, ...MISSING],
    ['http to a public host', { PUBLIC_URL: 'http://x.example' }, /^PUBLIC_URL .*the cookie/],
    ['http on this machine', { PUBLIC_URL: 'http://127.0.0.1:3000' }],
    ['a short key', key('canary'), BYTES],
    ['a key of 31 bytes', key(`${KEY},${OLD.slice(2)}`), BYTES],
    ['three keys', key(`${KEY},${OLD},${KEY}`), /^TOKEN_ENC.* one key, or two separated by a /],
    ['a token as the secret', { SLACK_CLIENT_SECRET: 'xoxb-canary' }, TOKEN],
  ])('report exactly the problems of %s, with fixes', (_, env, ...says) => {
    const found = problemsOf({ ...MANY, ...env }).map(({ variable, fix }) => `${variable} ${fix}`);
    expect(found).toEqual(says.map((each) => expect.stringMatching(each)));
    expect(found.join()).not.toMatch(/canary|Y2FuYXJ5/);
  });
});
