import { z } from 'zod';
import { shapeSchema } from '../../domain/catalogue.ts';
import { backgroundSchema } from '../../domain/video/video.ts';
import { errorFields, type LogEvent } from '../../lib/log.ts';
import { formMetadataSchema } from '../../slack/form/form-metadata.ts';
import { type SavedDraft, savedDraftSchema, typedText } from '../../slack/form/saved-draft.ts';

const pickedSchema = z.object({ value: z.string(), label: z.string() }).nullable();

const shownSchema = z.object({
  hash: z.string(),
  metadata: formMetadataSchema,
  initial: z.object({
    script: z.union([z.string(), z.array(z.string()).readonly()]).nullable(),
    avatar: pickedSchema,
    voice: pickedSchema,
    shape: z.union([shapeSchema, z.literal('none')]).nullable(),
    captions: z.boolean().nullable(),
    name: z.string().nullable(),
    filters: z.array(z.string()).readonly().optional(),
    audioUrl: z.string().nullish(),
    background: backgroundSchema.nullish(),
    notice: z.string().nullish(),
  }),
  /** What the app cleaned in its script, for Undo. */
  cleaning: z
    .object({ before: z.string(), after: z.string(), marks: z.record(z.string(), z.number()) })
    .nullish(),
});

export const openFormSchema = z.object({
  /** As the app showed it last; null where that is not known. */
  shown: shownSchema.nullable(),
  /** When a person last did something in it, in seconds of Slack's clock. */
  actedAt: z.number(),
  /** The answers to its submissions, each with the trigger of the first that got it. */
  words: z.record(z.string(), z.string()),
  /** The fields that its last submission was refused for, as far as they are not mended. */
  wrong: z.array(z.string()).readonly().catch([]).default([]),
  /** The words that were filled in as it opened, and are not its person's; empty for none. */
  preset: z.string().catch('').default(''),
  /** What it holds, as Slack told it last; null where nothing is worth keeping. */
  held: savedDraftSchema.nullable().catch(null).default(null),
  closed: z.boolean().catch(false).default(false),
  /** Where to answer the command that opened it; a secret, never logged. */
  answerUrl: z.string().nullable().catch(null).default(null),
});
export type OpenForm = z.infer<typeof openFormSchema>;
export type LastShown = z.infer<typeof shownSchema>;

/**
 * The open forms, by the id of their view: a person may do two things before the first answer
 * arrives, and each may reach another process. No method throws: a form that cannot be read counts
 * as unknown, and is not updated.
 */
export interface OpenForms {
  load(viewId: string): Promise<OpenForm | undefined>;
  /** It opened like this; `own`: its words are its person's. */
  opened(
    viewId: string,
    form: LastShown,
    how: { held: SavedDraft; own: boolean; answerUrl: string | null },
  ): Promise<void>;
  /** It was shown like this, with errors that stay under these fields. */
  shown(viewId: string, form: LastShown, wrong?: readonly string[]): Promise<void>;
  /** A submission was refused for these fields. */
  refused(viewId: string, wrong: readonly string[]): Promise<void>;
  /** A person did something at `at`, and it holds this. Answers the form as it is known. */
  acted(viewId: string, at: number, held: SavedDraft): Promise<OpenForm | undefined>;
  /** It was closed without sending, holding this if Slack told it. Answers what it held. */
  closed(viewId: string, held: SavedDraft | null): Promise<SavedDraft | null>;
  /**
   * Whether a submission is the first to be answered with `word`. A repeated delivery of it gets
   * the same answer; a second press does not.
   */
  isFirstWord(viewId: string, word: string, trigger: string): Promise<boolean>;
}

const UNKNOWN: OpenForm = {
  shown: null,
  actedAt: 0,
  words: {},
  wrong: [],
  preset: '',
  held: null,
  closed: false,
  answerUrl: null,
};

/** Forms in `documents`, which keep each for a while. */
export function createOpenForms(deps: {
  readonly documents: {
    load(key: string): Promise<OpenForm | undefined>;
    revise(
      key: string,
      next: (old: OpenForm | undefined) => OpenForm,
    ): Promise<OpenForm | undefined>;
  };
  readonly logEvent: LogEvent;
}): OpenForms {
  const { documents, logEvent } = deps;
  const orUnknown = (form: Promise<OpenForm | undefined>): Promise<OpenForm | undefined> =>
    form.catch((error: unknown) => {
      logEvent('open_form_unknown', errorFields(error));
      return undefined;
    });
  const update = (viewId: string, next: (old: OpenForm) => OpenForm) =>
    orUnknown(documents.revise(viewId, (old = UNKNOWN) => next(old)));
  return {
    load: (viewId) => orUnknown(documents.load(viewId)),
    async shown(viewId, shown, wrong) {
      await update(viewId, (old) => ({ ...old, shown, wrong: wrong ?? old.wrong }));
    },
    async refused(viewId, wrong) {
      await update(viewId, (old) => ({ ...old, wrong }));
    },
    async opened(viewId, shown, { held, own, answerUrl }) {
      const words = typedText(held);
      await update(viewId, (old) => ({
        ...old,
        ...{ shown, answerUrl },
        preset: own ? '' : words,
        // Somebody may have been faster than this.
        held: old.held ?? (own && words !== '' ? held : null),
      }));
    },
    acted: (viewId, at, held) =>
      update(viewId, (old) =>
        at < old.actedAt ? old : { ...old, actedAt: at, held: ownOf(old, held) },
      ),
    async closed(viewId, held) {
      const form = await update(viewId, (old) => ({
        ...old,
        closed: true,
        held: held === null ? old.held : ownOf(old, held),
      }));
      return form?.held ?? null;
    },
    async isFirstWord(viewId, word, trigger) {
      const form = await update(viewId, (old) => ({
        ...old,
        words: { [word]: trigger, ...old.words },
      }));
      return form === undefined || form.words[word] === trigger;
    },
  };
}

/** Null where its words are none, or the ones that were filled in. */
function ownOf({ preset }: OpenForm, held: SavedDraft): SavedDraft | null {
  const words = typedText(held);
  return words === '' || words === preset ? null : held;
}
