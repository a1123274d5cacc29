import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { examine } from '../../src/doctor/index.ts';
import { onStage, type Stage } from '../support/stage.ts';

type Findings = Awaited<ReturnType<typeof examine>>;
type Env = Readonly<Record<string, string>>;

const folder = mkdtempSync(join(tmpdir(), 'jogg-slack-doctor-'));
const cleanups: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];
afterAll(async () => {
  for (const end of cleanups) await end();
});
/** The app over HTTP, shared by the tests that do not change it. */
let shared: ReturnType<typeof onStage> | undefined;
const overHttp = (): ReturnType<typeof onStage> => {
  shared ??= onStage({ atEnd: (end) => cleanups.push(end) });
  return shared;
};

const newFile = () => join(folder, `${randomUUID()}.sqlite`);
const runDoctor = (stage: Stage, env: Env = {}) =>
  examine({ ...stage.env, STATE_URL: `sqlite://${newFile()}`, ...env });
const problemsIn = (findings: Findings) =>
  findings.flatMap(({ check, status }) => (status === 'ok' ? [] : `${status}: ${check}`));
const messageOf = (findings: Findings, name: string) =>
  findings.find(({ check }) => check === name)?.message ?? '';

/** The finding over HTTP with a new state file, which records no request from Slack. */
const UNREACHED = 'warning: Request URL';
const ROUND_TRIP = 'fail: Webhook round trip';
const SCOPES = ['fail: Slack scope commands', 'warning: Slack scope files:write'];
const REFUSED = ['fail: Slack', 'fail: Slack app token', 'fail: Jogg key', 'fail: Jogg webhook'];
const TOKENS = { SLACK_BOT_TOKEN: 'xoxb-wrong', SLACK_APP_TOKEN: 'xapp-wrong' };
const WRONG = { ...TOKENS, JOGG_API_KEY: 'wrong' };
const OTHER = { JOGG_WEBHOOK_SECRET: 'another' };
const withoutScopes = ({ slack }: Stage) => {
  slack.scopes.delete('files:write');
  slack.scopes.delete('commands');
};

describe.concurrent('the doctor', () => {
  it.for<[string, string[], { socket?: true; env?: Env; prepare?: (stage: Stage) => unknown }]>([
    ['only a missing request from Slack over HTTP', [UNREACHED], {}],
    ['nothing over Socket Mode', [], { socket: true }],
    ['a scope that was not granted', [...SCOPES, UNREACHED], { prepare: withoutScopes }],
    ['a misspelled setting', ['warning: LOG_LEVLE', UNREACHED], { env: { LOG_LEVLE: 'x' } }],
    ['rejected tokens and keys', REFUSED, { socket: true, env: WRONG }],
    ['a webhook with another secret', [UNREACHED, ROUND_TRIP], { env: OTHER }],
    ['a webhook that never arrives', [UNREACHED, ROUND_TRIP], { prepare: (stage) => stage.stop() }],
  ])('finds %s', async ([, found, { socket, env, prepare }], { onTestFinished: atEnd }) => {
    const isOwn = socket || prepare;
    const stage = await (isOwn ? onStage({ atEnd, socket: socket ?? false }) : overHttp());
    await prepare?.(stage);
    const findings = await runDoctor(stage, env);
    expect(problemsIn(findings)).toEqual(found);
    expect(JSON.stringify(findings)).not.toMatch(/canary|only-here|[xb]-wrong/);
    if (prepare === withoutScopes)
      expect(messageOf(findings, 'Slack scope commands')).toMatch(/reinstall the app/);
    // Without problems, every check has a finding.
    if (found.length > 1) return;
    const reached = socket ? 'Slack app token' : 'Request URL';
    expect(findings.map(({ check }) => check).join(', ')).toBe(
      `Settings, Slack bot token, Slack scopes, ${reached}, Jogg key, Jogg webhook, Webhook round trip, Temporary folder, Database`,
    );
  });

  it('finds a missing setting, and a file that is not a database', async () => {
    const withoutKey = await runDoctor(await overHttp(), { JOGG_API_KEY: '' });
    expect(problemsIn(withoutKey)).toEqual(['fail: JOGG_API_KEY']);
    const path = newFile();
    writeFileSync(path, 'this is no database, whatever its name says'.repeat(100));
    const findings = await runDoctor(await overHttp(), { STATE_URL: `sqlite://${path}` });
    expect(problemsIn(findings)).toEqual(['fail: Database']);
  });

  it('describes the webhook without a public URL, and the balance if Jogg provides it', async () => {
    const stage = await overHttp();
    const messages = async (about: RegExp, env: Env) => {
      const findings = await runDoctor(stage, { STATE_URL: 'memory:', ...env });
      return findings.flatMap(({ check, message }) => (about.test(check) ? message : [])).join();
    };
    const webhooks = (JOGG_WEBHOOK_SECRET: string) =>
      messages(/webhook/i, { PUBLIC_URL: '', JOGG_WEBHOOK_SECRET });
    const key = (JOGG_API_VERSION: string) => messages(/Jogg key/, { JOGG_API_VERSION });
    const found = [await webhooks(''), await webhooks('whsec-canary'), await key('v2')];
    stage.jogg.fault({ kind: 'code', code: 50_000, match: { path: /quota/ }, times: 99 });
    expect([...found, await key('v2'), await key('v1')]).toEqual([
      'off, because neither PUBLIC_URL nor JOGG_WEBHOOK_SECRET is set. The app polls Jogg instead',
      'accepted with JOGG_WEBHOOK_SECRET. PUBLIC_URL is not set, so register the webhook at Jogg by hand: the address of this app followed by /jogg/webhook',
      expect.stringMatching(/^accepted by Jogg's API v2; [\d.]+ credits left, says Jogg$/),
      ...['v2', 'v1'].map((at) => `accepted by Jogg's API ${at}; Jogg does not report the balance`),
    ]);
  });
});

// Not concurrent, because the folder is a setting of the whole process.
it('the doctor finds a temporary folder that cannot store a file, with any kind of state', async () => {
  const stage = await overHttp();
  vi.stubEnv('TMPDIR', '/nowhere');
  onTestFinished(() => void vi.unstubAllEnvs());
  const findings = await runDoctor(stage);
  expect(problemsIn(findings)).toEqual([UNREACHED, 'warning: Temporary folder']);
  const message = /^\/nowhere cannot hold a file \(ENOENT\)\. .*TMPDIR/;
  expect(messageOf(findings, 'Temporary folder')).toMatch(message);
  const inMemory = await runDoctor(stage, { STATE_URL: 'memory:' });
  expect(problemsIn(inMemory)).toEqual(['fail: Temporary folder', 'warning: Database']);
});

it('the command exits with 1 if a check fails', () => {
  const command = [resolve('src/start.js'), 'doctor'];
  const { status, stdout } = spawnSync(process.execPath, command, { cwd: folder, env: {} });
  expect([status, String(stdout)]).toEqual([1, expect.stringContaining('✗ JOGG_API_KEY')]);
});
