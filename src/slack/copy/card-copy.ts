import { givenTitle, titleOf } from '../../domain/title.ts';
import { hasFailed } from '../../domain/video/state.ts';
import type { Candidate, Video } from '../../domain/video/video.ts';
import { plain, plainOr } from '../blocks/escape.ts';
import type { Line } from '../blocks/message.ts';
import type { AiLabel } from './ai-label.ts';
import { costLine, expiredSentence, failureOf, unconfirmedSentence } from './failure-copy.ts';
import { placeText, progressText, stateLabel } from './status-copy.ts';
import { channelMention, duration, excerpt, noLinkLines, orderDetails } from './video-format.ts';

/** What a card needs besides its video. */
export interface CardContext {
  /** ms since the epoch */
  readonly now: number;
  /** The recent render time in ms; null before the first render. */
  readonly usualMs: number | null;
  readonly label: AiLabel;
}

/** The state, the title and the requester. */
export function headline(video: Video): Line {
  const { emoji, word } = stateLabel(video.state);
  const requester = { user: video.requester };
  return [`${emoji} `, { bold: word }, ' · ', { bold: titleOf(video) }, ' · ', requester];
}

/** Where a video started if it has moved; empty otherwise. */
export function movedLines({ movedFrom }: Video): Line[] {
  if (movedFrom === null) return [];
  const why = '. Slack’s answer got lost there, so it continues here.';
  return [['Started in ', channelMention(movedFrom), why]];
}

/** The status of a video, and what to do next. */
export function stateLines(video: Video, context: CardContext): Line[] {
  switch (video.state) {
    case 'requested':
    case 'announced': {
      const place = placeText(video.place);
      return [[`${place === '' ? '' : `${place}. `}Nothing has been paid yet.`]];
    }
    case 'submitting':
      return [['Sending it to Jogg.']];
    case 'rendering':
      return [[progressText({ video, ...context })]];
    case 'ready':
    case 'delivered': {
      const length = duration(video.result?.seconds ?? null);
      const parts = [length === null ? '' : `${length} long`, context.label ?? ''].filter(Boolean);
      return [...(parts.length === 0 ? [] : [[parts.join(' · ')]]), ...noLinkLines(video)];
    }
    case 'failed': {
      const { what, remedy } = failureOf(video);
      return [[what], [`${remedy} ${costLine(video)}`]];
    }
    case 'unconfirmed': {
      const { what, remedy } = unconfirmedSentence(video);
      const next = video.candidate ? candidateLines(video) : [[remedy]];
      return [[what], ...checkedLines(video), ...next];
    }
    case 'expired': {
      const { what, remedy } = expiredSentence(video);
      return [[what], [`${remedy} ${costLine(video)}`]];
    }
    case 'cancelled':
      return [
        [costLine(video)],
        ...(video.project ? [['If Jogg finishes it, we won’t show it.']] : []),
      ];
  }
}

/** The choices of the order, the lineage, and a hint to the thread. */
export function detailsOf(video: Video): string {
  const { lineage } = video;
  const name = plain(lineage?.name ?? '', 100);
  const how = lineage?.how === 'retry' ? 'New try of ' : 'Remix of ';
  const from = lineage === null ? [] : [how + (name === '' ? 'an earlier video' : `“${name}”`)];
  return [...orderDetails(video), ...from, ...(hasReply(video) ? [threadHint(video)] : [])].join(
    ' · ',
  );
}

/** The beginning of the script. Empty if the thread or the title shows it. */
export function scriptQuote(video: Video): string[] {
  const quote = excerpt(video);
  const isTitle = givenTitle(video) === null && video.order.audio === null;
  return hasReply(video) || isTitle || quote === titleOf(video) ? [] : [quote];
}

/** Whether the thread contains the whole script. */
function hasReply({ state }: Video): boolean {
  return hasFailed(state) || state === 'unconfirmed';
}

function threadHint({ order }: Video): string {
  return order.audio === null ? 'Details and script in the thread' : 'Details in the thread';
}

/**
 * Announces a candidate to the channel. Never shows its title, which may be another person's. Empty
 * without a candidate.
 */
export function candidateLines(video: Video): Line[] {
  if (video.candidate === null) return [];
  const requester = { user: video.requester };
  return [
    ['We found a video at Jogg that is probably this one. ', requester, ', press “Check again”.'],
  ];
}

/** The result of the last check if it found nothing; empty before the first check. */
function checkedLines({ candidate, checkedAt }: Video): Line[] {
  if (candidate !== null || checkedAt === null) return [];
  return [['Checked at ', { time: checkedAt }, '. Jogg has reported no video like this one yet.']];
}

/** Asks the requester alone whether a candidate is their video. */
export function candidateQuestion(candidate: Candidate): Line[] {
  return [
    ['Is this your video at Jogg? ', { bold: candidateName(candidate) }],
    ['If it is, take it: that costs nothing more. If you’re not sure, look in your Jogg projects.'],
  ];
}

/** A candidate's title, otherwise its project id. */
export function candidateName({ id, title }: Candidate): string {
  return plainOr(title, 60, `project ${plainOr(id, 40, '')}`);
}
