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
import { type FieldId, avatarOf as readAvatar } from '../../slack/form/form-values.ts';
import { type Focus, type FormPrefill, formView } from '../../slack/form/form-view.ts';
import type { SendView } from '../../slack/web-api/send-view.ts';
import { viewErrorOf } from '../../slack/web-api/view-error.ts';
import { misfitOf } from './form-errors.ts';
import type { Pictures } from './pictures.ts';
import { noteKey, noteLine, noteOf } from './voice-note.ts';

export interface RenderDeps {
  readonly catalogue: { current(): Catalogue | null; state(): CatalogueState };
  readonly pictures: Pictures;
  /** The account's balance, from memory. */
  readonly balance: { current(): number | null; refresh(): void };
  /** The app's handle, with its @. */
  readonly handle: () => string | null;
  readonly sendView: SendView;
  readonly logEvent: LogEvent;
}

/** The form's current content; avatar and voice as option values. */
export interface FormNow {
  readonly script: string;
  readonly avatar: string | null;
  readonly avatarLabel: string;
  readonly voice: string | null;
  readonly voiceLabel: string;
  readonly shape: Shape | null;
  readonly ownAudio: boolean;
  readonly captions: boolean;
  readonly background: Background;
  readonly cleaned?: CleanUpState | undefined;
  readonly absence?: Absence | null | undefined;
  /** The language the person uses Slack in, e.g. `de-DE`. */
  readonly locale: string;
  /** The app has just changed the voice. */
  readonly isNewVoice?: boolean;
}

/** A form to show: its initial values, its metadata and its current content. */
export interface FormState {
  readonly initial: FormPrefill;
  readonly metadata: KnownFormMetadata;
  readonly now: FormNow;
}

/** Renders the form from memory alone. */
export function renderForm(
  deps: RenderDeps,
  { initial, metadata, now }: FormState,
  how: {
    readonly picture: LiveDetails['picture'];
    /** False: without the file field. */
    readonly files?: boolean | undefined;
    /** Fields that get a new block id each. */
    readonly fresh?: readonly FieldId[] | undefined;
    readonly focus?: Focus | undefined;
  },
): ModalView {
  const catalogue = deps.catalogue.current();
  const voice = catalogue && now.voice !== null ? findVoice(catalogue, now.voice) : null;
  const note = voice && catalogue && noteOf(catalogue, voice, now, metadata.proposedVoice);
  return formView({
    prefill: initial,
    privateMetadata: { ...metadata, voiceNote: note ? noteKey(note) : null },
    fresh: how.fresh,
    focus: how.focus,
    files: how.files,
    details: {
      absence: now.absence ?? null,
      handle: deps.handle(),
      avatar:
        now.avatar === null
          ? null
          : { name: avatarOf(deps, now)?.name || now.avatarLabel, coverUrl: coverOf(deps, now) },
      picture: how.picture,
      voice: voice && { name: voice.name || now.voiceLabel, sampleUrl: voice.sampleUrl },
      hint: voice
        ? hintOf(note, voice, now.isNewVoice ?? false)
        : catalogue && now.voice !== null
          ? CHOICE_ERRORS.voiceGone
          : null,
      choiceProblem: misfitOf(catalogue, chosenIn(now)),
      script: now.script,
      cleaned: now.cleaned,
      ownAudio: now.ownAudio,
      hasOptions: now.ownAudio || now.background !== 'normal',
      captionsUnavailable: now.captions && now.background === 'transparent',
      balance: deps.balance.current(),
      filters: filtersOf(catalogue),
      lists: deps.catalogue.state(),
    },
  });
}

function chosenIn({ avatar, voice, shape }: FormNow) {
  return { avatar: readAvatar(avatar ?? undefined), voiceId: voice, shape };
}

/** A note about the voice: its language, or that the app has just changed it. */
function hintOf(note: LanguageNote | null, voice: Voice, isNew: boolean): string | null {
  if (note) return noteLine(note, voiceLabel(voice));
  return isNew ? voiceChanged(voiceLabel(voice)) : null;
}

/** Whether the avatar has a picture that Slack has accepted before. */
export function pictureOf(deps: RenderDeps, now: FormNow): 'shown' | 'refused' | 'untried' {
  const cover = safeImage(coverOf(deps, now));
  return cover === null ? 'refused' : deps.pictures.of(cover);
}

/**
 * Updates the person's open form to `state`. From then on it omits a picture that Slack refuses.
 * `conflict`: the form has changed since `hash`. Never throws: on failure the form stays as it is,
 * with its content.
 */
export async function updateForm(
  deps: RenderDeps,
  at: { readonly viewId: string; readonly hash: string },
  state: FormState,
  fresh?: readonly FieldId[],
): Promise<
  { readonly kind: 'done'; readonly hash: string } | { readonly kind: 'conflict' | 'lost' }
> {
  const cover = safeImage(coverOf(deps, state.now));
  const hasPicture = cover !== null && deps.pictures.of(cover) !== 'refused';
  // Slack may refuse the picture, or, without files:read, the file field.
  const ways = [
    ...(hasPicture ? [{ picture: 'yes', files: true } as const] : []),
    { picture: 'no', files: true } as const,
    ...(state.metadata.advanced ? [{ picture: 'no', files: false } as const] : []),
  ];
  let refusal: unknown;
  for (const [index, way] of ways.entries()) {
    try {
      const view = renderForm(deps, state, { ...way, fresh });
      const { hash } = await deps.sendView({ view_id: at.viewId, hash: at.hash }, view);
      if (hasPicture && index === 0) deps.pictures.learn(cover, 'shown');
      // So the picture was the cause.
      if (hasPicture && index === 1 && viewErrorOf(refusal) === 'content')
        deps.pictures.learn(cover, 'refused');
      return { kind: 'done', hash };
    } catch (error) {
      refusal = error;
      const why = viewErrorOf(error);
      if (why === 'conflict') return { kind: 'conflict' };
      if (why === 'gone') return { kind: 'lost' };
      // A file field cannot be slow.
      if (why === 'unclear' && way.picture === 'no') break;
    }
  }
  deps.logEvent('form_not_updated', errorFields(refusal));
  return { kind: 'lost' };
}

function avatarOf(deps: RenderDeps, now: FormNow) {
  const catalogue = deps.catalogue.current();
  return catalogue && now.avatar !== null ? findAvatar(catalogue, now.avatar) : null;
}

function coverOf(deps: RenderDeps, now: FormNow): string | null {
  return avatarOf(deps, now)?.coverUrl ?? null;
}

function filtersOf(catalogue: Catalogue | null): LiveDetails['filters'] {
  const facets = catalogue ? avatarFacets(catalogue.avatars) : [];
  return facets.map(({ facet, options }) => ({ label: FACETS[facet], options }));
}
