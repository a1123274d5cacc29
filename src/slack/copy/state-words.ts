import type { State } from '../../domain/video/video.ts';

/** How a state looks and what it is called; the word tells it without the emoji. */
export interface StateWords {
  readonly emoji: string;
  readonly word: string;
}

const WAITING: StateWords = { emoji: '⏳', word: 'Waiting' };
const IN_PROGRESS: StateWords = { emoji: '⏳', word: 'In progress' };
const READY: StateWords = { emoji: '✅', word: 'Ready' };

const WORDS: Readonly<Record<State, StateWords>> = {
  requested: WAITING,
  announced: WAITING,
  submitting: IN_PROGRESS,
  rendering: IN_PROGRESS,
  ready: READY,
  delivered: READY,
  failed: { emoji: '❌', word: 'Failed' },
  unconfirmed: { emoji: '⚠️', word: 'Unconfirmed' },
  expired: { emoji: '❌', word: 'Expired' },
  cancelled: { emoji: '🚫', word: 'Cancelled' },
};

/** The emoji and the word of a state, the same on cards, in lists and in the Home tab. */
export function stateWords(state: State): StateWords {
  return WORDS[state];
}
