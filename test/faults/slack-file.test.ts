import { it } from 'vitest';
import type { FaultSpec } from '../../sandbox/slack/server/faults.ts';
import type { StoreFileOutcome } from '../../src/domain/video/outcome.ts';
import { onStage } from '../support/stage.ts';
import { byHand } from './by-hand.ts';
import { DELIVERED, MINUTE, play } from './play.ts';

const COMPLETE = 'files.completeUploadExternal';
const FULL = 'the file storage of this workspace is full';
const reasonIn = (text: string): string | null =>
  /The file itself is not here because (.*)\./.exec(text)?.[1] ?? null;

const impossible = (why: string): StoreFileOutcome => ({ kind: 'impossible', why });
it.concurrent.for<[string, StoreFileOutcome, number, string]>([
  ['the storage is full', impossible('storage_limit_reached'), 1, FULL],
  ['no files here', impossible('file_uploads_disabled'), 1, 'this workspace does not allow files'],
  ['its bytes are too many', impossible('too_large'), 1, 'it is too large'],
  ['never stored', { kind: 'later', afterMs: null }, 5, 'it could not be brought here'],
])(
  'F22: %s: within two minutes the link is there instead, once, and says why',
  async ([, outcome, most, why], { expect, onTestFinished: atEnd }) => {
    let tries = 0;
    const storeFile = async () => {
      tries += 1;
      return outcome;
    };
    const stage = await byHand({ atEnd, storeFile });
    const began = stage.now();
    const ended = await play(stage, {});
    const text = stage.text('v', 'result');
    expect([ended, tries, reasonIn(text)]).toEqual([DELIVERED, most, why]);
    expect(text).toContain('.mp4');
    expect(stage.now() - began).toBeLessThan(2 * MINUTE);
  },
);

it.concurrent.for<[string, Omit<FaultSpec, 'method'>, string | null]>([
  ['is a refusal', { kind: 'error', error: 'storage_limit_reached' }, FULL],
  ['was lost before Slack did it', { kind: 'reset' }, null],
  ['was lost after Slack did it', { kind: 'reset_after' }, null],
  ['was none that anybody understands', { kind: 'html' }, null],
  ['was that nobody knows', { kind: 'error', error: 'internal_error' }, null],
])(
  'F22: the answer to showing it %s: the very same file is shown, or the link with the reason, once',
  async ([, fault, why], { expect, onTestFinished: atEnd }) => {
    const stage = await onStage({ atEnd });
    stage.slack.fault({ ...fault, method: COMPLETE });
    const { text, files = [] } = await stage.video();
    await stage.moved('delivered');
    const filesOf = (method: string) =>
      stage.slack.log
        .filter((each) => each.method === method)
        .map((each) => JSON.stringify(each.arguments['files'] ?? null));
    expect({
      slots: stage.slots(),
      paid: stage.paid().length,
      shown: files.length > 0,
      why: reasonIn(text),
      places: filesOf('files.getUploadURLExternal').length,
      offered: new Set(filesOf(COMPLETE)).size,
    }).toEqual({
      slots: ['card', 'result'],
      paid: 1,
      shown: why === null,
      why,
      places: 1,
      offered: 1,
    });
  },
);
