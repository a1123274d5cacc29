import type { StoreFile } from '../../src/domain/ports.ts';
import type { StoreFileOutcome } from '../../src/domain/video/outcome.ts';
import type { Dice } from './dice.ts';
import type { Machine } from './machine.ts';
import type { Weather } from './weather.ts';

/** The files of a workspace. */
export interface FileStore {
  /** Where videos are kept before anybody sees them: repeating it makes another file. */
  readonly storeFile: StoreFile;
  /** Whether Slack took it to be shown, which it does once, or it was deleted. */
  isSpent(file: string | null): boolean;
  /** Takes a file to be shown; false where nobody will see it though Slack says that it is done. */
  show(file: string | null): boolean;
  discard(file: string): void;
}

export function createFileStore(
  machine: Machine,
  dice: Dice,
  weather: Weather,
  allowed: boolean,
): FileStore {
  let made = 0;
  const spent = new Set<string>();
  return {
    isSpent: (file) => file !== null && spent.has(file),
    discard: (file) => void spent.add(file),
    show(file) {
      if (file === null) return true;
      spent.add(file);
      return !machine.isAimed('messenger.discard') && !(machine.isFaulty() && dice.happens(0.3));
    },
    storeFile: () =>
      machine.call('files.store', () => {
        const fine = allowed ? 'stored' : 'impossible';
        const label = weather.isDown()
          ? 'later'
          : weather.draw('files.store', fine, [['later', 1]]);
        made += 1;
        const id = `F${made}`;
        const answer = (): StoreFileOutcome => {
          if (label === 'stored') return { kind: 'stored', id };
          if (label === 'later') return { kind: 'later', afterMs: null };
          return { kind: 'impossible', why: 'missing_scope' };
        };
        return { label, answerMs: 500 + weather.quick(), answer };
      }),
  };
}
