import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SANDBOX_KEYS } from '../../sandbox/app-env.ts';
import { TEAM } from '../../sandbox/slack/seed.ts';
import { VARIABLES } from '../../src/config/variables.ts';
import { onProgram, type Program, type ProgramOptions } from '../support/program.ts';
import { until } from '../support/until.ts';

const OVER_SOCKET = { SLACK_APP_TOKEN: SANDBOX_KEYS.appToken };
const FOR_EVER = 1_000;

/** A program for all tests of a `describe`. */
function shared(options: Omit<ProgramOptions, 'atEnd'> = {}): () => Program {
  const ends: (() => Promise<void>)[] = [];
  let program: Program;
  beforeAll(async () => {
    program = await onProgram({ ...options, atEnd: (end) => ends.push(end) });
  });
  afterAll(async () => {
    for (const end of ends) await end();
  });
  return () => program;
}

describe('a start that cannot be', () => {
  const program = shared();

  it.each<[string, (folder: string) => Record<string, string>, string | null]>([
    [
      'F65: with a folder in the place of the state file',
      (folder) => ({ STATE_URL: `sqlite://${folder}` }),
      'cannot be opened',
    ],
    [
      'F65: with a file that is no database',
      (folder) => {
        const file = join(folder, 'no.sqlite');
        writeFileSync(file, 'not a database. '.repeat(500));
        return { STATE_URL: `sqlite://${file}` };
      },
      'is damaged or not one of ours',
    ],
    [
      'F90: with wrong settings',
      () => ({ PORT: 'CANARY', JOGG_API_KEY: '', STATE_URL: 'CANARY' }),
      null,
    ],
  ])('%s ends with a sentence and 1, and asks nobody for anything', async (_, envOf, says) => {
    const { slack, jogg, folder, spawned, ready } = program();
    const before = slack.log.length + jogg.log.length;
    const life = spawned(envOf(folder));
    const { code } = await life.ended;
    const said = life.output.join('\n');
    const named = VARIABLES.map(({ name }) => name).filter((name) => said.includes(`  ${name}: `));
    expect([code, slack.log.length + jogg.log.length - before, await ready()]).toEqual([1, 0, 0]);
    expect(named).toEqual(says === null ? ['JOGG_API_KEY', 'STATE_URL', 'PORT'] : []);
    expect(said.split(says ?? 'CANARY').length).toBe(says === null ? 1 : 2);
  });

  it.each([
    ['SLACK_APP_TOKEN', 'xapp-canary-wrong'],
    ['SLACK_BOT_TOKEN', 'xoxb-canary-wrong'],
  ])('where Slack refuses %s for good ends with a sentence that names it', async (name, token) => {
    const life = program().spawned({ [name]: token });
    const { code } = await life.ended;
    const told = life.output.find((line) => line.startsWith('jogg-slack cannot start'));
    expect([code, told, life.output.join().includes('canary-wrong')]).toEqual([
      1,
      expect.stringContaining(`Slack refuses ${name} (invalid_auth)`),
      false,
    ]);
  });
});

describe('Slack that hangs when the app starts', () => {
  const program = shared({ jogg: { renderMs: 2_000 } });

  it('keeps no rendering video waiting; without a socket the app is not ready, and it still ends cleanly', async () => {
    const { slack, start, make, shown, spawned, ready, paid } = program();
    const first = await start();
    await make();
    await until(() => first.said('video_moved', '"to":"rendering"'));
    await first.kill();
    // Where a socket is opened, and where it is asked who the app is.
    for (const method of ['apps.connections.open', 'auth.test'])
      slack.fault({ method, kind: 'hang', times: FOR_EVER });
    const life = spawned(OVER_SOCKET);
    await shown('result');
    const meanwhile = [await ready(), life.said('ready'), paid()];
    life.signal('SIGTERM');
    expect([meanwhile, (await life.ended).code]).toEqual([[503, false, 1], 0]);
  });
});

describe('a socket of Slack', () => {
  const program = shared({ env: OVER_SOCKET, webhook: false });
  let life: ReturnType<Program['spawned']>;
  const connections = () => life.output.filter((line) => line.includes('"slack_connected"')).length;

  it('that cannot be opened at first is said to be away, and the app is ready as soon as it is open', async () => {
    const { slack, spawned, ready } = program();
    slack.fault({ method: 'apps.connections.open', kind: 'status', status: 503, times: 2 });
    life = spawned();
    await until(() => life.said('slack_not_connected', '"level":40'));
    const meanwhile = await ready();
    await until(async () => (await ready()) === 200);
    await until(() => life.output.some((line) => line.startsWith('Next: ')));
    expect([meanwhile, life.output.filter((line) => !line.startsWith('{"level":'))]).toEqual([
      503,
      [
        `jogg-slack is connected to ${TEAM.name} as @jogg, by Socket Mode.`,
        'Next: type /invite @jogg in a channel of Slack, then /jogg.',
      ],
    ]);
  });

  it.each([
    ['cut', 'slack_socket_ended', 2],
    ['recycled', 'slack_socket_renewed', 3],
  ])('that is %s is opened again, and people are answered over it', async (how, event, opened) => {
    const { slack, ready, make, shown, paid } = program();
    const { socketMode } = slack;
    if (how === 'cut') socketMode.cut();
    else socketMode.disconnect('refresh_requested', 500);
    await until(() => life.said(event));
    // What Slack announces is logged while the old connection is still the only one.
    await until(() => connections() === opened);
    await until(async () => socketMode.connections() === 1 && (await ready()) === 200);
    await make();
    await shown('result', opened - 1);
    expect(paid()).toBe(opened - 1);
  });
});
