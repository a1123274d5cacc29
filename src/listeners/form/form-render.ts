import type { ModalView } from '@slack/types';
import type { CatalogueState } from '../../catalogue/catalogue-cache.ts';
import { avatarFacets } from '../../catalogue/filters.ts';
import { voiceLabel } from '../../catalogue/labels.ts';
import type { LanguageNote } from '../../catalogue/language/voice-language.ts';
import { findAvatar, findVoice } from '../../catalogue/pick.ts';
import type { Catalogue, Shape, Voice } from '../../domain/catalogue.ts';
import type { Background } from '../../domain/video/video.ts';
import { errorFields, type LogEvent } from '../../lib/log.ts';
import { safeImage } from '../../slack/blocks/link.ts';
import { voiceChanged } from '../../slack/copy/answers-copy.ts';
import { CHOICE_ERRORS, FACETS } from '../../slack/copy/form-copy.ts';
import type { LiveDetails } from '../../slack/form/form-live-blocks.ts';
import type { CleanUpState } from '../../slack/form/form-markup.ts';
import type { KnownFormMetadata } from '../../slack/form/form-metadata.ts';
import type { Absence } from '../../slack/form/form-presence.ts';
import { type FieldId, parseAvatarValue } from '../../slack/form/form-values.ts';
import { type Focus, type FormPrefill, formView } from '../../slack/form/form-view.ts';
import type { SendView } from '../../slack/web-api/send-view.ts';
import { viewErrorOf } from '../../slack/web-api/view-error.ts';
import type { Balance } from '../../videos/balance.ts';
import { avatarMismatch } from './form-errors.ts';
import type { Pictures } from './pictures.ts';
import { noteKey, noteLine, voiceNote } from './voice-note.ts';

export interface RenderDeps {
  readonly catalogue: { current(): Catalogue | null; state(): CatalogueState };
  readonly pictures: Pictures;
  /** The account's balance, from memory. */
  readonly balance: Balance;
  /** The app's handle, with its @. */
  readonly handle: () => string | null;
  readonly sendView: SendView;
  readonly logEvent: LogEvent;
}

/** The form's current content; `avatar` and `voice` are option values. */
export interface FormContent {
  readonly script: string;
  readonly avatar: string | null;
  readonly avatarLabel: string;
  readonly voice: string | null;
  readonly voiceLabel: string;
  readonly shape: Shape | null;
  readonly ownAudio: boolean;
  /** Whether a field under "More options" is used. */
  readonly hasOptions: boolean;
  readonly captions: boolean;
  readonly background: Background;
  readonly cleaned?: CleanUpState | undefined;
  readonly absence?: Absence | null | undefined;
  /** The locale in which the person uses Slack, e.g. `de-DE`. */
  readonly locale: string;
  /** The app has just changed the voice. */
  readonly isNewVoice?: boolean;
}

/** A form to show: initial values, metadata and current content. */
export interface FormState {
  readonly initial: FormPrefill;
  readonly metadata: KnownFormMetadata;
  readonly content: FormContent;
}

/** Renders the form without any request. */
export function renderForm(
  deps: RenderDeps,
  { initial, metadata, content: now }: FormState,
  options: {
    readonly picture: LiveDetails['picture'];
    /** Whether the form has the file field; true by default. */
    readonly files?: boolean | undefined;
    /** Fields that get a new block id each. */
    readonly fresh?: readonly FieldId[] | undefined;
    readonly focus?: Focus | undefined;
  },
): ModalView {
  const catalogue = deps.catalogue.current();
  const voice = catalogue && now.voice !== null ? findVoice(catalogue, now.voice) : null;
  const note = voice && catalogue && voiceNote(catalogue, voice, now, metadata.proposedVoice);
  return formView({
    prefill: initial,
    privateMetadata: { ...metadata, voiceNote: note ? noteKey(note) : null },
    fresh: options.fresh,
    focus: options.focus,
    files: options.files,
    details: {
      absence: now.absence ?? null,
      handle: deps.handle(),
      avatar:
        now.avatar === null
          ? null
          : { name: avatarOf(deps, now)?.name || now.avatarLabel, coverUrl: coverUrlOf(deps, now) },
      picture: options.picture,
      voice: voice && { name: voice.name || now.voiceLabel, sampleUrl: voice.sampleUrl },
      hint: voice
        ? voiceHint(note, voice, now.isNewVoice ?? false)
        : catalogue && now.voice !== null
          ? CHOICE_ERRORS.voiceGone
          : null,
      choiceProblem: avatarMismatch(catalogue, choiceOf(now)),
      script: now.script,
      cleaned: now.cleaned,
      ownAudio: now.ownAudio,
      hasOptions: now.hasOptions,
      captionsUnavailable: now.captions && now.background === 'transparent',
      balance: deps.balance.current(),
      filters: filtersOf(catalogue),
      lists: deps.catalogue.state(),
    },
  });
}

