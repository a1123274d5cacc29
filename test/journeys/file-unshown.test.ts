import { describe, expect, it } from 'vitest';
import { MARKETING } from '../../sandbox/slack/seed.ts';
import { onStage, type Stage, until } from '../support/stage.ts';

const ALL = [
  'commands',
  'chat:write',
  'files:write',
  'files:read',
  'users:read',
  'channels:history',
];
const without = (...scopes: string[]): string[] => ALL.filter((scope) => !scopes.includes(scope));
const LOOKING = [
  ['files and the thread', ALL],
  ['files alone', without('channels:history')],
  ['the thread alone', without('files:read')],
] as const;

/** What is in the thread in the end, and what Slack was told. */
async function end(stage: Stage) {
  await until(() => stage.lines.some(({ fields }) => fields['to'] === 'delivered'));
  const { ts } = await stage.card();
  const replies = stage.slack.thread(MARKETING, ts).slice(1);
  const calls = stage.slack.log.map(({ method }) => method);
  return {
    replies: replies.map(({ files, text }) => [
      files?.length ? 'file' : 'link',
      /not here because (.*)\./.exec(text)?.[1] ?? null,
    ]),
    // A file that is deleted first can never appear beside its link.
    calls: calls.filter((method) => /complete|delete|postMessage/.test(method)),
  };
}
const stageWith = (grantedScopes: readonly string[], atEnd: (end: () => Promise<void>) => void) =>
  onStage({ slack: { grantedScopes: [...grantedScopes] }, atEnd });
const SHOWING = 'files.completeUploadExternal';
const REASON = 'Slack took it and did not show it';

describe.concurrent('a file of which Slack says that it is shown', () => {
  it.for(LOOKING)(
    'and never is, gives way to its link, once, where the app may read %s',
    async ([, scopes], { onTestFinished: atEnd }) => {
      const stage = await stageWith(scopes, atEnd);
      stage.slack.fault({ method: 'files.completeUploadExternal', kind: 'unshown' });
      await stage.make({ video_name: 'Launch' });
      expect(await end(stage)).toEqual({
        replies: [['link', REASON]],
        calls: ['chat.postMessage', SHOWING, 'files.delete', 'chat.postMessage'],
      });
    },
  );

  it.for(LOOKING)(
    'and is a little later, is the one result where the app may read %s',
    async ([, scopes], { onTestFinished: atEnd }) => {
      const stage = await stageWith(scopes, atEnd);
      stage.slack.fault({ method: 'files.completeUploadExternal', kind: 'unshown', ms: 300 });
      await stage.make({ video_name: 'Launch' });
      expect(await end(stage)).toEqual({
        replies: [['file', null]],
        calls: ['chat.postMessage', SHOWING],
      });
    },
  );

  it('is believed where the app may read neither', async ({ onTestFinished: atEnd }) => {
    const stage = await stageWith(without('files:read', 'channels:history'), atEnd);
    await stage.make({ video_name: 'Launch' });
    expect(await end(stage)).toEqual({
      replies: [['file', null]],
      calls: ['chat.postMessage', SHOWING],
    });
  });
});
