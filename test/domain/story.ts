import { next } from '../../src/domain/video/next.ts';
import type { StoreFileOutcome } from '../../src/domain/video/outcome.ts';
import type { Moment, Seen, Step } from '../../src/domain/video/step.ts';
import { newVideo, type Video } from '../../src/domain/video/video.ts';

export const START = 1_800_000_000_000;

export const facts = {
  id: 'v_1',
  parent: null,
  workspace: 'T1',
  requester: 'U1',
  locale: 'en-US',
  origin: { channel: 'C1', threadTs: null },
  order: {
    script: 'Hello from Slack',
    avatar: { kind: 'public' as const, id: '81', name: 'Amara', coverUrl: null },
    voice: { id: 'en-1', name: 'Grace' },
    shape: 'landscape' as const,
    captions: true,
    name: '',
    audio: null,
    background: 'normal' as const,
  },
};

/** What the steps do, and about which message. */
export const saysOf = (...steps: Step[]): string[] =>
  steps.map((step) => ('slot' in step ? `${step.do} ${step.slot}` : step.do));

/** A video's life told by what is seen; each call answers what the app would do next. */
export class Story {
  video: Video = newVideo(facts, START);
  now = START;
  moment: Omit<Moment, 'now'> = { roll: 0.5, scale: 1, webhook: false };

  see(...seen: Seen[]): Step {
    const turn = next(this.video, seen, { ...this.moment, now: this.now });
    this.video = turn.video;
    return turn.step;
  }

  start(): Step {
    return this.see({ saw: 'start' });
  }

  wait(ms: number): this {
    this.now += ms;
    return this;
  }

  /** The outcome of a message: it arrived. */
  posted(slot: 'card' | 'late' | 'unconfirmed' | 'result' | 'direct', ts = `${slot}.1`): Step {
    const outcome = { kind: 'done' as const, channel: 'C1', ts, inThread: true };
    return this.see({ saw: 'posted', slot, outcome, face: 'queued' });
  }

  /** As far as Jogg's answer to the paid request. */
  submitted(): Step {
    this.start();
    this.posted('card');
    this.see({ saw: 'reserved', waitMs: 0 });
    return this.see({
      saw: 'submitted',
      outcome: { kind: 'done', projectId: 'p1', version: 'v1' },
    });
  }

  /** As far as waiting for the render. */
  rendering(): Step {
    this.submitted();
    return this.edited();
  }

  edited(): Step {
    const turn = next(this.video, [], { ...this.moment, now: this.now });
    if (turn.step.do !== 'edit') throw new Error(`no edit is due but ${turn.step.do}`);
    return this.see({ saw: 'edited', face: turn.step.face, outcome: { kind: 'done' } });
  }

  succeed(): Step {
    const result = {
      videoUrl: 'https://res.jogg.ai/v.mp4',
      coverUrl: null,
      title: 'T',
      seconds: 4,
    };
    return this.see({ saw: 'looked', outcome: { kind: 'succeeded', result } });
  }

  /** What became of storing the video's file; by default there is none, and the link is told. */
  stored(outcome: StoreFileOutcome = { kind: 'impossible', why: 'missing_scope' }): Step {
    return this.see({ saw: 'file_stored', outcome });
  }
}
