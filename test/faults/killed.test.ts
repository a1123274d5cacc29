import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MARKETING } from '../../sandbox/slack/seed.ts';
import type { Program } from '../support/program.ts';
import { until } from '../support/until.ts';
import { createLives, type Row, type Scene } from './lives.ts';

const CREATE = { method: 'POST', path: /create_video/ };
const POLL = { method: 'GET', path: /project|avatar_video/ };
const MEDIA = /\/media\//;

const cardOf = (program: Program, isIts: Scene['isIts']) =>
  JSON.stringify(program.slack.messages(MARKETING).find(isIts));

describe('a program that is killed', () => {
  // The system's own folder takes no file, so that files come through that of the state.
  const lives = createLives({ env: { TMPDIR: '/nowhere' } });

  const rows: readonly Row[] = [
    { what: 'F71: right after a form was accepted makes the video all the same' },
    {
      what: 'F72: after the card was posted and before Slack said so shows one card',
      arm: ({ program, isIts }) =>
        program.slack.fault({ method: 'chat.postMessage', kind: 'hang', done: true, when: isIts }),
      moment: ({ slots }) => until(() => slots().includes('card')),
    },
    {
      what: 'F73: after the card was stored and before Jogg was asked asks it again, for it was turned away',
      arm: ({ program }) => program.jogg.fault({ kind: 'retry_after', seconds: 1, match: CREATE }),
      moment: ({ said }) =>
        until(() => said('video_moved', '"from":"submitting","to":"announced"')),
      paid: 2,
    },
    {
      what: 'F74: after Jogg was asked and before it answered does not know, and does not ask again',
      arm: ({ program }) => program.jogg.fault({ kind: 'hang', work: true, match: CREATE }),
      moment: ({ paid }) => until(() => paid() === 1),
      slots: ['card', 'unconfirmed'],
      also: ({ program, isIts }) =>
        until(() => cardOf(program, isIts).includes('"action_id":"ask_again"')),
    },
    {
      what: 'F75: after the answer was stored waits for the render',
      outcome: { renderMs: 1_000 },
      moment: ({ said }) => until(() => said('video_moved', '"to":"rendering"')),
    },
    {
      what: 'F76: after a webhook was acknowledged shows its video once',
      outcome: { webhook: 'after' },
      moment: ({ said }) => until(() => said('webhook_received')),
    },
    {
      what: 'F77: while it held a task takes it over at once',
      arm: ({ program }) => program.jogg.fault({ kind: 'hang', match: POLL }),
      moment: ({ jogg }) => until(() => jogg().some(({ fault }) => fault === 'hang')),
      also: ({ next }) => expect(next.said('queue_started', '"released":1')).toBe(true),
    },
    {
      what: 'F78: after the card was edited and before Slack said so shows the video on the card',
      arm: ({ program, isIts }) =>
        program.slack.fault({ method: 'chat.update', kind: 'hang', done: true, when: isIts }),
      moment: ({ slack }) => until(() => slack('chat.update') === 1),
      also: ({ program, isIts }) => until(() => cardOf(program, isIts).includes('.mp4')),
    },
    {
      what: 'F79: while the video’s file is fetched leaves nothing in the folder for such files',
      arm: ({ program }) =>
        program.jogg.fault({ kind: 'cut', match: { method: 'GET', path: MEDIA } }),
      moment: ({ jogg }) => until(() => jogg().some(({ path }) => MEDIA.test(path))),
    },
    {
      what: 'F79: while the video’s file is sent leaves nothing in the folder for such files',
      arm: ({ program }) =>
        program.slack.fault({ method: 'files.getUploadURLExternal', kind: 'hang', done: true }),
      moment: ({ slack }) => until(() => slack('files.getUploadURLExternal') === 1),
    },
  ];
  for (const row of rows) it(row.what, () => lives.play(row));

  it('F79: nothing of any file is left', () => {
    const left = readdirSync(lives.program().folder).filter((name) => name.endsWith('.part'));
    const files = lives
      .program()
      .slack.messages(MARKETING)
      .filter(({ files: its }) => its?.length);
    expect([left, files.length]).toEqual([[], 9]);
  });

  it('a program that was killed keeps its successor waiting for nothing', () => {
    expect(lives.life().said('state_held_trouble')).toBe(process.platform !== 'linux');
  });
});
