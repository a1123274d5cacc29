/** Which pictures Slack takes: learnt by trying, kept in memory. */
export interface Pictures {
  /** `untried`: Slack has not seen it yet. */
  of(address: string): 'shown' | 'refused' | 'untried';
  learn(address: string, fate: 'shown' | 'refused'): void;
}

const MOST = 5_000;

export function createPictures(): Pictures {
  const fates = new Map<string, 'shown' | 'refused'>();
  return {
    of: (address) => fates.get(address) ?? 'untried',
    learn(address, fate) {
      if (fates.size >= MOST) fates.clear();
      fates.set(address, fate);
    },
  };
}
