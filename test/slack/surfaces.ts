import { avatarOptions, voiceOptions } from '../../src/catalogue/options.ts';
import { FAILURES, SLOTS, STATES, type Video } from '../../src/domain/video/video.ts';
import { fileName, fileTitle } from '../../src/slack/delivery/file-name.ts';
import { formView } from '../../src/slack/form/form-view.ts';
import { FIRST_PAGE, homeView } from '../../src/slack/home/home-view.ts';
import { shareView } from '../../src/slack/home/small-views.ts';
import { cardMessage } from '../../src/slack/messages/card.ts';
import { listMessage, statusMessage } from '../../src/slack/messages/my-videos-message.ts';
import { replyMessage } from '../../src/slack/messages/replies.ts';
import { shareMessage } from '../../src/slack/messages/share-message.ts';
import { avatar, voice } from '../catalogue/some.ts';
import { hostileVideo } from './hostile-video.ts';
import { NOON, refused, sent } from './sample-video.ts';

/** Something that Slack shows, made with `text` wherever somebody else's words may stand. */
export interface Surface {
  readonly name: string;
  readonly kind: 'message' | 'view' | 'options' | 'file';
  readonly make: (text: string) => unknown;
}

const MOMENT = { now: NOON + 20 * 60_000, usualMs: 60_000 };
const FILE = {
  status: 'given_up',
  id: null,
  why: null,
  tries: 1,
  notBefore: 0,
  expired: 0,
} as const;

function videoIn(state: Video['state'], text: string, reason: (typeof FAILURES)[number]): Video {
  const video = hostileVideo(state, text, reason);
  return {
    ...video,
    submittedAt: NOON,
    candidate: { id: text, version: 'v1', title: text },
    file: { ...FILE, why: text },
    lineage: { how: 'remix', name: text },
  };
}

/** In the thread, and where the thread took nothing. */
function placed(video: Video, text: string): Video[] {
  const card = sent('C0LAUNCH', '1.1');
  return [
    video,
    { ...video, posts: { card: refused(text) } },
    { ...video, posts: { card, result: refused(text), unconfirmed: refused(text) } },
    { ...video, movedFrom: 'C0LAUNCH', origin: { channel: 'U0ANN', threadTs: null } },
  ];
}

const cards = STATES.map(
  (state): Surface => ({
    name: `the card of a video that is ${state}`,
    kind: 'message',
    make: (text) => cardMessage(videoIn(state, text, 'rendering'), MOMENT),
  }),
);

const replies = SLOTS.filter((slot) => slot !== 'card').flatMap((slot) =>
  STATES.map(
    (state): Surface => ({
      name: `the message “${slot}” of a video that is ${state}`,
      kind: 'message',
      make: (text) =>
        placed(videoIn(state, text, 'parameter'), text).map((video) =>
          replyMessage(video, slot, MOMENT),
        ),
    }),
  ),
);

const failures = FAILURES.map(
  (reason): Surface => ({
    name: `a failure because of ${reason}`,
    kind: 'message',
    make: (text) => {
      const video = videoIn('failed', text, reason);
      return [
        cardMessage(video, MOMENT),
        replyMessage(video, 'result', MOMENT),
        ...placed(video, text).map((each) => replyMessage(each, 'direct', MOMENT)),
      ];
    },
  }),
);

const listed = (text: string) =>
  STATES.map((state) => ({
    video: videoIn(state, text, 'parameter'),
    place: 3,
    permalink: `https://sandbox.slack.com/${text}`,
  }));

const lists: Surface[] = [
  {
    name: 'a shared result',
    kind: 'message',
    make: (text) => shareMessage(videoIn('delivered', text, 'parameter'), 'U0ANN'),
  },
  {
    name: '/jogg status',
    kind: 'message',
    make: (text) => statusMessage(listed(text).slice(0, 5), 2, MOMENT),
  },
  {
    name: '/jogg list',
    kind: 'message',
    make: (text) =>
      listMessage(listed(text).slice(0, 5), { offset: 5, size: 5, total: 20 }, MOMENT),
  },
];

