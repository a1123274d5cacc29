import { BoundedMap } from '../../lib/bounded-map.ts';

/** Which pictures Slack accepts, as earlier attempts showed. In memory only. */
export interface Pictures {
  /** `untried`: the app has not sent it to Slack yet. */
  stateOf(url: string): 'shown' | 'refused' | 'untried';
  record(url: string, state: 'shown' | 'refused'): void;
}

const MAX_CACHED = 5_000;

/** Remembers 5,000 pictures. */
export function createPictures(): Pictures {
  const cache = new BoundedMap<string, 'shown' | 'refused'>(MAX_CACHED);
  return {
    stateOf: (url) => cache.get(url) ?? 'untried',
    record(url, state) {
      cache.set(url, state);
    },
  };
}
