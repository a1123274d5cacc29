import type { StoreFile } from '../../src/domain/ports.ts';
import type { World } from './machine.ts';
import type { Weather } from './weather.ts';

/** The files of a workspace, kept before anybody sees them: storing again makes another one. */
export function createFileStore({ machine, dice, scenario }: World, weather: Weather) {
  let made = 0;
  const spent = new Set<string>();
  const storeFile: StoreFile = () =>
    machine.call('files.store', () => {
      const fine = scenario.files ? 'stored' : 'impossible';
      const label = weather.isDown() ? 'later' : weather.draw('files.store', fine, [['later', 1]]);
      made += 1;
      const id = `F${made}`;
      const answers = {
        stored: { kind: 'stored', id },
        later: { kind: 'later', afterMs: null },
        impossible: { kind: 'impossible', why: 'missing_scope' },
      } as const;
      return { label, answerMs: 500 + weather.quick(), answer: () => answers[label] };
    });
  return {
    storeFile,
    /** Whether Slack took it to be shown, which it does once, or it was deleted. */
    isSpent: (file: string | null) => file !== null && spent.has(file),
    discard: (file: string) => void spent.add(file),
    /** Takes a file to be shown; false where nobody sees it though Slack says that it is done. */
    show(file: string | null): boolean {
      if (file === null) return true;
      spent.add(file);
      return !machine.isAimed('messenger.discard') && !(machine.isFaulty() && dice.happens(0.3));
    },
  };
}
