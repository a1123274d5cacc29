import type { DecisionContext, Effect, VideoEvent } from '../../src/domain/video/effect.ts';
import type { StoreFileOutcome } from '../../src/domain/video/outcome.ts';
import { transition } from '../../src/domain/video/transition.ts';
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
export const saysOf = (...effects: Effect[]): string[] =>
  effects.map((effect) => ('slot' in effect ? `${effect.type} ${effect.slot}` : effect.type));

/** A video's life told by what is seen; each call answers what the app would do next. */
export class Story {
  video: Video = newVideo(facts, START);
  now = START;
  context: Omit<DecisionContext, 'now'> = { random: 0.5, pollScale: 1, hasWebhook: false };

  see(...seen: VideoEvent[]): Effect {
    const turn = transition(this.video, seen, { ...this.context, now: this.now });
    this.video = turn.video;
    return turn.effect;
  }

  start(): Effect {
    return this.see({ type: 'start' });
  }

  wait(ms: number): this {
    this.now += ms;
    return this;
  }

  /** The outcome of a message: it arrived. */
  posted(slot: 'card' | 'late' | 'unconfirmed' | 'result' | 'direct', ts = `${slot}.1`): Effect {
    const outcome = { kind: 'done' as const, channel: 'C1', ts, inThread: true };
    return this.see({ type: 'posted', slot, outcome, cardVersion: 'queued' });
  }

  /** As far as Jogg's answer to the paid request. */
  submitted(): Effect {
    this.start();
    this.posted('card');
    this.see({ type: 'reserved', waitMs: 0 });
    return this.see({
      type: 'submitted',
      outcome: { kind: 'done', projectId: 'p1', version: 'v1' },
    });
  }

  /** As far as waiting for the render. */
  rendering(): Effect {
    this.submitted();
    return this.edited();
  }

  edited(): Effect {
    const turn = transition(this.video, [], { ...this.context, now: this.now });
    if (turn.effect.type !== 'edit') throw new Error(`no edit is due but ${turn.effect.type}`);
    return this.see({
      type: 'edited',
      cardVersion: turn.effect.cardVersion,
      outcome: { kind: 'done' },
    });
  }

  succeed(): Effect {
    const result = {
      videoUrl: 'https://res.jogg.ai/v.mp4',
      coverUrl: null,
      title: 'T',
      seconds: 4,
    };
    return this.see({ type: 'polled', outcome: { kind: 'succeeded', result } });
  }

  /** What became of storing the video's file; by default there is none, and the link is told. */
  stored(outcome: StoreFileOutcome = { kind: 'impossible', why: 'missing_scope' }): Effect {
    return this.see({ type: 'file_stored', outcome });
  }
}
