import { describe, expect, it } from 'vitest';
import type { Effect } from '../../src/domain/video/effect.ts';
import type { PostOutcome, StoreFileOutcome } from '../../src/domain/video/outcome.ts';
import { videoSchema } from '../../src/domain/video/video.ts';
import { Story } from './story.ts';

const MINUTE = 60_000;
const STORED: StoreFileOutcome = { kind: 'stored', id: 'F1' };
const LATER: StoreFileOutcome = { kind: 'later', afterMs: null };
const UNKNOWN: PostOutcome = { kind: 'unknown' };
const refused = (error: string): PostOutcome => ({ kind: 'refused', error });

/** A story whose card says ready: the next step is to store the file. */
function ready(): { story: Story; effect: Effect } {
  const story = new Story();
  story.rendering();
  story.wait(12_000).start();
  story.succeed();
  return { story, effect: story.edited() };
}

const says = (effect: Effect): string =>
  'slot' in effect ? `${effect.type} ${effect.slot}` : effect.type;
const answer = (story: Story, outcome: PostOutcome): string =>
  says(story.see({ type: 'posted', slot: 'result', outcome, cardVersion: '' }));
const find = (story: Story, kind: 'unreadable' | 'absent'): string =>
  says(story.see({ type: 'found', slot: 'result', outcome: { kind } }));
const facts = ({ video }: Story) => ({
  state: video.state,
  file: [video.file.status, video.file.id, video.file.why],
  result: video.posts.result?.status ?? null,
});

describe('storing the file', () => {
  it('comes after the card says ready, and its id is recorded before it is shown', () => {
    const { story, effect } = ready();
    const shown = story.stored(STORED);
    expect([says(effect), says(shown), facts(story)]).toEqual([
      'store_file',
      'post result',
      { state: 'ready', file: ['stored', 'F1', null], result: 'sending' },
    ]);
  });

  it('counts each try before it is made, so that a try which kills the app is not made forever', () => {
    const { story } = ready();
    const effects = Array.from({ length: 5 }, () => says(story.start()));
    expect([effects, story.video.file.why]).toEqual([
      ['store_file', 'store_file', 'store_file', 'store_file', 'post result'],
      'not_moved',
    ]);
  });

  it('is tried five times with growing waits, then the link is told', () => {
    const { story, effect } = ready();
    const effects = [says(effect)];
    for (let tries = 0; tries < 5; tries += 1) {
      const next = story.stored(LATER);
      if (next.type === 'wait') story.now = next.until;
      effects.push(says(next), ...(next.type === 'wait' ? [says(story.start())] : []));
    }
    expect([effects.join(), facts(story)]).toEqual([
      `store_file${',wait,store_file'.repeat(4)},post result`,
      { state: 'ready', file: ['given_up', null, 'not_moved'], result: 'sending' },
    ]);
  });

  it('never keeps anybody waiting for more than two minutes', () => {
    const { story } = ready();
    const effect = story.wait(2 * MINUTE).stored(LATER);
    expect([says(effect), facts(story).file]).toEqual(['post result', ['given_up', null, 'slow']]);
  });

  it('that is impossible tells the link at once', () => {
    const { story } = ready();
    const effect = story.stored({ kind: 'impossible', why: 'too_large' });
    expect([says(effect), facts(story).file]).toEqual([
      'post result',
      ['given_up', null, 'too_large'],
    ]);
  });

  it('is one try after a long sleep of the app, too', () => {
    const { story } = ready();
    story.video = { ...story.video, file: { ...story.video.file, tries: 0 } };
    expect(says(story.wait(60 * MINUTE).start())).toBe('store_file');
  });
});

describe('showing the file', () => {
  const storedStory = (): Story => {
    const { story } = ready();
    story.stored(STORED);
    return story;
  };

  it('that Slack took without naming a message does not deliver the video yet', () => {
    const story = storedStory();
    const effect = answer(story, { kind: 'done', channel: 'C1', ts: null, inThread: true });
    expect([effect, facts(story)]).toEqual([
      'wait',
      { state: 'ready', file: ['stored', 'F1', null], result: 'unseen' },
    ]);
  });

  it('that is refused at first tells the link, and why', () => {
    const story = storedStory();
    expect([answer(story, refused('not_in_channel')), facts(story)]).toEqual([
      'post result',
      { state: 'ready', file: ['given_up', null, 'not_in_channel'], result: 'sending' },
    ]);
  });

  it.each([
    ['whose answer was lost', (story: Story) => answer(story, UNKNOWN)],
    ['that a crash ended', (story: Story) => says(story.start())],
  ])('%s is looked for, and shown again with the same id where nobody may look', (_, lose) => {
    const story = storedStory();
    const effects = [lose(story), find(story, 'unreadable')];
    effects.push(says(story.wait(MINUTE).start()));
    expect([effects, story.video.file.id]).toEqual([['find result', 'wait', 'post result'], 'F1']);
  });

  it('again, of which Slack says that it is done, is looked for', () => {
    const story = storedStory();
    answer(story, UNKNOWN);
    find(story, 'unreadable');
    story.wait(MINUTE).start();
    expect([answer(story, refused('file_not_found')), facts(story)]).toEqual([
      'wait',
      { state: 'ready', file: ['stored', 'F1', null], result: 'unseen' },
    ]);
  });

  it('again, refused for another reason, is never followed by a link: it may be there', () => {
    const story = storedStory();
    answer(story, UNKNOWN);
    find(story, 'unreadable');
    story.wait(MINUTE).start();
    expect([answer(story, refused('is_archived')), facts(story)]).toEqual([
      'end',
      { state: 'delivered', file: ['stored', 'F1', null], result: 'unknown' },
    ]);
  });

  it('is not repeated forever where its answer is lost each time', () => {
    const story = storedStory();
    let shown = 1;
    for (; shown < 20; shown += 1) {
      answer(story, UNKNOWN);
      if (find(story, 'unreadable') === 'end') break;
      story.wait(MINUTE).start();
    }
    expect([shown, facts(story).state, facts(story).result]).toEqual([6, 'delivered', 'unknown']);
  });

  it('that is surely absent is shown again, and the link is told where Slack has lost the file', () => {
    const story = storedStory();
    answer(story, UNKNOWN);
    find(story, 'absent');
    story.wait(MINUTE).start();
    find(story, 'absent');
    story.wait(MINUTE).start();
    const effects = [find(story, 'absent'), answer(story, refused('file_not_found'))];
    expect([effects, facts(story).file]).toEqual([
      ['post result', 'post result'],
      ['given_up', null, 'file_not_found'],
    ]);
  });

  it('that must wait for more than two minutes gives way to the link', () => {
    const story = storedStory();
    const effects = [
      answer(story, { kind: 'later', afterMs: 90_000 }),
      says(story.wait(2 * MINUTE).start()),
      answer(story, { kind: 'later', afterMs: 90_000 }),
    ];
    expect([effects, facts(story).file]).toEqual([
      ['wait', 'post result', 'post result'],
      ['given_up', null, 'slow'],
    ]);
  });
});

it('a video that was recorded before there were files is told by its link', () => {
  const { story } = ready();
  const { file: _, ...old } = JSON.parse(JSON.stringify(story.video));
  story.video = videoSchema.parse(old);
  expect(says(story.start())).toBe('post result');
});
