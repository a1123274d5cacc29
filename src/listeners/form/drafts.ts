import { z } from 'zod';
import type { Clock } from '../../lib/clock.ts';
import { errorFields, type LogEvent } from '../../lib/log.ts';
import { type SavedDraft, savedDraftSchema, typedText } from '../../slack/form/saved-draft.ts';

/** The content of a form that was closed without sending. */
export const draftSchema = z.object({
  /** When the draft was saved, in ms since the epoch. */
  at: z.number(),
  viewId: z.string(),
  held: savedDraftSchema,
});
export type Draft = z.infer<typeof draftSchema>;

/** Each person's latest draft, kept for a day and never logged. No method throws. */
export interface Drafts {
  load(person: string): Promise<Draft | undefined>;
  /** Saves the content of a closed form in place of the person's earlier draft. */
  save(person: string, viewId: string, content: SavedDraft): Promise<void>;
  /** Deletes the draft that was saved at this time. */
  discard(person: string, at: number): Promise<void>;
  /** Deletes the draft that a submitted form continued, or whose text the form has. */
  discardSubmitted(
    person: string,
    form: { readonly continued: number | null; readonly content: SavedDraft },
  ): Promise<void>;
}

/** Keeps the drafts in `documents`. Logs their failures. */
export function createDrafts(deps: {
  readonly documents: {
    load(key: string): Promise<Draft | undefined>;
    save(key: string, draft: Draft): Promise<void>;
    remove(key: string, matches: (old: Draft) => boolean): Promise<void>;
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
  const remove = (person: string, matches: (old: Draft) => boolean) =>
    attempt('draft_unsaved', () => documents.remove(person, matches));
  return {
    load: (person) => attempt('draft_unread', () => documents.load(person)),
    async save(person, viewId, content) {
      await attempt('draft_unsaved', () =>
        documents.save(person, { at: clock.now(), viewId, held: content }),
      );
    },
    async discard(person, at) {
      await remove(person, (old) => old.at === at);
    },
    async discardSubmitted(person, { continued, content }) {
      const text = typedText(content);
      await remove(person, (old) => old.at === continued || typedText(old.held) === text);
    },
  };
}
