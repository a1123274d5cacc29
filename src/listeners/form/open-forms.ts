import { z } from 'zod';
import { shapeSchema } from '../../domain/catalogue.ts';
import { backgroundSchema } from '../../domain/video/video.ts';
import { errorFields, type LogEvent } from '../../lib/log.ts';
import { formMetadataSchema } from '../../slack/form/form-metadata.ts';

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
  /** It was shown like this, with errors that stay under these fields. */
  shown(viewId: string, form: LastShown, wrong?: readonly string[]): Promise<void>;
  /** A submission was refused for these fields. */
  refused(viewId: string, wrong: readonly string[]): Promise<void>;
  /** A person did something at `at`. Answers the form as it is known. */
  acted(viewId: string, at: number): Promise<OpenForm | undefined>;
  /**
   * Whether a submission is the first to be answered with `word`. A repeated delivery of it gets
   * the same answer; a second press does not.
   */
  isFirstWord(viewId: string, word: string, trigger: string): Promise<boolean>;
}

const UNKNOWN: OpenForm = { shown: null, actedAt: 0, words: {}, wrong: [] };

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
    acted: (viewId, at) =>
      update(viewId, (old) => ({ ...old, actedAt: Math.max(at, old.actedAt) })),
    async isFirstWord(viewId, word, trigger) {
      const form = await update(viewId, (old) => ({
        ...old,
        words: { [word]: trigger, ...old.words },
      }));
      return form === undefined || form.words[word] === trigger;
    },
  };
}
