import { describe, it } from 'vitest';
import { SANDBOX_KEYS } from '../../sandbox/app-env.ts';
import { onProgram } from '../support/program.ts';
import { until } from '../support/stage.ts';

const OVER_SOCKET = { SLACK_APP_TOKEN: SANDBOX_KEYS.appToken };
const FOR_EVER = 1_000;

describe.concurrent('Slack that is not there when the app starts', () => {
  it.for([
    ['hangs where a socket is opened', 'apps.connections.open', OVER_SOCKET],
    ['hangs where it is asked who the app is', 'auth.test', {}],
  ] as const)(
    '%s: a video that was rendering is shown all the same, and without a socket the app is not ready',
    async ([, method, env], { expect, onTestFinished }) => {
      const program = await onProgram({ atEnd: onTestFinished, jogg: { renderMs: 2_000 } });
      const first = await program.start();
      await program.make();
      await until(() => first.said('video_moved', '"to":"rendering"'));
      await first.kill();
      program.slack.fault({ method, kind: 'hang', times: FOR_EVER });
      const life = program.spawned(env);
      // Slack hangs for longer than the test lasts: the video waited for nothing.
      await program.shown('result');
      const readiness = await program.ready();
      expect(program.paid()).toBe(1);
      if (method === 'apps.connections.open')
        expect([readiness, life.said('ready')]).toEqual([503, false]);
      life.signal('SIGTERM');
      expect((await life.ended).code).toBe(0);
    },
  );

  it('is said to be away while it is, and the app is ready as soon as the socket is open', async ({
    expect,
    onTestFinished,
  }) => {
    const program = await onProgram({ atEnd: onTestFinished });
    program.slack.fault({ method: 'apps.connections.open', kind: 'status', status: 503, times: 2 });
    const life = program.spawned(OVER_SOCKET);
    await until(() => life.said('slack_not_connected', '"level":40'));
    const meanwhile = await program.ready();
    await until(async () => (await program.ready()) === 200);
    await until(() => life.said('ready'));
    expect(meanwhile).toBe(503);
  });

  it.for([
    ['an app token', { SLACK_APP_TOKEN: 'xapp-canary-wrong' }, 'SLACK_APP_TOKEN'],
    ['a bot token', { SLACK_BOT_TOKEN: 'xoxb-canary-wrong' }, 'SLACK_BOT_TOKEN'],
  ] as const)(
    'where it refuses %s for good, the start ends with a sentence that names it',
    async ([, env, name], { expect, onTestFinished }) => {
      const program = await onProgram({ atEnd: onTestFinished });
      const life = program.spawned(env);
      const { code } = await life.ended;
      const told = life.output.find((line) => line.startsWith('jogg-slack cannot start'));
      expect([code, told]).toEqual([
        1,
        expect.stringContaining(`Slack refuses ${name} (invalid_auth)`),
      ]);
      expect(life.output.join('\n')).not.toContain('canary-wrong');
    },
  );
});

describe.concurrent('a socket that Slack', () => {
  it.for([
    ['cuts', 'cut'],
    ['recycles', 'disconnect'],
  ] as const)(
    '%s is opened again, and people are answered over it',
    async ([, how], { expect, onTestFinished }) => {
      const program = await onProgram({ atEnd: onTestFinished, env: OVER_SOCKET });
      const life = await program.start();
      const { socketMode } = program.slack;
      if (how === 'cut') socketMode.cut();
      else socketMode.disconnect('refresh_requested', 500);
      const end = how === 'cut' ? 'slack_socket_ended' : 'slack_socket_renewed';
      await until(() => life.said(end));
      // What Slack announces is logged while the old connection is still the only one.
      await until(
        () => life.output.filter((line) => line.includes('slack_connected')).length === 2,
      );
      await until(async () => socketMode.connections() === 1 && (await program.ready()) === 200);
      await program.make();
      await program.shown('result');
      expect(program.paid()).toBe(1);
    },
  );
});
