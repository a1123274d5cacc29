import type { Failure, Video } from '../../domain/video/video.ts';
import { plain } from '../blocks/escape.ts';
import { audioSentence } from './media-copy.ts';
import type { Sentence } from './sentence.ts';

const FAILURE_SENTENCES: Record<Failure['reason'], Sentence> = {
  cannot_post: {
    what: 'Slack didn’t let the app post in that channel.',
    remedy: 'Invite the app to the channel, then try again.',
  },
  key: {
    what: 'Jogg doesn’t accept this app’s API key.',
    remedy: 'Ask the person who runs the app to check JOGG_API_KEY, then try again.',
  },
  credit: {
    what: 'The Jogg account is out of credits.',
    remedy: 'Top it up, or ask its owner to. Then try again.',
  },
  permission: {
    what: 'This Jogg account can’t make videos through the API.',
    remedy: 'Ask its owner to check the plan at Jogg, then try again.',
  },
  parameter: {
    what: 'Jogg didn’t accept something in the request.',
    remedy: 'Check the script, avatar, voice and shape, then try again.',
  },
  not_found: {
    what: 'Jogg no longer has the avatar, the voice or the video.',
    remedy: 'Try again with another avatar or voice.',
  },
  choice_gone: {
    what: 'Jogg no longer has the avatar, voice or recording, so nothing was made.',
    remedy: 'Try again and choose another one.',
  },
  turned_away: {
    what: 'Something between this app and Jogg turned the request away, so nothing was made.',
    remedy:
      'Ask the person who runs the app to check JOGG_API_URL and the network, then try again.',
  },
  rendering: {
    what: 'Jogg couldn’t render this video.',
    remedy: 'Try a shorter script or another avatar.',
  },
  no_video: {
    what: 'Jogg finished this video but gave no working link.',
    remedy: 'Look for it in your Jogg projects, or ask Jogg support.',
  },
  deleted: {
    what: 'The video was deleted at Jogg before we could show it.',
    remedy: 'Try again if you still want it.',
  },
  internal: {
    what: 'Something inside this app failed, so this video was set aside.',
    remedy:
      'Ask the person who runs the app to look for task_quarantined in its log. A restart tries it again.',
  },
  audio: {
    what: 'Jogg couldn’t use the recording, so nothing was made.',
    remedy: 'Try again with an mp3, wav or m4a of at most 20 MB and 10 minutes.',
  },
  not_allowed: {
    what: 'Only active members of the workspace that installed this app can make videos.',
    remedy: 'Ask one of them to make it.',
  },
  unreadable: {
    what: 'This app doesn’t understand Jogg’s answer.',
    remedy: 'Look for the video in your Jogg projects, and tell the person who runs the app.',
  },
};

/** The sentences for a failure reason. */
export function failureSentence(reason: Failure['reason']): Sentence {
  return FAILURE_SENTENCES[reason];
}

/** What happened to a failed video, and what to do. Quotes Jogg's reason for a failed render. */
export function failureOf(video: Video): Sentence {
  const failure = failureOrDefault(video);
  const audio = failure.reason === 'audio' ? audioSentence(failure.detail) : null;
  const sentence = audio ?? failureSentence(failure.reason);
  const quote = failure.reason === 'rendering' ? quoted(failure.detail, 120, '.') : '';
  return quote === ''
    ? sentence
    : { ...sentence, what: `Jogg couldn’t render this video: ${quote}` };
}

/** Quotes Jogg or Slack about a failure; null if the quote adds nothing. */
export function failureDetail(video: Video): string | null {
  const failure = failureOrDefault(video);
  const quote = quoted(failure.detail, 300);
  const isOwnSentence = failure.reason === 'audio' && audioSentence(failure.detail) !== null;
  // The sentence already quotes a short reason.
  const isQuoted = failure.reason === 'rendering' && quote === quoted(failure.detail, 120);
  return quote === '' || isOwnSentence || isQuoted ? null : `${speakerOf(failure)} said: ${quote}`;
}

/** The request id for Jogg's support; null if there is none. */
export function supportId({ failure, answered, state }: Video): string | null {
  const rid = state === 'unconfirmed' ? answered?.rid : failure?.rid;
  const id = plain(rid ?? '', 100);
  return id === '' ? null : `Jogg support ID: ${id}`;
}

const failureOrDefault = ({ failure }: Video): Failure =>
  failure ?? { reason: 'unreadable', detail: null, rid: null };

/** External text in quotation marks. It cannot contain closing quotation marks itself. */
function quoted(text: string | null, max: number, end = ''): string {
  const quote = plain(text ?? '', max)
    .replaceAll(/[“”]/g, "'")
    .replace(/\.$/, '');
  return quote === '' ? '' : `“${quote}${/[!?…]$/.test(quote) ? '' : end}”`;
}

function speakerOf({ reason, detail }: Failure): string {
  if (reason === 'cannot_post') return 'Slack';
  // A response without Jogg's envelope may come from a proxy or gateway.
  return reason === 'turned_away' || /^HTTP \d{3}$/.test(detail ?? '') ? 'The answer' : 'Jogg';
}

const NOTHING_PAID = 'Nothing was paid.';

/** What is known about the cost of a failed or cancelled video. */
export function costLine(video: Video): string {
  if (video.project !== null) return 'Jogg may have charged for it. Trying again costs again.';
  const { state, cancelledIn } = video;
  if (state === 'unconfirmed' || (state === 'cancelled' && isInDoubt(cancelledIn)))
    return 'We don’t know if Jogg charged for it.';
  if (video.confirmations > 1)
    return 'The last try cost nothing. We don’t know about an earlier one.';
  return NOTHING_PAID;
}

/** The possible cost of a new try of a failed or cancelled video. */
export function retryCost(video: Video): string {
  return costLine(video) === NOTHING_PAID
    ? 'Nothing was paid so far. This try costs what any video costs.'
    : 'An earlier try may already have been charged. This one may cost a second time.';
}

/** Null in older records: those videos were cancelled while unconfirmed. */
function isInDoubt(cancelledIn: Video['cancelledIn']): boolean {
  return cancelledIn === null || cancelledIn === 'unconfirmed';
}

/** What is known about a request with an unknown outcome, and what to do. */
export function unconfirmedSentence({ answered, checkedAt }: Video): Sentence {
  const [first, place] =
    checkedAt === null
      ? ['Press “Check again” first.', 'in your Jogg projects']
      : ['Look in your Jogg projects, too.', 'there'];
  return {
    what: `${inDoubtText(answered)} To avoid paying twice, we stopped here.`,
    remedy: `${first} If the video isn’t ${place}, press “Send again”. That may cost a second time.`,
  };
}

function inDoubtText(answered: Video['answered']): string {
  const unsure = 'don’t know if it started this video.';
  if (answered === null) return `We lost the connection to Jogg and ${unsure}`;
  return answered.code === 0
    ? `Jogg answered but named no video, so we ${unsure}`
    : `Jogg answered with error ${answered.code}, so we ${unsure}`;
}

/** A video that was given up after a day. */
export function expiredSentence(video: Video): Sentence {
  return video.project === null
    ? {
        what: 'We couldn’t start this video within 24 hours.',
        remedy: 'Try again.',
      }
    : {
        what: 'Jogg didn’t finish this video within 24 hours, so we stopped checking.',
        remedy: 'Look for it in your Jogg projects before you try again.',
      };
}
