import { avatarFacets } from '../../src/catalogue/filters.ts';
import type { Choices } from '../../src/catalogue/option-groups.ts';
import { avatarOptions, voiceOptions } from '../../src/catalogue/options.ts';
import { FAILURES, SLOTS, STATES, type State, type Video } from '../../src/domain/video/video.ts';
import type { AiLabel } from '../../src/slack/copy/ai-label.ts';
import { videoAlt } from '../../src/slack/copy/alt-text.ts';
import { PICKER_GROUPS } from '../../src/slack/copy/picker-copy.ts';
import { fileName, fileTitle } from '../../src/slack/delivery/file-name.ts';
import { type FormShown, NOTHING_SHOWN } from '../../src/slack/form/form-live-blocks.ts';
import type { Look } from '../../src/slack/form/form-metadata.ts';
import { formView } from '../../src/slack/form/form-view.ts';
import { FIRST_PAGE } from '../../src/slack/home/home-page.ts';
import { homeView } from '../../src/slack/home/home-view.ts';
import { joggKeyView } from '../../src/slack/home/jogg-key-view.ts';
import { makeSameView, shareView } from '../../src/slack/home/small-views.ts';
import { cardMessage } from '../../src/slack/messages/card.ts';
import { commandQuestion } from '../../src/slack/messages/command-question.ts';
import { mentionMessage } from '../../src/slack/messages/mention-message.ts';
import { listMessage, statusMessage } from '../../src/slack/messages/my-videos-message.ts';
import { replyMessage } from '../../src/slack/messages/replies.ts';
import { shareMessage, shareWithFile } from '../../src/slack/messages/share-message.ts';
import { transcriptView } from '../../src/slack/messages/transcript-view.ts';
import { candidateOffer } from '../../src/slack/messages/unconfirmed-actions.ts';
import { avatar, voice } from '../catalogue/some.ts';
import { FILE_LINK, hostileVideo, NOON, refused, sent } from './sample-video.ts';

type Kind = 'message' | 'view' | 'options' | 'file';
type Reason = (typeof FAILURES)[number];
type Make = (text: string, label: AiLabel) => unknown;
/** What the app shows, made with `text` wherever somebody else's words may stand. */
export type Surface = readonly [name: string, kind: Kind, make: Make];

const momentOf = (label: AiLabel) =>
  ({ now: NOON + 20 * 60_000, usualMs: 60_000, label, handle: '@jogg' }) as const;

/** In its thread; where the channel took nothing; moved, with a recording and refused replies. */
function placed(video: Video, text: string): Video[] {
  const card = sent('C0LAUNCH', '1.1');
  const audio = { kind: 'file', id: 'F1', name: text } as const;
  const order = { ...video.order, script: '', audio };
  const posts = { card, result: refused(text), unconfirmed: refused(text) };
  const origin = { channel: 'U0ANN', threadTs: null };
  const moved = { ...video, order, posts, origin, movedFrom: 'C0LAUNCH' };
  return [video, { ...video, posts: { card: refused(text) } }, moved];
}

const ofVideo = (state: State, reason: Reason, everywhere = true): Surface => {
  const make: Make = (text, label) => {
    const video = hostileVideo(state, text, reason);
    const moment = momentOf(label);
    return (everywhere ? placed(video, text) : [video]).flatMap((each) =>
      SLOTS.map((slot) =>
        slot === 'card' ? cardMessage(each, moment) : replyMessage(each, slot, moment),
      ),
    );
  };
  return [`the messages of a video that is ${state}, because of ${reason}`, 'message', make];
};

const listed = (text: string) =>
  STATES.map((state) => ({
    video: hostileVideo(state, text, 'parameter'),
    place: 3,
    permalink: `https://sandbox.slack.com/${text}`,
  }));

const LOOK = { shape: 'square', captions: false } as const;
const homeOf = (text: string, label: AiLabel, any: boolean) =>
  homeView({
    ...momentOf(label),
    inProgress: { videos: any ? listed(text).slice(0, 4) : [], total: any ? 4 : 0 },
    done: { videos: any ? listed(text).slice(4, 7) : [], total: any ? 30 : 0 },
    failed: { videos: any ? listed(text).slice(7) : [], total: any ? 30 : 0 },
    any,
    handle: text,
    looks: [{ ...LOOK, avatar: { value: text, label: text }, voice: { value: text, label: text } }],
    draft: { at: NOON, words: text.slice(0, 100) },
    defaults: { shape: 'square', captions: true, avatar: { label: text }, voice: { label: text } },
    spent: { videos: 3, credits: 4 },
    account: { own: { last4: text }, knowsAdmins: true },
    showing: { ...FIRST_PAGE, failed: true, query: text.slice(0, 200) },
  });

