import { describe, it } from 'vitest';
import type { FaultSpec } from '../../sandbox/slack/server/faults.ts';
import { onStage, type Stage, until } from '../support/stage.ts';
import { byHand } from './by-hand.ts';
import { DELIVERED, MINUTE, play } from './play.ts';

/** The calls of a method: how many, and about which files. */
const filesOf = (stage: Stage, method: string) =>
  stage.slack.log
    .filter((each) => each.method === method)
    .map((each) => JSON.stringify(each.arguments['files'] ?? null));

/** How the video is there in the end: how often, as what, and for how many paid requests. */
async function end(stage: Stage) {
  const { text, files = [] } = await stage.reply('result');
  await until(() => stage.lines.some(({ fields }) => fields['to'] === 'delivered'));
  return {
    slots: stage.slots(),
    shown: files.length > 0 ? 'file' : /<http.*\.\w+>/.test(text) ? 'link' : 'nothing',
    why: reasonIn(text),
    paid: stage.paid().length,
  };
}
const reasonIn = (text = ''): string | null =>
  /The file itself is not here because (.*)\./.exec(text)?.[1] ?? null;
const ONCE = { slots: ['card', 'result'], paid: 1 };

describe.concurrent('a file that Slack does not take', () => {
  it.for<[string, FaultSpec, string]>([
    [
      'the place for it is refused: the storage is full',
      { method: 'files.getUploadURLExternal', kind: 'error', error: 'storage_limit_reached' },
      'the file storage of this workspace is full',
    ],
    [
      'the place for it is refused: no files here',
      { method: 'files.getUploadURLExternal', kind: 'error', error: 'file_uploads_disabled' },
      'this workspace does not allow files',
    ],
    [
      'its bytes are too many',
      { method: 'upload', kind: 'status', status: 413 },
      'it is too large',
    ],
    [
      'it is stored, and may not be shown',
      { method: 'files.completeUploadExternal', kind: 'error', error: 'storage_limit_reached' },
      'the file storage of this workspace is full',
    ],
  ])(
    'F22: %s: the link is there instead, once, and says why',
    async ([, fault, why], { expect, onTestFinished }) => {
      const stage = await onStage({ atEnd: onTestFinished });
      stage.slack.fault(fault);
      await stage.make();
      expect(await end(stage)).toEqual({ ...ONCE, shown: 'link', why });
    },
  );

  it.for<[string, Omit<FaultSpec, 'method'>]>([
    ['was lost before Slack did it', { kind: 'reset' }],
    ['was lost after Slack did it', { kind: 'reset_after' }],
    ['was none that anybody understands', { kind: 'html' }],
    ['was that nobody knows', { kind: 'error', error: 'internal_error' }],
  ])(
    'F22: the answer to showing it %s: the very same file is shown, once',
    async ([, fault], { expect, onTestFinished }) => {
      const stage = await onStage({ atEnd: onTestFinished });
      stage.slack.fault({ ...fault, method: 'files.completeUploadExternal' });
      await stage.make();
      const ended = await end(stage);
      const places = filesOf(stage, 'files.getUploadURLExternal').length;
      const shown = new Set(filesOf(stage, 'files.completeUploadExternal')).size;
      expect([ended, places, shown]).toEqual([{ ...ONCE, shown: 'file', why: null }, 1, 1]);
    },
  );
});

it('F22: bytes that never arrive keep nobody waiting for more than two minutes: then the link is there, once', async ({
  expect,
}) => {
  let tries = 0;
  const stage = await byHand({
    storeFile: async () => {
      tries += 1;
      return { kind: 'later', afterMs: null };
    },
  });
  const began = stage.now();
  const ended = await play(stage, {});
  expect([ended, tries, reasonIn(stage.text('v', 'result'))]).toEqual([
    DELIVERED,
    5,
    'it could not be brought here',
  ]);
  expect(stage.now() - began).toBeLessThan(2 * MINUTE);
});
