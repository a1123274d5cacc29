/** The pictures that Slack accepts: learnt by trying, kept in memory. */
export interface Pictures {
  /** `untried`: Slack has not seen it yet. */
  of(address: string): 'shown' | 'refused' | 'untried';
  learn(address: string, acceptance: 'shown' | 'refused'): void;
}

const MOST = 5_000;

export function createPictures(): Pictures {
  const seen = new Map<string, 'shown' | 'refused'>();
  return {
    of: (address) => seen.get(address) ?? 'untried',
    learn(address, acceptance) {
      if (seen.size >= MOST) seen.clear();
      seen.set(address, acceptance);
    },
  };
}