export const WHOLE = { channel: null, threadTs: null, parent: null, fields: 5, advanced: true };
const look = (label: string, captions: boolean): Look => ({
  ...{ captions, shape: 'square' },
  ...{ avatar: { value: 'public:1', label }, voice: { value: 'v1', label } },
});
/** The form with all fields and all that can be told beside them. */
export const wholeForm = (text: string, change: Partial<FormShown> = {}) =>
  formView({
    privateMetadata: {
      ...WHOLE,
      draft: { at: NOON, words: text.slice(0, 100) },
      looks: [look(text, true), look(text, false)],
    },
    focus: 'voice',
    prefill: {
      shape: 'square',
      captions: false,
      script: [text, text, '', text],
      avatar: { value: 'public:1', label: text },
      voice: { value: 'v1', label: text },
      name: text,
      filters: ['style:x'],
      audioUrl: text,
      background: 'transparent',
      notice: text,
    },
    shown: {
      ...NOTHING_SHOWN,
      avatar: { name: text, coverUrl: `https://res.jogg.ai/${text}.png` },
      picture: 'yes',
      voice: { name: text, sampleUrl: `https://res.jogg.ai/${text}.wav` },
      absence: 'join',
      handle: text,
      misfit: { of: 'shape', words: text },
      hint: text,
      script: text,
      captionsLost: true,
      balance: 5,
      lists: 'loading',
      filters: [{ label: text, options: [{ value: 'style:x', label: text }] }],
      ...change,
    },
  });

const bareForm: Make = (text) =>
  wholeForm(text, { picture: 'no', voice: { name: text, sampleUrl: text } });

/** What is read of the options that `suggestions.ts` answers with. */
const shownOf = ({ groups }: Choices) =>
  groups.map(({ label, options }) => [label, options.map((each) => [each.text, each.description])]);
const avatars: Make = (text) => {
  const facts = { name: text, style: text, gender: text, age: text };
  const all = [avatar({ id: '1', ...facts }), avatar({ kind: 'custom', id: '2', ...facts })];
  const ask = { query: '', shape: null, recent: ['custom:2'] };
  const facets = avatarFacets(all).flatMap(({ options }) => options);
  const filters = facets.map(({ label, value }) => [label, value]);
  return [shownOf(avatarOptions(all, ask, PICKER_GROUPS)), filters];
};
const voices: Make = (text) => {
  const facts = { name: text, gender: text, age: text, accent: text, use: text };
  // So many of one language that its label says how many more there are.
  const crowd = Array.from({ length: 101 }, (_, at) => ({ id: `${at + 3}`, language: text }));
  const all = [{ id: '1' }, { id: '2', own: true }, ...crowd];
  const some = all.map((each) => voice({ ...each, ...facts }));
  return shownOf(voiceOptions(some, { query: '', locale: text, recent: [] }, PICKER_GROUPS));
};

const offer: Make = (title) => {
  const video = hostileVideo('unconfirmed', title, 'key');
  return candidateOffer({ ...video, candidate: { id: 'p1', version: 'v1', title } });
};
const share: Make = (text, label) => {
  const video = hostileVideo('delivered', text, 'key');
  const withFile = shareWithFile(video, { by: 'U0ANN', label, file: FILE_LINK });
  return [shareMessage(video, 'U0ANN', label), withFile];
};
const SHARED = { video: 'v_1', channel: 'C0LAUNCH', place: 'public' } as const;
const status: Make = (text, label) => statusMessage(listed(text).slice(0, 5), 2, momentOf(label));
const PAGE = { offset: 5, size: 5, total: 20 };
const list: Make = (text, label) => listMessage(listed(text).slice(5), PAGE, momentOf(label));
// Only short words can be a slip of a command: `readCommand` sees to that.
const slip: Make = (text) =>
  commandQuestion('/jogg', 'help', `_${text}`.slice(0, 20).toWellFormed());
const file: Make = (text, label) => {
  const video = hostileVideo('ready', text, 'parameter');
  const initial_comment = replyMessage(video, 'result', momentOf(label)).text;
  const alt_txt = videoAlt(video, label);
  return { filename: fileName(video), title: fileTitle(video, label), initial_comment, alt_txt };
};

/** Everything that the app shows. */
export const SURFACES: readonly Surface[] = [
  ...STATES.map((state) => ofVideo(state, 'parameter')),
  ...FAILURES.map((reason) => ofVideo('failed', reason, reason === 'cannot_post')),
  ['a likely match', 'message', offer],
  ['a shared result', 'message', share],
  ['/jogg status', 'message', status],
  ['/jogg list', 'message', list],
  ['a mention', 'message', (text) => mentionMessage('v', { words: text, isInThread: false })],
  ['a slip of a command', 'message', slip],
  ['the form, filled in', 'view', (text) => wholeForm(text)],
  ['the form without a picture', 'view', bareForm],
  ['a transcript', 'view', (text) => transcriptView(hostileVideo('ready', text, 'key'))],
  [
    'the question before the same again',
    'view',
    (text) => makeSameView(SHARED, { title: text, credits: 1, balance: 0 }),
  ],
  ['the form for the key', 'view', () => joggKeyView()],
  ['the form that shares', 'view', (text) => shareView(SHARED, text)],
  ['the Home tab of somebody new', 'view', (...of) => homeOf(...of, false)],
  ['the Home tab', 'view', (...of) => homeOf(...of, true)],
  ['the avatars to pick from', 'options', avatars],
  ['the voices to pick from', 'options', voices],
  ['the file and what is said with it', 'file', file],
];
