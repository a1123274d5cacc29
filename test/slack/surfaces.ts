import { avatarOptions, voiceOptions } from '../../src/catalogue/options.ts';
import { FAILURES, SLOTS, STATES, type Video } from '../../src/domain/video/video.ts';
import { fileName, fileTitle } from '../../src/slack/delivery/file-name.ts';
import { NOTHING_SHOWN } from '../../src/slack/form/form-live-blocks.ts';
import { EMPTY_PREFILL, formView } from '../../src/slack/form/form-view.ts';
import { FIRST_PAGE, homeView } from '../../src/slack/home/home-view.ts';
import { shareView } from '../../src/slack/home/small-views.ts';
import { cardMessage } from '../../src/slack/messages/card.ts';
import { commandQuestion } from '../../src/slack/messages/command-question.ts';
import { mentionMessage } from '../../src/slack/messages/mention-message.ts';
import { listMessage, statusMessage } from '../../src/slack/messages/my-videos-message.ts';
import { replyMessage } from '../../src/slack/messages/replies.ts';
import { shareMessage } from '../../src/slack/messages/share-message.ts';
import { candidateOffer } from '../../src/slack/messages/unconfirmed-actions.ts';
import { avatar, voice } from '../catalogue/some.ts';
import { hostileVideo, NOON, refused, sent } from './sample-video.ts';

type Kind = 'message' | 'view' | 'options' | 'file';
type Make = (text: string) => unknown;
/** What the app shows, made with `text` wherever somebody else's words may stand. */
export type Surface = readonly [name: string, kind: Kind, make: Make];

const MOMENT = { now: NOON + 20 * 60_000, usualMs: 60_000 };
const CAPTIONED = { shape: 'square', captions: true } as const;

const recorded = (video: Video, name: string): Video => ({
  ...video,
  order: { ...video.order, script: '', audio: { kind: 'file', id: 'F1', name } },
});

/** In the thread, where the thread took nothing, where it moved, and with a recording. */
function placed(video: Video, text: string): Video[] {
  const card = sent('C0LAUNCH', '1.1');
  return [
    video,
    recorded(video, text),
    { ...video, posts: { card: refused(text) } },
    { ...video, posts: { card, result: refused(text), unconfirmed: refused(text) } },
    { ...video, movedFrom: 'C0LAUNCH', origin: { channel: 'U0ANN', threadTs: null } },
  ];
}

const listed = (text: string) =>
  STATES.map((state) => ({
    video: hostileVideo(state, text, 'parameter'),
    place: 3,
    permalink: `https://sandbox.slack.com/${text}`,
  }));

const surfaces = (kind: Kind, makes: Readonly<Record<string, Make>>): Surface[] =>
  Object.entries(makes).map(([name, make]) => [name, kind, make]);

const ofVideos: Surface[] = [
  ...STATES.flatMap((state) =>
    SLOTS.map(
      (slot): Surface => [
        `the message “${slot}” of a video that is ${state}`,
        'message',
        (text) =>
          placed(hostileVideo(state, text, 'parameter'), text).map((each) =>
            slot === 'card' ? cardMessage(each, MOMENT) : replyMessage(each, slot, MOMENT),
          ),
      ],
    ),
  ),
  ...FAILURES.map(
    (reason): Surface => [
      `a failure because of ${reason}`,
      'message',
      (text) => {
        const video = hostileVideo('failed', text, reason);
        const direct = placed(video, text).map((each) => replyMessage(each, 'direct', MOMENT));
        return [cardMessage(video, MOMENT), replyMessage(video, 'result', MOMENT), ...direct];
      },
    ],
  ),
];

