import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import { avatarLabel, voiceLabel } from '../../catalogue/labels.ts';
import { findAvatar, findVoice } from '../../catalogue/pick.ts';
import { addRecent } from '../../catalogue/recent.ts';
import { avatarValue, type Catalogue } from '../../domain/catalogue.ts';
import { conversationKindOf } from '../../domain/conversation.ts';
import type { NewVideo, Order } from '../../domain/video/video.ts';
import { errorFields } from '../../lib/log.ts';
import { accessDenialText, ownDenialText } from '../../slack/copy/access-copy.ts';
import { ANSWERS } from '../../slack/copy/answers-copy.ts';
import { showsPrice } from '../../slack/form/form-live-blocks.ts';
import { decodeFormMetadata, type KnownFormMetadata } from '../../slack/form/form-metadata.ts';
import { type FormDraft, type FormValues, ownId, readForm } from '../../slack/form/form-values.ts';
import { savedDraftOf } from '../../slack/form/saved-draft.ts';
import type { LineageOf } from '../../videos/lineage.ts';
import type { RequestVideo } from '../../videos/request-video.ts';
import { videoIdOf } from '../../videos/video-id.ts';
import type { AccessDeps } from '../request/action-args.ts';
import { signedInteraction } from '../request/signed.ts';
import { type ActedOn, showAgain } from './form-actions.ts';
import { nowOf } from './form-changes.ts';
import { choiceErrors } from './form-errors.ts';
import { type LastChoice, lastChoice, type Preferences, personOf } from './last-choice.ts';
import { lookUsed } from './looks.ts';
import { noteError, noteKey, noteOf } from './voice-note.ts';

export interface SubmissionDeps extends AccessDeps, ActedOn {
  readonly request: RequestVideo;
  readonly lineageOf: LineageOf;
  readonly preferences: Preferences;
  /** Where to answer the command of a video; a secret, kept for as long as Slack takes answers. */
  readonly answers: { save(videoId: string, url: string): Promise<void> };
}

type Args = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs;

/**
 * A submitted form. It closes only once the video is recorded durably; until then every error
 * appears under its field and nothing typed is lost. One form makes one video. The right to make
 * videos is checked here, whatever opened the form.
 */
export function submission(deps: SubmissionDeps) {
  return async ({ ack, body, view, client }: Args): Promise<void> => {
    deps.typing.take(view.id);
    const reading = readForm(view.state.values);
    const refuse = async (errors: Record<string, string>, draft: FormDraft): Promise<void> => {
      await ack({ response_action: 'errors', errors: shownErrors(view.state.values, errors) });
      await deps.forms.refused(view.id, Object.keys(errors));
      // Typed since the last pause: a line about an older script would be wrong.
      if (!showsPrice(view.blocks, nowOf(draft, ''))) await again();
    };
    const again = async (): Promise<void> => {
      const workspace = await deps.accessResolver.workspace(signedInteraction(body));
      const locale = deps.locales.of(workspace, body.user.id);
      const person = personOf(workspace, body.user.id);
      await showAgain(deps, client, view, {
        ...{ action: 'submit', at: null, locale, person, workspace },
      });
    };
    if (reading.kind === 'incomplete') return refuse({ ...reading.errors }, reading.draft);
    const { values } = reading;
    const chosen = choose(deps.catalogue.current(), values);
    if ('errors' in chosen) return refuse(chosen.errors, values);

    const metadata = decodeFormMetadata(view.private_metadata);
    const channel = metadata?.channel ?? values.conversation;
    if (!channel)
      return ack({
        response_action: 'errors',
        errors: {
          script: ANSWERS.formWithoutChannel,
        },
      });

    const access = await deps.accessResolver.access(signedInteraction(body), 'money');
    const { workspace, user } = access;
    const refusal = ownDenialText(access, 'make');
    if (refusal !== null) {
      deps.logEvent('form_refused', { standing: access.membership });
      return ack({ response_action: 'errors', errors: { script: refusal } });
    }
    const locale = deps.locales.of(workspace, user);
    const unsaid = unsaidOf(deps, values, metadata, locale);
    if (unsaid && (await deps.forms.isFirstWord(view.id, unsaid.key, body.trigger_id))) {
      await ack({ response_action: 'errors', errors: { [unsaid.field]: unsaid.words } });
      return again();
    }
    const came = metadata?.parent
      ? await deps.lineageOf(metadata.parent, {
          ...access,
          channel,
          place: conversationKindOf(channel, null),
        })
      : { kind: 'yes' as const, parent: null, lineage: null };
    if (came.kind === 'no')
      return ack({
        response_action: 'errors',
        errors: { script: accessDenialText(came.reason, 'remix') },
      });
    const facts: NewVideo = {
      id: videoIdOf(workspace, view.id),
      parent: came.parent,
      lineage: came.lineage,
      workspace,
      requester: user,
      requesterHome: access.home,
      locale,
      origin: { channel, threadTs: metadata?.threadTs ?? null },
      order: chosen.order,
    };
    try {
      const { answerUrl = null } = (await deps.forms.load(view.id)) ?? {};
      if (answerUrl !== null) await deps.answers.save(facts.id, answerUrl);
    } catch (error) {
      deps.logEvent('answer_unsaved', errorFields(error));
    }
    try {
      await deps.request(facts);
    } catch (error) {
      deps.logEvent('video_not_recorded', errorFields(error));
      return ack({
        response_action: 'errors',
        errors: {
          script: ANSWERS.notSavedNorPaid,
        },
      });
    }
    await ack();
    const person = personOf(workspace, user);
    await deps.drafts.used(person, {
      continued: metadata?.continued ?? null,
      held: savedDraftOf(values, null),
    });
    const before = await lastChoice(deps, workspace, user);
    // The app proposes a voice again next time; only a person's own choice is stored.
    const isProposed = values.voiceId === metadata?.proposedVoice;
    const last: LastChoice = {
      ...chosen.last,
      voice: isProposed ? (before?.voice ?? null) : chosen.last.voice,
      recentAvatars: addRecent(before?.recentAvatars ?? [], chosen.last.avatar.value),
      looks: lookUsed(before?.looks ?? [], chosen.last),
      recentVoices: addRecent(before?.recentVoices ?? [], chosen.last.voice.value),
    };
    await deps.preferences.save(person, last).catch((error: unknown) => {
      deps.logEvent('preferences_unsaved', errorFields(error));
    });
  };
}