function choiceOf({ avatar, voice, shape }: FormContent) {
  return { avatar: parseAvatarValue(avatar ?? undefined), voiceId: voice, shape };
}

/** The note about the voice's language, or that the app has just changed the voice. */
function voiceHint(note: LanguageNote | null, voice: Voice, isNew: boolean): string | null {
  if (note) return noteLine(note, voiceLabel(voice));
  return isNew ? voiceChanged(voiceLabel(voice)) : null;
}

/** Whether Slack has accepted the avatar's picture before; `refused` if there is none. */
export function pictureState(deps: RenderDeps, now: FormContent): 'shown' | 'refused' | 'untried' {
  const cover = safeImage(coverUrlOf(deps, now));
  return cover === null ? 'refused' : deps.pictures.stateOf(cover);
}

/**
 * Updates the open form to `state`. Remembers a picture that Slack rejects and leaves it out.
 * `conflict`: the form has changed since `hash`. `lost`: it was not updated. Never throws: on
 * failure the form keeps its content.
 */
export async function updateForm(
  deps: RenderDeps,
  at: { readonly viewId: string; readonly hash: string },
  state: FormState,
  fresh?: readonly FieldId[],
): Promise<
  { readonly kind: 'done'; readonly hash: string } | { readonly kind: 'conflict' | 'lost' }
> {
  const cover = safeImage(coverUrlOf(deps, state.content));
  const hasPicture = cover !== null && deps.pictures.stateOf(cover) !== 'refused';
  // Slack may reject the picture or, without files:read, the file field.
  const variants = [
    ...(hasPicture ? [{ picture: 'yes', files: true } as const] : []),
    { picture: 'no', files: true } as const,
    ...(state.metadata.advanced ? [{ picture: 'no', files: false } as const] : []),
  ];
  let lastError: unknown;
  for (const [index, variant] of variants.entries()) {
    try {
      const view = renderForm(deps, state, { ...variant, fresh });
      const { hash } = await deps.sendView({ view_id: at.viewId, hash: at.hash }, view);
      if (hasPicture && index === 0) deps.pictures.record(cover, 'shown');
      // Without the picture the update succeeded.
      if (hasPicture && index === 1 && viewErrorOf(lastError) === 'content')
        deps.pictures.record(cover, 'refused');
      return { kind: 'done', hash };
    } catch (error) {
      lastError = error;
      const reason = viewErrorOf(error);
      if (reason === 'conflict') return { kind: 'conflict' };
      if (reason === 'gone') return { kind: 'lost' };
      // An unclear failure may come from a slow picture, but not from the file field.
      if (reason === 'unclear' && variant.picture === 'no') break;
    }
  }
  deps.logEvent('form_not_updated', errorFields(lastError));
  return { kind: 'lost' };
}

function avatarOf(deps: RenderDeps, now: FormContent) {
  const catalogue = deps.catalogue.current();
  return catalogue && now.avatar !== null ? findAvatar(catalogue, now.avatar) : null;
}

function coverUrlOf(deps: RenderDeps, now: FormContent): string | null {
  return avatarOf(deps, now)?.coverUrl ?? null;
}

function filtersOf(catalogue: Catalogue | null): LiveDetails['filters'] {
  const facets = catalogue ? avatarFacets(catalogue.avatars) : [];
  return facets.map(({ facet, options }) => ({ label: FACETS[facet], options }));
}
