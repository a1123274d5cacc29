import { z } from 'zod';
import type { StateBackend } from './backend.ts';
import { StoreError } from './store-error.ts';

/** The namespace of the marker, which is never migrated. */
export const MARKER = 'migration';

const KEY = 'from';
const markerSchema = z.string();

type MarkedState = Pick<StateBackend, 'change'>;

/** The location from which the state is being migrated; null without a migration in progress. */
export function migrationSource({ change }: MarkedState): Promise<string | null> {
  return change(MARKER, KEY, (old) => ({
    result: old === undefined ? null : (markerSchema.safeParse(old).data ?? 'an unreadable place'),
  }));
}

/** Marks a state as half moved from `location`, until `clearMarker`. */
export const markMigration = ({ change }: MarkedState, location: string): Promise<void> =>
  change(MARKER, KEY, () => ({ result: undefined, next: { value: location } }));

/** Marks the migration as complete. */
export const clearMarker = ({ change }: MarkedState): Promise<void> =>
  change(MARKER, KEY, () => ({ result: undefined, next: 'removed' }));

/** @throws {StoreError} if only a part of the state has been moved here. */
export async function assertComplete(state: MarkedState): Promise<void> {
  const source = await migrationSource(state);
  if (source === null) return;
  const message = `STATE_URL names a state that was only half moved from ${source}. Run npm run migrate again with the same --from and --to, and start then.`;
  throw new StoreError('unfinished', message);
}