/** Slack takes errors only of blocks that are there, under the ids that they have now. */
function shownErrors(values: object, errors: Record<string, string>): Record<string, string> {
  const blocks = Object.keys(values);
  return Object.fromEntries(
    Object.entries(errors).map(([id, words]) => [
      blocks.find((each) => ownId(each) === id) ?? id,
      words,
    ]),
  );
}

/** What to say about the voice's language before paying; null if the form has said it. */
function unsaidOf(
  deps: SubmissionDeps,
  values: FormValues,
  metadata: KnownFormMetadata | null,
  locale: string,
) {
  const catalogue = deps.catalogue.current();
  const voice = catalogue && findVoice(catalogue, values.voiceId);
  if (!voice) return null;
  const note = noteOf(catalogue, voice, nowOf(values, locale), metadata?.proposedVoice ?? null);
  const key = note && noteKey(note);
  if (!note || !key || key === metadata?.voiceNote) return null;
  // The app replaces its own proposal, so the voice's field gets another id for a moment.
  const field = voice.id === metadata?.proposedVoice ? 'script' : 'voice';
  return { key, field, words: noteError(note, voiceLabel(voice)) };
}

/** The submitted choices, by the person or by the app. */
type Submitted = Pick<LastChoice, 'avatar' | 'shape' | 'captions'> & {
  readonly voice: NonNullable<LastChoice['voice']>;
};

type Chosen = { order: Order; last: Submitted } | { errors: Record<string, string> };

function choose(catalogue: Catalogue | null, values: FormValues): Chosen {
  const { avatar, voiceId, shape, name, audio, background } = values;
  // Without a list (Jogg was never reached) Jogg itself will say what is gone.
  const errors = choiceErrors(catalogue, values);
  if (Object.keys(errors).length > 0) return { errors };
  const value = avatarValue(avatar);
  const known = catalogue && findAvatar(catalogue, value);
  const knownVoice = catalogue && findVoice(catalogue, voiceId);
  return {
    order: {
      script: audio ? '' : values.script,
      avatar: {
        ...avatar,
        name: known?.name || values.avatarLabel,
        coverUrl: known?.coverUrl ?? null,
      },
      voice: { id: voiceId, name: knownVoice?.name || values.voiceLabel },
      shape,
      // Jogg cannot make a transparent video with them.
      captions: values.captions && background !== 'transparent',
      name,
      audio,
      background,
    },
    last: {
      avatar: { value, label: known ? avatarLabel(known) : values.avatarLabel },
      voice: {
        value: voiceId,
        label: knownVoice ? voiceLabel(knownVoice) : values.voiceLabel,
      },
      shape,
      captions: values.captions,
    },
  };
}
