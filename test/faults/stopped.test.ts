import { describe, expect, it } from 'vitest';
import { freePort } from '../../sandbox/free-port.ts';
import { APP, TEAM } from '../../sandbox/slack/seed.ts';
import { until } from '../support/until.ts';
import { createLives, type Life, type Row } from './lives.ts';

const CREATE = { method: 'POST', path: /create_video/ };

/** Throws on a signal what nobody expects. */
const LATER = `
  process.on('SIGUSR2', () => { Promise.reject(new Error('xoxb-in-the-words')) });
  process.on('SIGHUP', () => { throw new Error('xoxb-in-the-words') });
`;
const SLOWLY: Row = {
  what: '',
  arm: ({ program, isIts }) =>
    program.slack.fault({ method: 'chat.postMessage', kind: 'slow', ms: 400, when: isIts }),
  moment: ({ slots }) => until(() => slots().includes('card')),
  code: 0,
};

describe('a program that is told to stop', () => {
  const lives = createLives({
    env: { JOGG_API_VERSOIN: 'CANARY' },
    execArgv: ['--import', `data:text/javascript,${encodeURIComponent(LATER)}`],
  });
  const words = async (life: Life) => {
    await until(() => life.output.some((line) => line.startsWith('Next: ')));
    return life.output.filter((line) => !line.startsWith('{"level":'));
  };
  const connected = `jogg-slack is connected to ${TEAM.name} as @jogg`;
  const next = 'type /invite @jogg in a channel of Slack, then /jogg.';

  it('says over HTTP where Slack is to be told the address, as no request has arrived yet', async () => {
    const verify = `verify the Request URL at api.slack.com/apps/${APP.id}/event-subscriptions`;
    expect(await words(lives.life())).toEqual([
      expect.stringContaining(connected),
      'No request of Slack has ever arrived here.',
      `Next: ${verify}: it is your public address with /slack/events behind it. Then ${next}`,
    ]);
  });

  it('F90: a misspelt name that stops nothing is told in the log with the right one', () => {
    const says = 'JOGG_API_VERSOIN","says":"is unknown: did you mean JOGG_API_VERSION?';
    const life = lives.life();
    expect([life.said('setting_unknown', says), life.output.join().includes('CANARY')]).toEqual([
      true,
      false,
    ]);
  });

  it('a second program on its state file ends by itself and names the first, which goes on', async () => {
    const program = lives.program();
    const second = program.spawned({ PORT: String(await freePort()) });
    const { code } = await second.ended;
    const says = `cannot start: ${program.file}: process ${lives.life().pid} on `;
    const named = second.output.filter((line) => line.includes(says)).length;
    expect([code, named, await program.ready()]).toEqual([1, 1, 200]);
  });

  const rows: readonly Row[] = [
    {
      ...SLOWLY,
      what: 'F80: while Slack takes a message finishes it, stores it and does not post it again',
      signals: ['SIGTERM'],
      // It was not in doubt either: nobody looked for it.
      also: ({ slack }) =>
        expect(slack('conversations.history') + slack('conversations.replies')).toBe(0),
    },
    {
      what: 'F80: while Jogg takes the paid request stores its answer',
      outcome: { renderMs: 1_500 },
      arm: ({ program }) => program.jogg.fault({ kind: 'slow', ms: 800, match: CREATE }),
      moment: ({ paid }) => until(() => paid() === 1),
      signals: ['SIGTERM'],
      code: 0,
    },
    { ...SLOWLY, what: 'F81: by SIGTERM twice ends cleanly', signals: ['SIGTERM', 'SIGTERM'] },
    {
      ...SLOWLY,
      what: 'F81: by SIGINT while it stops ends cleanly',
      signals: ['SIGTERM', 'SIGINT'],
    },
    { ...SLOWLY, what: 'F81: by SIGINT alone ends cleanly', signals: ['SIGINT'] },
    ...(
      [
        ['a rejection that nobody handles', 'SIGUSR2', 'unhandled_rejection'],
        ['an exception that nobody catches', 'SIGHUP', 'uncaught_exception'],
      ] as const
    ).map(
      ([error, signal, event]): Row => ({
        what: `F89: by ${error} logs it without its words, and the next start goes on`,
        outcome: { renderMs: 800 },
        moment: ({ said }) => until(() => said('video_moved', '"to":"rendering"')),
        signals: [signal],
        code: 1,
        also: ({ said, life }) => {
          expect(said(event)).toBe(true);
          expect(life.output.filter((line) => line.includes('in-the-words'))).toEqual([]);
        },
      }),
    ),
  ];
  for (const row of rows) it(row.what, () => lives.play(row));

  it('says no more where Slack is to be told the address, once a request has arrived', async () => {
    expect(await words(lives.life())).toEqual([
      expect.stringContaining(connected),
      `Next: ${next}`,
    ]);
  });

  it('F81: by SIGTERM as soon as it runs ends cleanly, and nobody answers any more', async () => {
    const life = lives.life();
    const program = lives.program();
    life.signal('SIGTERM');
    await life.ended;
    const young = program.spawned();
    await until(async () => (await program.ready()) === 200);
    young.signal('SIGTERM');
    expect([(await young.ended).code, await program.ready()]).toEqual([0, 0]);
  });
});
