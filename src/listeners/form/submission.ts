import { avatarLabel, voiceLabel } from '../../catalogue/labels.ts';
import { findAvatar, findVoice } from '../../catalogue/pick.ts';
import { avatarValue, type Catalogue } from '../../domain/catalogue.ts';
import { addRecent, type LastChoice, personKey } from '../../domain/choices.ts';
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
import type { AccessDeps, SubmissionArgs } from '../request/action-args.ts';
import { signedInteraction } from '../request/signed-request.ts';
import { type FormActionDeps, rerenderForm } from './form-actions.ts';
import { contentOf } from './form-changes.ts';
import { choiceErrors } from './form-errors.ts';
import { lastChoice, type Preferences } from './last-choice.ts';
import { addLook } from './looks.ts';
import { noteError, noteKey, voiceNote } from './voice-note.ts';

export interface SubmissionDeps extends AccessDeps, FormActionDeps {
  readonly request: RequestVideo;
  readonly lineageOf: LineageOf;
  readonly preferences: Preferences;
  /** Stores the response URL of a video's command, a secret, for as long as Slack accepts it. */
  readonly responseUrls: { save(videoId: string, url: string): Promise<void> };
}

/**
 * The submission of the form. Checks access here, however the form was opened. The form closes only
 * once the video is recorded durably; until then every error appears under its field and nothing
 * typed is lost. A form makes one video, even if Slack delivers its submission twice.
 */
