import { describe, it } from 'vitest';
import { SANDBOX_KEYS } from '../../sandbox/app-env.ts';
import { APP, TEAM } from '../../sandbox/slack/seed.ts';
import { examine } from '../../src/doctor/index.ts';
import { onProgram } from '../support/program.ts';
import { until } from '../support/stage.ts';

const isLog = (line: string) => line.startsWith('{"level":');
const WHO = `jogg-slack is connected to ${TEAM.name} as @jogg`;

describe.concurrent('npm start says in words, once and beside its log,', () => {
  it('who it is by Socket Mode, and what to type next', async ({
    expect,
    onTestFinished: atEnd,
  }) => {
    const env = { SLACK_APP_TOKEN: SANDBOX_KEYS.appToken };
    const program = await onProgram({ atEnd, env, webhook: false });
    const life = await program.start();
    await until(() => life.output.some((line) => line.startsWith('Next: ')));
    expect(life.output.filter((line) => !isLog(line))).toEqual([
      `${WHO}, by Socket Mode.`,
      'Next: type /invite @jogg in a channel of Slack, then /jogg.',
    ]);
  });

  it('over HTTP where Slack is to be told the address, until its first request has arrived', async ({
    expect,
    onTestFinished: atEnd,
  }) => {
    const program = await onProgram({ atEnd, webhook: false });
    const words = async (life: Awaited<ReturnType<typeof program.start>>) => {
      await until(() => life.output.some((line) => line.startsWith('Next: ')));
      return life.output.filter((line) => !isLog(line)).slice(1);
    };
    const requestUrl = async () =>
      (await examine(program.env)).find(({ what }) => what === 'Request URL');
    const first = await program.start();
    const before = [await words(first), (await requestUrl())?.how];
    await program.make();
    await program.shown('result');
    first.signal('SIGTERM');
    await first.ended;
    const after = [await words(await program.start()), await requestUrl()];
    const verify = `verify the Request URL at api.slack.com/apps/${APP.id}/event-subscriptions`;
    const next = 'type /invite @jogg in a channel of Slack, then /jogg.';
    expect([before, after]).toEqual([
      [
        [
          'No request of Slack has ever arrived here.',
          `Next: ${verify}: it is your public address with /slack/events behind it. Then ${next}`,
        ],
        'warning',
      ],
      [[`Next: ${next}`], { what: 'Request URL', how: 'ok', says: 'requests of Slack arrive' }],
    ]);
  });
});