const answers = surfaces('message', {
  'a likely match': (text) => {
    const video = hostileVideo('unconfirmed', text, 'key');
    return candidateOffer({ ...video, candidate: { id: 'p1', version: 'v1', title: text } });
  },
  'a shared result': (text) => shareMessage(hostileVideo('delivered', text, 'key'), 'U0ANN'),
  '/jogg status': (text) => statusMessage(listed(text).slice(0, 5), 2, MOMENT),
  '/jogg list': (text) =>
    listMessage(listed(text).slice(5), { offset: 5, size: 5, total: 20 }, MOMENT),
  'a mention': (words) => mentionMessage('v', { words, isInThread: false }),
  // Only short words can be a slip of a command: `readCommand` sees to that.
  'a slip of a command': (text) =>
    commandQuestion('/jogg', 'help', `_${text}`.slice(0, 20).toWellFormed()),
});

const homeOf = (text: string, ...names: string[]) =>
  homeView({
    ...MOMENT,
    groups: names.map((name) => ({ name, videos: listed(text) })),
    any: true,
    defaults: { ...CAPTIONED, avatar: { label: text }, voice: { label: text } },
    spent: { videos: 3, credits: 4 },
    showing: { ...FIRST_PAGE, query: text.slice(0, 200) },
  });

const views = surfaces('view', {
  'the form, filled in': (text) =>
    formView({
      privateMetadata: { channel: 'C0LAUNCH', threadTs: null, parent: null, advanced: true },
      focus: 'voice',
      prefill: {
        ...CAPTIONED,
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
        hint: text,
        script: text,
        captionsLost: true,
        balance: 5,
        lists: 'loading',
        filters: [{ label: text, options: [{ value: 'style:x', label: text }] }],
      },
    }),
  'the form without a picture': (text) =>
    formView({
      privateMetadata: { channel: null, threadTs: null, parent: null },
      prefill: {
        ...EMPTY_PREFILL,
        script: text,
        avatar: { value: text.toWellFormed(), label: text },
      },
      shown: {
        ...NOTHING_SHOWN,
        avatar: { name: text, coverUrl: `https://res.jogg.ai/${text}` },
        picture: 'no',
        voice: { name: text, sampleUrl: text },
        script: text,
        ownAudio: true,
        lists: 'absent',
      },
    }),
  'the form that shares': (text) =>
    shareView({ video: 'v_1', channel: 'C0LAUNCH', place: 'public' }, text),
  'the Home tab without groups': (text) => homeOf(text),
  'the Home tab with a group': (text) => homeOf(text, 'Done'),
});

const pickers = surfaces('options', {
  'the avatars to pick from': (text) => {
    const facts = { name: text, style: text, gender: text, age: text };
    const all = [avatar({ id: '1', ...facts }), avatar({ kind: 'custom', id: '2', ...facts })];
    return optionsOf(avatarOptions(all, { query: '', shape: null, recent: ['custom:2'] }));
  },
  'the voices to pick from': (text) => {
    const facts = { name: text, gender: text, age: text, accent: text, use: text };
    const all = [{ id: '1' }, { id: '2', own: true }, { id: '3', language: text }];
    const voices = all.map((each) => voice({ ...each, ...facts }));
    return optionsOf(voiceOptions(voices, { query: '', locale: text, recent: [] }));
  },
});

const files = surfaces('file', {
  'the file and what is said with it': (text) => {
    const video = hostileVideo('ready', text, 'parameter');
    const initial_comment = replyMessage(video, 'result', MOMENT).text;
    return { filename: fileName(video), title: fileTitle(video), initial_comment };
  },
});

/** Everything that the app shows. */
export const SURFACES: readonly Surface[] = [
  ...ofVideos,
  ...answers,
  ...views,
  ...pickers,
  ...files,
];

function optionsOf({ groups }: ReturnType<typeof avatarOptions>) {
  const words = (text: string) => ({ type: 'plain_text', text, emoji: false });
  return {
    option_groups: groups.map(({ label, options }) => ({
      label: words(label),
      options: options.map(({ text, value, description: more }) => ({
        text: words(text),
        value,
        ...(more === undefined ? {} : { description: words(more) }),
      })),
    })),
  };
}