export function formSubmission(deps: SubmissionDeps) {
  return async ({ ack, body, view, client }: SubmissionArgs): Promise<void> => {
    deps.typing.takeLatest(view.id);
    const form = readForm(view.state.values);
    const reject = async (errors: Record<string, string>, draft: FormDraft): Promise<void> => {
      await ack({ response_action: 'errors', errors: errorsByBlock(view.state.values, errors) });
      await deps.forms.recordRejected(view.id, Object.keys(errors));
      // The script was typed after the last update, so the form shows the price of an older one.
      if (!showsPrice(view.blocks, contentOf(draft, ''))) await rerender();
    };
    const rerender = async (): Promise<void> => {
      const workspace = await deps.accessResolver.workspace(signedInteraction(body));
      const locale = deps.locales.localeOf(workspace, body.user.id);
      const person = personKey(workspace, body.user.id);
      await rerenderForm(deps, client, view, {
        action: 'submit',
        at: null,
        locale,
        person,
        workspace,
      });
    };
    if (form.kind === 'incomplete') return reject({ ...form.errors }, form.draft);
    const { values } = form;
    const choice = readChoice(deps.catalogue.current(), values);
    if ('errors' in choice) return reject(choice.errors, values);

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
    const denial = ownDenialText(access, 'make');
    if (denial !== null) {
      deps.logEvent('form_refused', { standing: access.membership });
      return ack({ response_action: 'errors', errors: { script: denial } });
    }
    const locale = deps.locales.localeOf(workspace, user);
    const warning = pendingWarning(deps, values, metadata, locale);
    if (warning && (await deps.forms.isFirstWarning(view.id, warning.key, body.trigger_id))) {
      await ack({ response_action: 'errors', errors: { [warning.field]: warning.text } });
      return rerender();
    }
    const lineage = metadata?.parent
      ? await deps.lineageOf(metadata.parent, {
          ...access,
          channel,
          conversation: conversationKindOf(channel, null),
        })
      : { kind: 'yes' as const, parent: null, lineage: null };
    if (lineage.kind === 'no')
      return ack({
        response_action: 'errors',
        errors: { script: accessDenialText(lineage.reason, 'remix') },
      });
    const video: NewVideo = {
      id: videoIdOf(workspace, view.id),
      parent: lineage.parent,
      lineage: lineage.lineage,
      workspace,
      requester: user,
      requesterHome: access.home,
      locale,
      origin: { channel, threadTs: metadata?.threadTs ?? null },
      order: choice.order,
    };
    try {
      const { answerUrl = null } = (await deps.forms.load(view.id)) ?? {};
      if (answerUrl !== null) await deps.responseUrls.save(video.id, answerUrl);
    } catch (error) {
      deps.logEvent('answer_unsaved', errorFields(error));
    }
    try {
      await deps.request(video);
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
    const person = personKey(workspace, user);
    await deps.drafts.discardSubmitted(person, {
      continued: metadata?.continued ?? null,
      content: savedDraftOf(values, null),
    });
    const previous = await lastChoice(deps, workspace, user);
    // Only a voice that the person chose is stored; the app proposes one again next time.
    const isProposed = values.voiceId === metadata?.proposedVoice;
    const last: LastChoice = {
      ...choice.last,
      voice: isProposed ? (previous?.voice ?? null) : choice.last.voice,
      recentAvatars: addRecent(previous?.recentAvatars ?? [], choice.last.avatar.value),
      looks: addLook(previous?.looks ?? [], choice.last),
      recentVoices: addRecent(previous?.recentVoices ?? [], choice.last.voice.value),
    };
    await deps.preferences.save(person, last).catch((error: unknown) => {
      deps.logEvent('preferences_unsaved', errorFields(error));
    });
  };
}

/** The errors by current block id: Slack accepts errors only for blocks that the form has. */
function errorsByBlock(values: object, errors: Record<string, string>): Record<string, string> {
  const blocks = Object.keys(values);
  return Object.fromEntries(
    Object.entries(errors).map(([id, text]) => [
      blocks.find((each) => ownId(each) === id) ?? id,
      text,
    ]),
  );
}

/** The warning about the voice's language before paying; null if the form has shown it. */
function pendingWarning(
  deps: SubmissionDeps,
  values: FormValues,
  metadata: KnownFormMetadata | null,
  locale: string,
) {
  const catalogue = deps.catalogue.current();
  const voice = catalogue && findVoice(catalogue, values.voiceId);
  if (!voice) return null;
  const note = voiceNote(
    catalogue,
    voice,
    contentOf(values, locale),
    metadata?.proposedVoice ?? null,
  );
  const key = note && noteKey(note);
  if (!note || !key || key === metadata?.voiceNote) return null;
  // The app replaces its own proposal, so the voice's field gets a new id for one update.
  const field = voice.id === metadata?.proposedVoice ? 'script' : 'voice';
  return { key, field, text: noteError(note, voiceLabel(voice)) };
}

/** The submitted choices, made by the person or by the app. */
type SubmittedChoice = Pick<LastChoice, 'avatar' | 'shape' | 'captions'> & {
  readonly voice: NonNullable<LastChoice['voice']>;
};

type Choice = { order: Order; last: SubmittedChoice } | { errors: Record<string, string> };

function readChoice(catalogue: Catalogue | null, values: FormValues): Choice {
  const { avatar, voiceId, shape, name, audio, background } = values;
  // Without lists (Jogg was never reached), Jogg itself rejects what no longer exists.
  const errors = choiceErrors(catalogue, values);
  if (Object.keys(errors).length > 0) return { errors };
  const value = avatarValue(avatar);
  const knownAvatar = catalogue && findAvatar(catalogue, value);
  const knownVoice = catalogue && findVoice(catalogue, voiceId);
  return {
    order: {
      script: audio ? '' : values.script,
      avatar: {
        ...avatar,
        name: knownAvatar?.name || values.avatarLabel,
        coverUrl: knownAvatar?.coverUrl ?? null,
      },
      voice: { id: voiceId, name: knownVoice?.name || values.voiceLabel },
      shape,
      // Jogg cannot make a transparent video with captions.
      captions: values.captions && background !== 'transparent',
      name,
      audio,
      background,
    },
    last: {
      avatar: { value, label: knownAvatar ? avatarLabel(knownAvatar) : values.avatarLabel },
      voice: {
        value: voiceId,
        label: knownVoice ? voiceLabel(knownVoice) : values.voiceLabel,
      },
      shape,
      captions: values.captions,
    },
  };
}
