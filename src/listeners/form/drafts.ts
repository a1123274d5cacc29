import { z } from 'zod';
import type { Clock } from '../../lib/clock.ts';
import { errorFields, type LogEvent } from '../../lib/log.ts';
import { type SavedDraft, savedDraftSchema, typedText } from '../../slack/form/saved-draft.ts';

/** What a form held that was closed without sending. */
export const draftSchema = z.object({
  /** When it was kept, in ms since the epoch. */
  at: z.number(),
  viewId: z.string(),
  held: savedDraftSchema,
});
export type Draft = z.infer<typeof draftSchema>;

/** Each person's draft, for a day; never logged. No method throws: a draft is a favour. */
export interface Drafts {
  load(person: string): Promise<Draft | undefined>;
  /** Keeps what a form held; a later state of the same form takes the place of an earlier one. */
  keep(person: string, viewId: string, held: SavedDraft): Promise<void>;
  /** Forgets the draft that was kept at this time. */
  discard(person: string, at: number): Promise<void>;
  /** Forgets the draft that a submitted form went on with, or whose words it has. */
  used(
    person: string,
    by: { readonly continued: number | null; readonly held: SavedDraft },
  ): Promise<void>;
}

export function createDrafts(deps: {
  readonly documents: {
    load(key: string): Promise<Draft | undefined>;
    save(key: string, draft: Draft): Promise<void>;
    remove(key: string, isThat: (old: Draft) => boolean): Promise<void>;
  };
  readonly clock: Clock;
  readonly logEvent: LogEvent;
}): Drafts {
  const { documents, clock, logEvent } = deps;
  const attempt = async <T>(event: string, run: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await run();
    } catch (error) {
      logEvent(event, errorFields(error));
      return undefined;
    }
  };
  const remove = (person: string, isThat: (old: Draft) => boolean) =>
    attempt('draft_unsaved', () => documents.remove(person, isThat));
  return {
    load: (person) => attempt('draft_unread', () => documents.load(person)),
    async keep(person, viewId, held) {
      await attempt('draft_unsaved', () =>
        documents.save(person, { at: clock.now(), viewId, held }),
      );
    },
    async discard(person, at) {
      await remove(person, (old) => old.at === at);
    },
    async used(person, { continued, held }) {
      const words = typedText(held);
      await remove(person, (old) => old.at === continued || typedText(old.held) === words);
    },
  };
}
