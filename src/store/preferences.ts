import { z } from 'zod';
import { shapeSchema } from '../domain/catalogue.ts';
import type { LogEvent } from '../lib/log.ts';
import type { KeyvFor } from './keyv-for.ts';
import { createRecords, readable } from './records.ts';

const optionSchema = z.object({ value: z.string(), label: z.string() });

export const lastChoiceSchema = z.object({
  avatar: optionSchema,
  /** Null where the app has proposed each one so far. */
  voice: optionSchema.nullable(),
  shape: shapeSchema,
  captions: z.boolean(),
  /** The last avatars (values) and voices (ids) that were used, latest first. */
  recentAvatars: z.array(z.string()).readonly().default([]),
  recentVoices: z.array(z.string()).readonly().default([]),
});
/** What a person chose last, to fill the next form in with. */
export type LastChoice = z.infer<typeof lastChoiceSchema>;

export interface Preferences {
  /** Undefined where there is none, or none that can be read. */
  load(person: string): Promise<LastChoice | undefined>;
  save(person: string, choice: LastChoice): Promise<void>;
}

/** The last choices of each person. Both methods throw what the store throws. */
export function createPreferences(deps: { keyvFor: KeyvFor; logEvent: LogEvent }): Preferences {
  const records = createRecords(deps.keyvFor('preferences'), lastChoiceSchema);
  return {
    async load(person) {
      const found = await records.read(person);
      return readable(found, () => deps.logEvent('record_damaged', { record: 'preferences' }));
    },
    save: (person, choice) => records.write(person, choice),
  };
}
