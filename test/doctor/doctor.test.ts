import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { examine } from '../../src/doctor/index.ts';
import { onStage } from '../support/stage.ts';

type Stage = Awaited<ReturnType<typeof onStage>>;
type Findings = Awaited<ReturnType<typeof examine>>;
type Env = Readonly<Record<string, string>>;

const folder = mkdtempSync(join(tmpdir(), 'jogg-slack-doctor-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = () => `sqlite://${join(folder, `${randomUUID()}.sqlite`)}`;
/** Over HTTP, of a state file that is new: no request of Slack's is written down in it. */
const UNREACHED = 'warning: Request URL';
const told = (findings: Findings) =>
  findings.filter(({ how }) => how !== 'ok').map(({ what, how }) => `${how}: ${what}`);
const saysOf = (findings: Findings, name: string) =>
  findings.find(({ what }) => what === name)?.says ?? '';

const TOKENS = { SLACK_BOT_TOKEN: 'xoxb-wrong', SLACK_APP_TOKEN: 'xapp-wrong' };
const WRONG = { ...TOKENS, JOGG_API_KEY: 'wrong' };
const OTHER = { JOGG_WEBHOOK_SECRET: 'another' };
const MISSPELT = { LOG_LEVLE: 'x' };
const SCOPES = ['fail: Slack scope commands', 'warning: Slack scope files:write'];
const ROUND_TRIP = 'fail: Webhook round trip';
const REFUSED = ['fail: Slack', 'fail: Slack app token', 'fail: Jogg key', 'fail: Jogg webhook'];
const withoutScopes = ({ slack }: Stage) => {
  slack.scopes.delete('files:write');
  slack.scopes.delete('commands');
};

describe.concurrent('the doctor', () => {
  it.for<[string, string[], { socket?: true; env?: Env; first?: (stage: Stage) => unknown }]>([
    ['nothing over HTTP but that Slack never came', [UNREACHED], {}],
    ['nothing over Socket Mode', [], { socket: true }],
    ['a scope that was not granted', [...SCOPES, UNREACHED], { first: withoutScopes }],
    ['a misspelt setting', ['warning: LOG_LEVLE', UNREACHED], { env: MISSPELT }],
    ['tokens and keys that are refused', REFUSED, { socket: true, env: WRONG }],
    ['a webhook whose secret is another', [UNREACHED, ROUND_TRIP], { env: OTHER }],
    ['a webhook that does not come', [UNREACHED, ROUND_TRIP], { first: (stage) => stage.stop() }],
  ])('finds %s', async ([, found, { socket, env, first }], { onTestFinished: atEnd }) => {
    const stage = await onStage({ atEnd, socket: socket ?? false });
    await first?.(stage);
    const findings = await examine({ ...stage.env, STATE_URL: file(), ...env });
    expect(told(findings)).toEqual(found);
    expect(JSON.stringify(findings)).not.toMatch(/canary|only-here|[xb]-wrong/);
    if (first === withoutScopes)
      expect(saysOf(findings, 'Slack scope commands')).toMatch(/reinstall the app/);
    // Where all is well, every check was made.
    if (found.length > 1) return;
    const reached = socket ? 'Slack app token' : 'Request URL';
    expect(findings.map(({ what }) => what).join(', ')).toBe(
      `Settings, Slack bot token, Slack scopes, ${reached}, Jogg key, Jogg webhook, Webhook round trip, Temporary folder, Database`,
    );
  });

  it('names every setting that is missing', async () => {
    const names = ['SLACK_BOT_TOKEN', 'JOGG_API_KEY', 'SLACK_APP_TOKEN'];
    expect(told(await examine({}))).toEqual(names.map((name) => `fail: ${name}`));
  });

  it.for([
    ['', 'off (neither PUBLIC_URL nor JOGG_WEBHOOK_SECRET is set): the app asks Jogg by itself'],
    [
      'whsec-canary',
      'accepted with JOGG_WEBHOOK_SECRET; PUBLIC_URL is not set, so enter the address of this app, with /jogg/webhook behind it, at Jogg by hand',
    ],
  ] as const)(
    'without a public address, with the secret “%s”, webhooks are as it says',
    async ([JOGG_WEBHOOK_SECRET, says], { onTestFinished: atEnd }) => {
      const stage = await onStage({ atEnd });
      const over = { STATE_URL: 'memory:', PUBLIC_URL: '', JOGG_WEBHOOK_SECRET };
      const findings = await examine({ ...stage.env, ...over });
      const found = findings.filter(({ what }) => /webhook/i.test(what));
      expect(found).toEqual([{ what: 'Jogg webhook', how: 'ok', says }]);
    },
  );

  it('tells the balance as Jogg tells it, or that it is not told; the key is good in either case', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    const says = async (version: string) => {
      const env = { ...stage.env, STATE_URL: 'memory:', JOGG_API_VERSION: version };
      return saysOf(await examine(env), 'Jogg key');
    };
    const balance = await says('v2');
    stage.jogg.fault({ kind: 'code', code: 50_000, match: { path: /quota/ }, times: 99 });
    expect(balance).toMatch(/^accepted over v2, balance [\d.]+ credits \(as Jogg tells it\)$/);
    expect([await says('v2'), await says('v1')]).toEqual([
      'accepted over v2, balance not told',
      'accepted over v1, balance not told',
    ]);
  });

  it('finds a database that is none', async ({ onTestFinished: atEnd }) => {
    const stage = await onStage({ atEnd });
    const STATE_URL = file();
    const words = 'this is no database, whatever its name says'.repeat(100);
    writeFileSync(STATE_URL.replace('sqlite://', ''), words);
    expect(told(await examine({ ...stage.env, STATE_URL }))).toEqual(['fail: Database']);
  });
});

// By itself: the folder is a setting of the whole process.
it.each([
  [file(), [UNREACHED, 'warning: Temporary folder']],
  ['memory:', ['fail: Temporary folder', 'warning: Database']],
])(
  'a temporary folder that takes no file is found, with a state in %s',
  async (STATE_URL, found) => {
    const stage = await onStage();
    vi.stubEnv('TMPDIR', '/nowhere');
    onTestFinished(() => void vi.unstubAllEnvs());
    const findings = await examine({ ...stage.env, STATE_URL });
    expect(told(findings)).toEqual(found);
    expect(saysOf(findings, 'Temporary folder')).toMatch(
      /^\/nowhere takes no file \(ENOENT\): .*TMPDIR/,
    );
  },
);
