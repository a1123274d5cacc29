import type { StoreFileOutcome } from '../../src/domain/outcome.ts';
import type { StoreFile } from '../../src/domain/ports.ts';
import type { Machine } from './machine.ts';
import type { Weather } from './weather.ts';

/** Where videos are kept in Slack before anybody sees them: repeating it makes another file. */
export function createFileStore(machine: Machine, weather: Weather, allowed: boolean): StoreFile {
  let made = 0;
  return () =>
    machine.call('files.store', () => {
      const fine = allowed ? 'stored' : 'impossible';
      const label = weather.isDown() ? 'later' : weather.draw('files.store', fine, [['later', 1]]);
      made += 1;
      const id = `F${made}`;
      const answer = (): StoreFileOutcome => {
        if (label === 'stored') return { kind: 'stored', id };
        if (label === 'later') return { kind: 'later', afterMs: null };
        return { kind: 'impossible', why: 'missing_scope' };
      };
      return { label, answerMs: 500 + weather.quick(), answer };
    });
}
