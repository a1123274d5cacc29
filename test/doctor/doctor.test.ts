import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { examine } from '../../src/doctor/index.ts';
import { onStage } from '../support/stage.ts';

const folder = mkdtempSync(join(tmpdir(), 'jogg-slack-doctor-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string) => `sqlite://${join(folder, name)}`;
/** Over HTTP, of a state file that is new: no request of Slack's is written down in it. */
const UNREACHED = 'warning: Request URL';
const told = (findings: Awaited<ReturnType<typeof examine>>) =>
  findings.filter(({ how }) => how !== 'ok').map(({ what, how }) => `${how}: ${what}`);

describe.concurrent('the doctor', () => {
  it.for([{ socket: false }, { socket: true }])(
    'finds nothing wrong with an app that works, %o',
    async ({ socket }, { onTestFinished: atEnd }) => {
      const stage = await onStage({ atEnd, socket });
      const findings = await examine({ ...stage.env, STATE_URL: file(`well-${socket}.sqlite`) });
      expect([told(findings), findings.map(({ what }) => what)]).toEqual([
        socket ? [] : [UNREACHED],
        [
          'Settings',
          'Slack bot token',
          'Slack scopes',
          ...(socket ? ['Slack app token'] : ['Request URL']),
          'Jogg key',
          'Jogg webhook',
          'Webhook round trip',
          'Temporary folder',
          'Database',
        ],
      ]);
    },
  );

  it('names every setting that is missing', async () => {
    expect(told(await examine({}))).toEqual([
      'fail: SLACK_BOT_TOKEN',
      'fail: JOGG_API_KEY',
      'fail: SLACK_APP_TOKEN',
    ]);
  });

  it('names the scope that was not granted, and says to reinstall the app', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    stage.slack.scopes.delete('files:write');
    stage.slack.scopes.delete('commands');
    const findings = await examine({ ...stage.env, STATE_URL: file('scopes.sqlite') });
    expect(told(findings)).toEqual([
      'fail: Slack scope commands',
      'warning: Slack scope files:write',
      UNREACHED,
    ]);
    expect(findings.find(({ how }) => how === 'fail')?.says).toMatch(/reinstall the app/);
  });

  it('tells a misspelt setting with the right name', async ({ onTestFinished: atEnd }) => {
    const stage = await onStage({ atEnd });
    const findings = await examine({
      ...stage.env,
      STATE_URL: file('name.sqlite'),
      LOG_LEVLE: 'x',
    });
    expect(told(findings)).toEqual(['warning: LOG_LEVLE', UNREACHED]);
  });

  it('finds tokens and keys that are refused', async ({ onTestFinished: atEnd }) => {
    const stage = await onStage({ atEnd, socket: true });
    const wrong = {
      SLACK_BOT_TOKEN: 'xoxb-wrong',
      SLACK_APP_TOKEN: 'xapp-wrong',
      JOGG_API_KEY: 'wrong',
    };
    const findings = await examine({ ...stage.env, ...wrong, STATE_URL: file('tokens.sqlite') });
    expect(told(findings)).toEqual([
      'fail: Slack',
      'fail: Slack app token',
      'fail: Jogg key',
      'fail: Jogg webhook',
    ]);
    expect(JSON.stringify(findings)).not.toMatch(/wrong|canary/);
  });

  it('finds a webhook that does not come through, and one whose secret is another', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    const env = { ...stage.env, STATE_URL: file('webhook.sqlite') };
    const other = await examine({ ...env, JOGG_WEBHOOK_SECRET: 'another' });
    await stage.stop();
    const nobody = await examine(env);
    expect([told(other), told(nobody)]).toEqual([
      [UNREACHED, 'fail: Webhook round trip'],
      [UNREACHED, 'fail: Webhook round trip'],
    ]);
  });

  it.for([
    [null, 'off (neither PUBLIC_URL nor JOGG_WEBHOOK_SECRET is set): the app asks Jogg by itself'],
    [
      'whsec-canary',
      'accepted with JOGG_WEBHOOK_SECRET; PUBLIC_URL is not set, so enter the address of this app, with /jogg/webhook behind it, at Jogg by hand',
    ],
  ] as const)(
    'without a public address, with the secret %s, webhooks are as it says',
    async ([secret, says], { onTestFinished: atEnd }) => {
      const stage = await onStage({ atEnd });
      const findings = await examine({
        ...stage.env,
        STATE_URL: 'memory:',
        PUBLIC_URL: '',
        JOGG_WEBHOOK_SECRET: secret ?? '',
      });
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
      return (await examine(env)).find(({ what }) => what === 'Jogg key');
    };
    const told = await says('v2');
    stage.jogg.fault({ kind: 'code', code: 50_000, match: { path: /quota/ }, times: 99 });
    expect([told, await says('v2'), await says('v1')]).toEqual([
      {
        what: 'Jogg key',
        how: 'ok',
        says: expect.stringMatching(
          /^accepted over v2, balance [\d.]+ credits \(as Jogg tells it\)$/,
        ),
      },
      { what: 'Jogg key', how: 'ok', says: 'accepted over v2, balance not told' },
      { what: 'Jogg key', how: 'ok', says: 'accepted over v1, balance not told' },
    ]);
  });

  it('finds a database that is none', async ({ onTestFinished: atEnd }) => {
    const stage = await onStage({ atEnd });
    const path = join(folder, 'garbage.sqlite');
    writeFileSync(path, 'this is no database, whatever its name says'.repeat(100));
    const findings = await examine({ ...stage.env, STATE_URL: `sqlite://${path}` });
    expect(told(findings)).toEqual(['fail: Database']);
  });
});

// By itself: the folder is a setting of the whole process.
describe('the doctor, asked for the temporary folder', () => {
  it.each([
    ['sqlite', [UNREACHED, 'warning: Temporary folder']],
    ['memory', ['fail: Temporary folder', 'warning: Database']],
  ])('finds one that takes no file; with a state in %s', async (kind, findings) => {
    const stage = await onStage();
    const STATE_URL = kind === 'memory' ? 'memory:' : file('temp.sqlite');
    vi.stubEnv('TMPDIR', '/nowhere');
    onTestFinished(() => void vi.unstubAllEnvs());
    const found = await examine({ ...stage.env, STATE_URL });
    expect(told(found)).toEqual(findings);
    expect(found.find(({ what }) => what === 'Temporary folder')?.says).toMatch(
      /^\/nowhere takes no file \(ENOENT\): .*TMPDIR/,
    );
  });
});
