import { z } from 'zod';
import type { StateBackend } from './backend.ts';
import { StoreError } from './store-error.ts';

/** The namespace of the marker, which never moves. */
export const MARKER = 'migration';

const KEY = 'from';
const markerSchema = z.string();

type MarkedState = Pick<StateBackend, 'change'>;

/** Where the state in `target` is being moved from; null where no migration is under way. */
export function migrationSource({ change }: MarkedState): Promise<string | null> {
  return change(MARKER, KEY, (old) => ({
    result: old === undefined ? null : (markerSchema.safeParse(old).data ?? 'an unreadable place'),
  }));
}

/** Marks `target` as half moved from `place`, until `unmark`. */
export const markMigration = ({ change }: MarkedState, place: string): Promise<void> =>
  change(MARKER, KEY, () => ({ result: undefined, next: { value: place } }));

/** All of it is there. */
export const clearMarker = ({ change }: MarkedState): Promise<void> =>
  change(MARKER, KEY, () => ({ result: undefined, next: 'removed' }));

/** @throws {StoreError} where only a part of the state has been moved here. */
export async function assertComplete(state: MarkedState): Promise<void> {
  const source = await migrationSource(state);
  if (source === null) return;
  const message = `STATE_URL names a state that was only half moved from ${source}. Run npm run migrate again with the same --from and --to, and start then.`;
  throw new StoreError('unfinished', message);
}
