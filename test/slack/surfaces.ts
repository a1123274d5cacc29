import { avatarFacets } from '../../src/catalogue/filters.ts';
import type { PickerOptions } from '../../src/catalogue/option-groups.ts';
import { avatarOptions, voiceOptions } from '../../src/catalogue/options.ts';
import type { Look } from '../../src/domain/choices.ts';
import { FAILURES, SLOTS, STATES, type State } from '../../src/domain/video/video.ts';
import type { AiLabel } from '../../src/slack/copy/ai-label.ts';
import { videoAlt } from '../../src/slack/copy/alt-text.ts';
import { PICKER_GROUPS } from '../../src/slack/copy/form-copy.ts';
import { fileName, fileTitle } from '../../src/slack/delivery/file-name.ts';
import { type LiveDetails, NO_DETAILS } from '../../src/slack/form/form-live-blocks.ts';
import { formView } from '../../src/slack/form/form-view.ts';
import { FIRST_PAGE } from '../../src/slack/home/home-page.ts';
import { homeView } from '../../src/slack/home/home-view.ts';
import { joggKeyView } from '../../src/slack/home/jogg-key-view.ts';
import { makeAgainView, shareView } from '../../src/slack/home/modals.ts';
import { cardMessage } from '../../src/slack/messages/card.ts';
import { commandQuestion } from '../../src/slack/messages/command-question.ts';
import { mentionMessage } from '../../src/slack/messages/mention-message.ts';
import { listMessage, statusMessage } from '../../src/slack/messages/my-videos-message.ts';
import { replyMessage } from '../../src/slack/messages/replies.ts';
import { shareMessage, shareWithFile } from '../../src/slack/messages/share-message.ts';
import { transcriptView } from '../../src/slack/messages/transcript-view.ts';
import { candidateOffer } from '../../src/slack/messages/unconfirmed-actions.ts';
import { avatar, voice } from '../catalogue/sample-catalogue.ts';
import { FILE_LINK, hostileVideo, NOON, rejectedPost, sentPost } from './sample-video.ts';

type Kind = 'message' | 'view' | 'options' | 'file';
type Reason = (typeof FAILURES)[number];
type Make = (text: string, label: AiLabel) => unknown;
/** Something that the app shows, built with `text` in every place of external text. */
export type Surface = readonly [name: string, kind: Kind, make: Make];

const contextOf = (label: AiLabel) =>
  ({ now: NOON + 20 * 60_000, usualMs: 60_000, label, handle: '@jogg' }) as const;

/** All messages of a video: in its thread, rejected by its channel, and moved with a recording. */
function messagesOf(state: State, reason: Reason, text: string, label: AiLabel): unknown[] {
  const video = hostileVideo(state, text, reason);
  const audio = { kind: 'file', id: 'F1', name: text } as const;
  const rejected = rejectedPost(text);
  const moved = {
    ...{ ...video, order: { ...video.order, script: '', audio }, movedFrom: 'C0LAUNCH' },
    origin: { channel: 'U0ANN', threadTs: null },
    posts: { card: sentPost('C0LAUNCH', '1.1'), result: rejected, unconfirmed: rejected },
  };
  return [video, { ...video, posts: { card: rejected } }, moved]
    .flatMap((each) => [
      cardMessage(each, contextOf(label)),
      ...SLOTS.map((slot) => slot !== 'card' && replyMessage(each, slot, contextOf(label))),
    ])
    .filter(Boolean);
}

const entries = (text: string) =>
  STATES.map((state) => ({
    ...{ video: hostileVideo(state, text, 'parameter'), place: 3 },
    permalink: `https://sandbox.slack.com/${text}`,
  }));

const look = (label: string, captions = false): Look => ({
  ...{ captions, shape: 'square' },
  ...{ avatar: { value: 'public:1', label }, voice: { value: 'v1', label } },
});
const draftOf = (text: string) => ({ at: NOON, words: text.slice(0, 100) });
const homeOf = (text: string, label: AiLabel, hasVideos: boolean) =>
  homeView({
    ...{ ...contextOf(label), hasVideos, handle: text, looks: [look(text)], draft: draftOf(text) },
    inProgress: { videos: hasVideos ? entries(text).slice(0, 4) : [], total: hasVideos ? 4 : 0 },
    done: { videos: hasVideos ? entries(text).slice(4, 7) : [], total: hasVideos ? 30 : 0 },
    failed: { videos: hasVideos ? entries(text).slice(7) : [], total: hasVideos ? 30 : 0 },
    defaults: { ...look(text, true), shape: 'square' },
    usage: { videos: 3, credits: 4 },
    account: { ownKey: { last4: text }, knowsAdmins: true },
    state: { ...FIRST_PAGE, failed: true, query: text.slice(0, 200) },
  });