const views: Surface[] = [
  {
    name: 'the form, filled in',
    kind: 'view',
    make: (text) =>
      formView({
        privateMetadata: { channel: 'C0LAUNCH', threadTs: null, parent: null, advanced: true },
        prefill: {
          script: text,
          avatar: { value: 'public:1', label: text },
          voice: { value: 'v1', label: text },
          shape: 'square',
          captions: true,
          name: text,
          filters: ['style:x'],
          audioUrl: text,
          notice: text,
        },
        shown: {
          avatar: { name: text, coverUrl: `https://res.jogg.ai/${text}.png` },
          picture: 'yes',
          voice: { name: text, sampleUrl: `https://res.jogg.ai/${text}.wav` },
          hint: null,
          script: text,
          ownAudio: false,
          captionsLost: true,
          balance: 5,
          lists: 'loading',
          filters: [{ label: text, options: [{ value: 'style:x', label: text }] }],
        },
      }),
  },
  {
    name: 'the form without a picture',
    kind: 'view',
    make: (text) =>
      formView({
        privateMetadata: { channel: null, threadTs: null, parent: null },
        prefill: {
          script: [text, text],
          avatar: null,
          voice: null,
          shape: null,
          captions: null,
          name: null,
        },
        shown: {
          avatar: { name: text, coverUrl: `https://res.jogg.ai/${text}` },
          picture: 'no',
          voice: { name: text, sampleUrl: text },
          hint: null,
          script: text,
          ownAudio: true,
          captionsLost: false,
          balance: null,
          filters: [],
          lists: 'absent',
        },
      }),
  },
  {
    name: 'the form that shares',
    kind: 'view',
    make: (text) => shareView({ video: 'v_1', channel: 'C0LAUNCH', place: 'public' }, text),
  },
  {
    name: 'the Home tab',
    kind: 'view',
    make: (text) =>
      homeView({
        ...MOMENT,
        groups: [{ name: 'Done', videos: listed(text) }],
        any: true,
        defaults: {
          avatar: { label: text },
          voice: { label: text },
          shape: 'square',
          captions: true,
        },
        spent: { videos: 3, credits: 4 },
        showing: { ...FIRST_PAGE, query: text.slice(0, 200) },
      }),
  },
  {
    name: 'the Home tab where nothing is found',
    kind: 'view',
    make: (text) =>
      homeView({
        ...MOMENT,
        groups: [],
        any: true,
        defaults: null,
        spent: { videos: 0, credits: 0 },
        showing: { ...FIRST_PAGE, query: text.slice(0, 200) },
      }),
  },
];

const pickers: Surface[] = [
  {
    name: 'the avatars to pick from',
    kind: 'options',
    make: (text) => {
      const facts = { name: text, style: text, gender: text, age: text };
      const avatars = [
        avatar({ id: '1', ...facts }),
        avatar({ kind: 'custom', id: '2', ...facts }),
      ];
      return optionsOf(avatarOptions(avatars, { query: '', shape: null, recent: ['custom:2'] }));
    },
  },
  {
    name: 'the voices to pick from',
    kind: 'options',
    make: (text) => {
      const facts = { name: text, gender: text, age: text, accent: text, use: text };
      const voices = [
        voice({ id: '1', ...facts }),
        voice({ id: '2', own: true, ...facts }),
        voice({ id: '3', language: text, ...facts }),
      ];
      return optionsOf(voiceOptions(voices, { query: '', locale: text, recent: [] }));
    },
  },
];

const files: Surface[] = [
  {
    name: 'the file and what is said with it',
    kind: 'file',
    make: (text) => {
      const video = videoIn('ready', text, 'parameter');
      return {
        filename: fileName(video),
        title: fileTitle(video),
        initial_comment: replyMessage(video, 'result', MOMENT).text,
      };
    },
  },
];

/** Everything that the app shows. */
export const SURFACES: readonly Surface[] = [
  ...cards,
  ...replies,
  ...failures,
  ...lists,
  ...views,
  ...pickers,
  ...files,
];

function optionsOf({ groups }: ReturnType<typeof avatarOptions>) {
  const words = (text: string) => ({ type: 'plain_text', text, emoji: false });
  return {
    option_groups: groups.map(({ label, options }) => ({
      label: words(label),
      options: options.map(({ text, value, description }) => ({
        text: words(text),
        value,
        ...(description === undefined ? {} : { description: words(description) }),
      })),
    })),
  };
}
