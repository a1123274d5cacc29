import { describe, expect, it } from 'vitest';
import type { Effect } from '../../src/domain/video/effect.ts';
import type { FindOutcome } from '../../src/domain/video/outcome.ts';
import { Story } from './story.ts';

const SECOND = 1_000;
const ABSENT: FindOutcome = { kind: 'absent' };
const LATER: FindOutcome = { kind: 'later', afterMs: null };
const FOUND: FindOutcome = { kind: 'found', channel: 'C1', ts: 'r.1' };
const says = (effect: Effect): string =>
  'slot' in effect ? `${effect.type} ${effect.slot}` : effect.type;

/** A story whose file Slack has just taken: it said ok, and named no message. */
function taken(): Story {
  const story = new Story();
  story.rendering();
  story.wait(12 * SECOND).start();
  story.succeed();
  story.edited();
  story.stored({ kind: 'stored', id: 'F1' });
  const outcome = { kind: 'done', channel: 'C1', ts: null, inThread: true } as const;
  story.see({ type: 'posted', slot: 'result', outcome, cardVersion: '' });
  return story;
}

/** What the app does at each of its next runs, where looking for the file comes to `outcomes`. */
function looked(story: Story, ...outcomes: FindOutcome[]): string[] {
  return outcomes.map((outcome) => {
    const wait = story.see();
    if (wait.type === 'wait') story.now = wait.until;
    const first = says(story.start());
    const then = says(story.see({ type: 'found', slot: 'result', outcome }));
    return `${first}, ${then}`;
  });
}
const facts = ({ video }: Story) => [
  video.state,
  video.file.status,
  video.file.why,
  video.posts.result?.status,
];

describe('a file that Slack took', () => {
  it('is delivered once it is seen in the thread, 2 s later', () => {
    const story = taken();
    const began = story.now;
    const before = facts(story);
    const effects = looked(story, FOUND);
    expect([before, effects, facts(story), story.now - began]).toEqual([
      ['ready', 'stored', null, 'unseen'],
      ['find result, end'],
      ['delivered', 'stored', null, 'sent'],
      2 * SECOND,
    ]);
  });

  it('is believed where the app may not look', () => {
    const story = taken();
    expect([looked(story, { kind: 'unreadable' }), facts(story)]).toEqual([
      ['find result, end'],
      ['delivered', 'stored', null, 'sent'],
    ]);
  });

  it('is waited for where it appears late', () => {
    const story = taken();
    const began = story.now;
    expect([looked(story, ABSENT, ABSENT, LATER, FOUND), facts(story)]).toEqual([
      ['find result, wait', 'find result, wait', 'find result, wait', 'find result, end'],
      ['delivered', 'stored', null, 'sent'],
    ]);
    expect(story.now - began).toBeLessThan(60 * SECOND);
  });

  it('and never showed is deleted after two minutes, and only then the link is told', () => {
    const story = taken();
    const began = story.now;
    const effects = looked(story, ABSENT, ABSENT, ABSENT, ABSENT, ABSENT);
    expect([effects.at(-1), facts(story), story.now - began]).toEqual([
      'find result, discard_file',
      ['ready', 'unshown', null, 'due'],
      120 * SECOND,
    ]);
    const effect = story.see({ type: 'file_discarded', outcome: { kind: 'done' } });
    expect([says(effect), facts(story), says(story.posted('result'))]).toEqual([
      'post result',
      ['ready', 'given_up', 'not_shown', 'sending'],
      'end',
    ]);
    expect(facts(story)).toEqual(['delivered', 'given_up', 'not_shown', 'sent']);
  });

  it('and cannot be deleted is given up after five tries: the link is told', () => {
    const story = taken();
    looked(story, ABSENT, ABSENT, ABSENT, ABSENT, ABSENT);
    const later = { type: 'file_discarded', outcome: { kind: 'later', afterMs: null } } as const;
    const effects = Array.from({ length: 5 }, () => {
      const then = says(story.see(later));
      return `${then}, ${says(story.wait(60 * SECOND).start())}`;
    });
    expect(effects).toEqual([...Array(4).fill('wait, discard_file'), 'post result, find result']);
  });

  it.each([{ kind: 'gone', error: 'file_not_found' } as const, { kind: 'done' } as const])(
    'that Slack says is deleted (%j) makes room for the link at once',
    (outcome) => {
      const story = taken();
      looked(story, ABSENT, ABSENT, ABSENT, ABSENT, ABSENT);
      expect(says(story.see({ type: 'file_discarded', outcome }))).toBe('post result');
    },
  );

  it('that nobody can be asked about for ten minutes is believed', () => {
    const story = taken();
    const searches = looked(story, LATER, LATER, LATER, LATER);
    story.wait(10 * 60 * SECOND);
    searches.push(...looked(story, LATER));
    expect([searches.at(-2), searches.at(-1), facts(story)]).toEqual([
      'find result, wait',
      'find result, end',
      ['delivered', 'stored', null, 'sent'],
    ]);
  });
});
