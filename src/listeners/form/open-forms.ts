import { z } from 'zod';
import { shapeSchema } from '../../domain/catalogue.ts';
import { pickedSchema } from '../../domain/choices.ts';
import { errorFields, type LogEvent } from '../../lib/log.ts';
import { formMetadataSchema } from '../../slack/form/form-metadata.ts';
import { OPTIONS_SHAPE } from '../../slack/form/more-options.ts';
import { type SavedDraft, savedDraftSchema, typedText } from '../../slack/form/saved-draft.ts';

const shownSchema = z.object({
  hash: z.string(),
  metadata: formMetadataSchema,
  initial: z.object({
    script: z.union([z.string(), z.array(z.string()).readonly()]).nullable(),
    avatar: pickedSchema.nullable(),
    voice: pickedSchema.nullable(),
    shape: z.union([shapeSchema, z.literal('none')]).nullable(),
    captions: z.boolean().nullable(),
    name: z.string().nullable(),
    filters: z.array(z.string()).readonly().optional(),
    ...OPTIONS_SHAPE,
    notice: z.string().nullish(),
  }),
  /** The last clean-up of the script, for Undo. */
  cleaning: z
    .object({ before: z.string(), after: z.string(), marks: z.record(z.string(), z.number()) })
    .nullish(),
});

export const openFormSchema = z.object({
  /** The state that the app showed last; null if unknown. */
  shown: shownSchema.nullable(),
  /** The time of the person's last action, in seconds of Slack's clock. */
  actedAt: z.number(),
  /** The warnings that submissions got, each with the trigger id of the first submission. */
  words: z.record(z.string(), z.string()),
  /** The fields with errors since the last rejected submission, without the fixed ones. */
  wrong: z.array(z.string()).readonly().catch([]).default([]),
  /** Prefilled text that the person did not type themselves; empty for none. */
  preset: z.string().catch('').default(''),
  /** The form's latest content; null if nothing is worth saving as a draft. */
  held: savedDraftSchema.nullable().catch(null).default(null),
  closed: z.boolean().catch(false).default(false),
  /** The response URL of the command that opened the form; a secret, never logged. */
  answerUrl: z.string().nullable().catch(null).default(null),
});
export type OpenForm = z.infer<typeof openFormSchema>;
export type LastShown = z.infer<typeof shownSchema>;

/**
 * The open forms by view id, shared by all processes: a person may act twice before the first
 * answer arrives, and each action may reach another process. No method throws: a form that cannot
 * be read counts as unknown and is not updated.
 */
export interface OpenForms {
  load(viewId: string): Promise<OpenForm | undefined>;
  /** Records a new form. `isOwnText`: the person typed its text themselves. */
  recordOpened(
    viewId: string,
    form: LastShown,
    opened: { content: SavedDraft; isOwnText: boolean; responseUrl: string | null },
  ): Promise<void>;
  /** Records what the app showed, and the fields that still have an error. */
  recordShown(viewId: string, form: LastShown, invalidFields?: readonly string[]): Promise<void>;
  /** Records that a submission was rejected because of these fields. */
  recordRejected(viewId: string, invalidFields: readonly string[]): Promise<void>;
  /** Records an action at `at` and the content since; returns the recorded form. */
  recordAction(viewId: string, at: number, content: SavedDraft): Promise<OpenForm | undefined>;
  /** Records that the form was closed without sending; returns the content to save, if any. */
  recordClosed(viewId: string, content: SavedDraft | null): Promise<SavedDraft | null>;
  /**
   * Whether this submission is the first to get `warning`. A repeated delivery of the same
   * submission gets the same answer; a second press does not.
   */
  isFirstWarning(viewId: string, warning: string, trigger: string): Promise<boolean>;
}

const EMPTY_FORM: OpenForm = {
  shown: null,
  actedAt: 0,
  words: {},
  wrong: [],
  preset: '',
  held: null,
  closed: false,
  answerUrl: null,
};

/** Stores the open forms in `documents`, which delete each after a while. */
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
  const orUndefined = (form: Promise<OpenForm | undefined>): Promise<OpenForm | undefined> =>
    form.catch((error: unknown) => {
      logEvent('open_form_unknown', errorFields(error));
      return undefined;
    });
  const update = (viewId: string, next: (old: OpenForm) => OpenForm) =>
    orUndefined(documents.revise(viewId, (old = EMPTY_FORM) => next(old)));
  return {
    load: (viewId) => orUndefined(documents.load(viewId)),
    async recordShown(viewId, shown, invalidFields) {
      await update(viewId, (old) => ({ ...old, shown, wrong: invalidFields ?? old.wrong }));
    },
    async recordRejected(viewId, invalidFields) {
      await update(viewId, (old) => ({ ...old, wrong: invalidFields }));
    },
    async recordOpened(viewId, shown, { content, isOwnText, responseUrl }) {
      const text = typedText(content);
      await update(viewId, (old) => ({
        ...old,
        shown,
        answerUrl: responseUrl,
        preset: isOwnText ? '' : text,
        // An action may have been recorded already.
        held: old.held ?? (isOwnText && text !== '' ? content : null),
      }));
    },
    recordAction: (viewId, at, content) =>
      update(viewId, (old) =>
        at < old.actedAt ? old : { ...old, actedAt: at, held: draftToSave(old, content) },
      ),
    async recordClosed(viewId, content) {
      const form = await update(viewId, (old) => ({
        ...old,
        closed: true,
        held: content === null ? old.held : draftToSave(old, content),
      }));
      return form?.held ?? null;
    },
    async isFirstWarning(viewId, warning, trigger) {
      const form = await update(viewId, (old) => ({
        ...old,
        words: { [warning]: trigger, ...old.words },
      }));
      return form === undefined || form.words[warning] === trigger;
    },
  };
}

/** The content to save as a draft; null if its text is empty or still the prefilled text. */
function draftToSave({ preset }: OpenForm, content: SavedDraft): SavedDraft | null {
  const text = typedText(content);
  return text === '' || text === preset ? null : content;
}