export const WHOLE = { channel: null, threadTs: null, parent: null, fields: 5, advanced: true };
export const wholeForm = (text: string, details: Partial<LiveDetails> = {}) =>
  formView({
    privateMetadata: { ...WHOLE, draft: draftOf(text), looks: [look(text, true), look(text)] },
    focus: 'voice',
    prefill: {
      ...{ ...look(text), script: [text, text, '', text], name: text, notice: text },
      ...{ filters: ['style:x'], audioUrl: text, background: 'transparent' },
    },
    details: {
      ...{ ...NO_DETAILS, picture: 'yes', absence: 'join', captionsUnavailable: true, balance: 5 },
      ...{ handle: text, hint: text, script: text, lists: 'loading' },
      avatar: { name: text, coverUrl: `https://res.jogg.ai/${text}.png` },
      voice: { name: text, sampleUrl: `https://res.jogg.ai/${text}.wav` },
      choiceProblem: { field: 'shape', text },
      filters: [{ label: text, options: [{ value: 'style:x', label: text }] }],
      ...details,
    },
  });

/** The visible part of the options that `suggestions.ts` returns. */
const visibleText = ({ groups }: PickerOptions) =>
  groups.map(({ label, options }) => [label, options.map((each) => [each.text, each.description])]);
const avatars: Make = (text) => {
  const fields = { name: text, style: text, gender: text, age: text };
  const all = [avatar({ id: '1', ...fields }), avatar({ kind: 'custom', id: '2', ...fields })];
  const query = { query: '', shape: null, recent: ['custom:2'] };
  const filters = avatarFacets(all).flatMap(({ options }) => options.map(({ label }) => label));
  return [visibleText(avatarOptions(all, query, PICKER_GROUPS)), filters];
};
const voices: Make = (text) => {
  const fields = { name: text, gender: text, age: text, accent: text, use: text };
  // Enough voices of one language for a label with the number of omitted ones.
  const enough = Array.from({ length: 101 }, (_, at) => ({ id: `${at + 3}`, language: text }));
  const distinct = [{ id: '1' }, { id: '2', own: true }, ...enough];
  const some = distinct.map((each) => voice({ ...each, ...fields }));
  return visibleText(voiceOptions(some, { query: '', locale: text, recent: [] }, PICKER_GROUPS));
};

const SHARED = { video: 'v_1', channel: 'C0LAUNCH', place: 'public' } as const;
const share: Make = (text, label) => {
  const video = hostileVideo('delivered', text, 'key');
  const withFile = shareWithFile(video, { by: 'U0ANN', label, file: FILE_LINK });
  const candidate = { id: 'p1', version: 'v1', title: text } as const;
  const offer = candidateOffer({ ...hostileVideo('unconfirmed', text, 'key'), candidate });
  return [shareMessage(video, 'U0ANN', label), withFile, offer];
};
const PAGE = { offset: 5, size: 5, total: 20 };
const lists: Make = (text, label) => [
  statusMessage(entries(text).slice(0, 5), 2, contextOf(label)),
  listMessage(entries(text).slice(5), PAGE, contextOf(label)),
];
// `readCommand` asks only about short texts.
const misspelling: Make = (text) =>
  commandQuestion('/jogg', 'help', `_${text}`.slice(0, 20).toWellFormed());
const file: Make = (text, label) => {
  const video = hostileVideo('ready', text, 'parameter');
  const initial_comment = replyMessage(video, 'result', contextOf(label)).text;
  const alt_txt = videoAlt(video, label);
  return { filename: fileName(video), title: fileTitle(video, label), initial_comment, alt_txt };
};
const modals: Make = (text) => [
  transcriptView(hostileVideo('ready', text, 'key')),
  makeAgainView(SHARED, { title: text, credits: 1, balance: 0 }),
  shareView(SHARED, text),
  joggKeyView(),
];

export const SURFACES: readonly Surface[] = [
  ...[...STATES, ...FAILURES].map((of): Surface => {
    const state = STATES.find((each) => each === of) ?? 'failed';
    const reason = FAILURES.find((each) => each === of) ?? 'parameter';
    const make: Make = (...to) => messagesOf(state, reason, ...to);
    return [`the messages of a video: ${of}`, 'message', make];
  }),
  ['shared results and offers', 'message', share],
  ['the lists', 'message', lists],
  ['a mention', 'message', (text) => mentionMessage('v', { text, isInThread: false })],
  ['a misspelt command', 'message', misspelling],
  ['the form, filled in', 'view', (text) => wholeForm(text)],
  ['the form without a picture', 'view', (text) => wholeForm(text, { picture: 'no' })],
  ['the small modals', 'view', modals],
  ['the Home tab of a new person', 'view', (...of) => homeOf(...of, false)],
  ['the Home tab', 'view', (...of) => homeOf(...of, true)],
  ['the avatars to pick from', 'options', avatars],
  ['the voices to pick from', 'options', voices],
  ['a file and its texts', 'file', file],
];
