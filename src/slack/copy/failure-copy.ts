import type { Failure, Video } from '../../domain/video/video.ts';
import { plain } from '../blocks/escape.ts';
import { audioSentence } from './audio-sentence.ts';

/** What went wrong, and what to do now. */
export interface Sentence {
  readonly what: string;
  readonly remedy: string;
}

const FAILURE_SENTENCES: Record<Failure['reason'], Sentence> = {
  cannot_post: {
    what: 'Slack did not let the app post in that channel.',
    remedy: 'Invite the app to the channel, then try again.',
  },
  key: {
    what: 'Jogg did not accept the API key of this app.',
    remedy: 'Ask whoever runs the app to check the key (JOGG_API_KEY), then run /jogg again.',
  },
  credit: {
    what: 'The Jogg account is out of credits.',
    remedy: 'Top it up at Jogg or ask its owner to, then run /jogg again.',
  },
  permission: {
    what: 'The Jogg account is not allowed to do this through the API.',
    remedy: 'Ask the owner of the account to check its plan at Jogg, then run /jogg again.',
  },
  parameter: {
    what: 'Jogg did not accept something in the request.',
    remedy: 'Check the script, the avatar, the voice and the shape, then run /jogg again.',
  },
  not_found: {
    what: 'Jogg could not find what was asked for: the avatar, the voice or the video is gone.',
    remedy: 'Run /jogg again and choose another avatar or voice.',
  },
  choice_gone: {
    what: 'Jogg no longer has the avatar, the voice or the recording that was chosen, so nothing was made.',
    remedy: 'Choose another: “Try again” opens the form with everything else in it.',
  },
  turned_away: {
    what: 'The request was turned away on its way to Jogg, so nothing was made.',
    remedy:
      'Ask the person who runs the app to check JOGG_API_URL and what stands between the app and Jogg, then try again.',
  },
  rendering: {
    what: 'Jogg could not render this video.',
    remedy: 'Run /jogg again; a shorter script or another avatar often helps.',
  },
  no_video: {
    what: 'Jogg says that the video is finished, but gave no link that works.',
    remedy: 'Look for it among the projects at Jogg, or ask the Jogg support for it.',
  },
  deleted: {
    what: 'The video was deleted at Jogg before it could be shown here.',
    remedy: 'Run /jogg again if you still want it.',
  },
  internal: {
    what: 'Something is wrong inside this app with this video, so it was set aside; other videos go on.',
    remedy:
      'Tell whoever runs the app to look for task_quarantined in its log. It is tried again when the app starts again.',
  },
  audio: {
    what: 'The recording could not be handed to Jogg, so nothing was made.',
    remedy:
      'Give an mp3, wav or m4a of at most 20 MB and 10 minutes in the form, then run /jogg again.',
  },
  not_allowed: {
    what: 'Only active members of the workspace that installed this app can make videos with it, so nothing was made.',
    remedy: 'Ask a member of that workspace to make it.',
  },
  unreadable: {
    what: 'Jogg answered in a way that this app does not understand.',
    remedy: 'Look for the video among the projects at Jogg, and tell whoever runs the app.',
  },
};

/** The sentences for one reason of failure. */
export function failureSentence(reason: Failure['reason']): Sentence {
  return FAILURE_SENTENCES[reason];
}

/**
 * What is known about a failed video, one line each: why, what to do, the cost, and Jogg's own
 * words.
 */
export function failureLines(video: Video): string[] {
  const failure = video.failure ?? { reason: 'unreadable', detail: null, rid: null };
  const audio = failure.reason === 'audio' ? audioSentence(failure.detail) : null;
  const { what, remedy } = audio ?? failureSentence(failure.reason);
  // The text must not end the quotation itself.
  const said = audio ? '' : plain(failure.detail ?? '', 300).replaceAll(/[“”]/g, "'");
  return [
    `${what} ${remedy}`,
    costLine(video),
    ...(said === '' ? [] : [`${speakerOf(failure)} said: “${said}”`]),
    ...ridLines(failure.rid),
  ];
}

function speakerOf({ reason, detail }: Failure): string {
  if (reason === 'cannot_post') return 'Slack';
  // A status without Jogg's envelope may come from anyone in between.
  return reason === 'turned_away' || /^HTTP \d{3}$/.test(detail ?? '') ? 'The answer' : 'Jogg';
}

function ridLines(rid: string | null): string[] {
  const shown = plain(rid ?? '', 100);
  return shown === '' ? [] : [`Reference for the Jogg support: ${shown}`];
}

const NOTHING_PAID = 'Nothing was paid.';

/** The cost of a failed or cancelled video, as far as it is known. */
export function costLine(video: Video): string {
  if (video.project !== null) return 'Jogg may have charged for it; a new try is charged again.';
  const { state, cancelledIn } = video;
  if (state === 'unconfirmed' || (state === 'cancelled' && isInDoubt(cancelledIn)))
    return 'Nobody can know whether Jogg charged for it.';
  if (video.confirmations > 1)
    return 'The last try was not paid; nobody can know whether an earlier one was.';
  return NOTHING_PAID;
}

/** What a new try of a failed or cancelled video may cost. */
export function retryCost(video: Video): string {
  return costLine(video) === NOTHING_PAID
    ? 'Nothing was paid so far: this try costs like any video of its length.'
    : 'An earlier try may have been charged already: this one may cost a second time.';
}

/** Videos cancelled before this was recorded were unconfirmed. */
function isInDoubt(cancelledIn: Video['cancelledIn']): boolean {
  return cancelledIn === null || cancelledIn === 'unconfirmed';
}

/** The text for a request that was sent with an unknown outcome. */
export function unconfirmedSentence({ answered }: Video): Sentence {
  const remedy =
    'Look among the projects at Jogg. If the video is not there, choose “Ask Jogg again”: if Jogg did take the first request, that costs a second time.';
  const told = [`${doubtOf(answered)} It was not asked again, so that you do not pay twice.`];
  return {
    what: [...told, ...ridLines(answered?.rid ?? null).map((line) => `${line}.`)].join(' '),
    remedy,
  };
}

function doubtOf(answered: Video['answered']): string {
  const unsure = 'so nobody can know whether it took the script.';
  if (answered === null) return `The answer of Jogg was lost, ${unsure}`;
  return answered.code === 0
    ? `Jogg answered, but named no video, ${unsure}`
    : `Jogg answered with an error (code ${answered.code}) that does not tell more, ${unsure}`;
}

/** The text for a video that was given up after a day. */
export function expiredSentence(video: Video): Sentence {
  return video.project === null
    ? {
        what: 'This video could not be started within 24 hours, so it was given up.',
        remedy: 'Run /jogg again.',
      }
    : {
        what: 'Jogg did not finish this video within 24 hours, so this app stopped asking.',
        remedy: 'Look for it among the projects at Jogg before you run /jogg again.',
      };
}
