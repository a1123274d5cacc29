import type { AllMiddlewareArgs } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { CatalogueState } from '../../catalogue/catalogue-cache.ts';
import { avatarFacets } from '../../catalogue/filters.ts';
import { voiceLabel } from '../../catalogue/labels.ts';
import type { LanguageNote } from '../../catalogue/language/voice-language.ts';
import { findAvatar, findVoice } from '../../catalogue/pick.ts';
import type { Catalogue, Voice } from '../../domain/catalogue.ts';
import type { Background } from '../../domain/video/video.ts';
import { errorFields, type LogEvent } from '../../lib/log.ts';
import { safeImage } from '../../slack/blocks/link.ts';
import type { FormShown } from '../../slack/form/form-live-blocks.ts';
import type { CleanedUp } from '../../slack/form/form-markup.ts';
import type { KnownFormMetadata } from '../../slack/form/form-metadata.ts';
import { type Focus, type FormPrefill, formView } from '../../slack/form/form-view.ts';
import { viewErrorOf } from '../../slack/web-api/view-error.ts';
import type { Pictures } from './pictures.ts';
import { noteKey, noteLine, noteOf } from './voice-note.ts';

export interface RenderDeps {
  readonly catalogue: { current(): Catalogue | null; state(): CatalogueState };
  readonly pictures: Pictures;
  /** What the account has left, from memory. */
  readonly balance: { current(): number | null; touch(): void };
  readonly logEvent: LogEvent;
}

/** What stands in the form at the moment; avatar and voice as the values of their options. */
export interface FormNow {
  readonly script: string;
  readonly avatar: string | null;
  readonly avatarLabel: string;
  readonly voice: string | null;
  readonly voiceLabel: string;
  readonly ownAudio: boolean;
  readonly captions: boolean;
  readonly background: Background;
  readonly cleaned?: CleanedUp | undefined;
  /** The language the person uses Slack in, e.g. `de-DE`. */
  readonly locale: string;
  /** The app has just put another voice into the form. */
  readonly isNewVoice?: boolean;
}

/**
 * A form to show: what its fields were filled in with, what it carries along, what is in it now.
 */
export interface FormState {
  readonly initial: FormPrefill;
  readonly metadata: KnownFormMetadata;
  readonly now: FormNow;
}

/** Other block ids, under which Slack takes another value. */
export interface Renamed {
  readonly voiceBlock?: string | undefined;
  readonly scriptPrefix?: string | undefined;
}

/** The form, everything it tells taken from memory. */
export function renderForm(
  deps: RenderDeps,
  { initial, metadata, now }: FormState,
  how: {
    readonly picture: FormShown['picture'];
    /** False: without the field for a file. */
    readonly files?: boolean | undefined;
    readonly renamed?: Renamed | undefined;
    readonly focus?: Focus | undefined;
  },
): ModalView {
  const catalogue = deps.catalogue.current();
  const voice = catalogue && now.voice !== null ? findVoice(catalogue, now.voice) : null;
  const logEvent = voice && catalogue && noteOf(catalogue, voice, now, metadata.proposedVoice);
  return formView({
    prefill: initial,
    privateMetadata: { ...metadata, voiceNote: logEvent ? noteKey(logEvent) : null },
    ...how.renamed,
    focus: how.focus,
    files: how.files,
    shown: {
      avatar:
        now.avatar === null
          ? null
          : { name: avatarOf(deps, now)?.name || now.avatarLabel, coverUrl: coverOf(deps, now) },
      picture: how.picture,
      voice: voice && { name: voice.name || now.voiceLabel, sampleUrl: voice.sampleUrl },
      hint: voice && hintOf(logEvent, voice, now.isNewVoice ?? false),
      script: now.script,
      cleaned: now.cleaned,
      ownAudio: now.ownAudio,
      captionsLost: now.captions && now.background === 'transparent',
      balance: deps.balance.current(),
      filters: catalogue ? avatarFacets(catalogue.avatars) : [],
      lists: deps.catalogue.state(),
    },
  });
}

/** A word on the voice: on its language, or that the app has just changed it. */
function hintOf(logEvent: LanguageNote | null, voice: Voice, isNew: boolean): string | null {
  if (logEvent) return noteLine(logEvent, voiceLabel(voice));
  return isNew ? `The voice is now ${voiceLabel(voice)}.` : null;
}

/** Whether the form's avatar has a picture that Slack can show, and has shown before. */
export function pictureOf(deps: RenderDeps, now: FormNow): 'shown' | 'refused' | 'untried' {
  const cover = safeImage(coverOf(deps, now));
  return cover === null ? 'refused' : deps.pictures.of(cover);
}

/**
 * Makes the form in front of a person show `state`. A picture that Slack does not take is left out
 * from then on. `conflict`: the form was changed since it had `hash`. Never throws: a form that
 * cannot be shown again stays as it is, with everything in it.
 */
export async function updateForm(
  deps: RenderDeps,
  client: AllMiddlewareArgs['client'],
  at: { readonly viewId: string; readonly hash: string },
  state: FormState,
  renamed?: Renamed,
): Promise<
  { readonly kind: 'done'; readonly hash: string } | { readonly kind: 'conflict' | 'lost' }
> {
  const cover = safeImage(coverOf(deps, state.now));
  const hasPicture = cover !== null && deps.pictures.of(cover) !== 'refused';
  // Slack may not take the picture; without files:read it may not take the field for a file.
  const ways = [
    ...(hasPicture ? [{ picture: 'yes', files: true } as const] : []),
    { picture: 'no', files: true } as const,
    ...(state.metadata.advanced ? [{ picture: 'no', files: false } as const] : []),
  ];
  let refusal: unknown;
  for (const [index, way] of ways.entries()) {
    try {
      const view = renderForm(deps, state, { ...way, renamed });
      const answer = await client.views.update({ view_id: at.viewId, hash: at.hash, view });
      if (hasPicture && index === 0) deps.pictures.learn(cover, 'shown');
      // It was the picture, then.
      if (hasPicture && index === 1 && viewErrorOf(refusal) === 'content')
        deps.pictures.learn(cover, 'refused');
      return { kind: 'done', hash: answer.view?.hash ?? '' };
    } catch (error) {
      refusal = error;
      const why = viewErrorOf(error);
      if (why === 'conflict') return { kind: 'conflict' };
      if (why === 'gone') return { kind: 'lost' };
      // A file's field is nothing that can be slow.
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
