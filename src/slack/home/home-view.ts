import type { Button, HomeView, KnownBlock, SectionBlock, StaticSelect } from '@slack/types';
import { z } from 'zod';
import type { Shape } from '../../domain/catalogue.ts';
import { isMade } from '../../domain/video/state.ts';
import { titleOf } from '../../domain/video/title.ts';
import type { Video } from '../../domain/video/video.ts';
import { clip } from '../../lib/text.ts';
import { ACTION_IDS } from '../blocks/action-ids.ts';
import { escapeMrkdwn, plain, plainOr } from '../blocks/escape.ts';
import { LIMITS } from '../blocks/limits.ts';
import { safeImage } from '../blocks/link.ts';
import type { AiLabel } from '../copy/ai-label.ts';
import { coverAlt } from '../copy/alt-text.ts';
import { shapeLabel } from '../copy/video-format.ts';
import { standingWords } from '../copy/video-summary.ts';
import { watchButtons } from '../messages/share-message.ts';
import {
  cancelButton,
  remixMenu,
  retryButton,
  shareButton,
  transcriptButton,
} from '../messages/video-actions.ts';

/** What a Home tab shows now; stored in its `private_metadata`. */
const showingSchema = z.object({ query: z.string().max(200), offset: z.number().int().min(0) });
export type Showing = z.infer<typeof showingSchema>;
export const FIRST_PAGE: Showing = { query: '', offset: 0 };

/** From a view's `private_metadata`; the first page if that is unusable. */
export function showingOf(text: unknown): Showing {
  try {
    return showingSchema.parse(JSON.parse(String(text)));
  } catch {
    return FIRST_PAGE;
  }
}

export interface HomeFacts {
  /** ms since the epoch */
  readonly now: number;
  readonly usualMs: number | null;
  /** The videos that match the search, by group; `place` is the place in our own queue. */
  readonly groups: readonly {
    readonly name: string;
    readonly videos: readonly { readonly video: Video; readonly place: number | null }[];
  }[];
  /** Whether the person has ever asked for a video. */
  readonly any: boolean;
  readonly defaults: {
    readonly avatar: { readonly label: string };
    /** Null if the app proposes one. */
    readonly voice: { readonly label: string } | null;
    readonly shape: Shape;
    readonly captions: boolean;
  } | null;
  readonly spent: { readonly videos: number; readonly credits: number };
  readonly showing: Showing;
  readonly label: AiLabel;
}

const PER_PAGE = 10;

/** A person's Home tab: their own videos, and buttons to make a new one. */
export function homeView(facts: HomeFacts): HomeView {
  const all = facts.groups.flatMap(({ name, videos }) =>
    videos.map((each) => ({ ...each, name: `${name} (${videos.length})` })),
  );
  const last = Math.max(0, Math.ceil(all.length / PER_PAGE) - 1) * PER_PAGE;
  const offset = Math.min(facts.showing.offset, last);
  const page = all.slice(offset, offset + PER_PAGE);
  const showing = { query: facts.showing.query, offset };
  return {
    type: 'home',
    private_metadata: JSON.stringify(showing satisfies Showing),
    blocks: [
      { type: 'header', text: words('Talking-avatar videos with Jogg') },
      { type: 'actions', elements: topButtons(facts.any) },
      ...(facts.any ? [] : welcome()),
      ...yours(facts),
      ...(facts.any ? searchBlocks(showing.query) : []),
      ...page.flatMap((each, at) => [
        ...(each.name === page[at - 1]?.name ? [] : [head(each.name)]),
        ...videoBlocks(each.video, { ...facts, place: each.place }),
      ]),
      ...(facts.any && all.length === 0 ? [nothingFound(showing.query)] : []),
      ...pageBlocks(offset, all.length),
    ],
  };
}

function topButtons(any: boolean): Button[] {
  return [
    { ...button(ACTION_IDS.home.make, 'Make a video'), style: 'primary' },
    any
      ? button(ACTION_IDS.home.refresh, 'Refresh')
      : button(ACTION_IDS.home.example, 'Try an example'),
  ];
}

function welcome(): KnownBlock[] {
  const lines = [
    'Write what to say, choose who says it, and the video comes back to the channel in a few minutes.',
    '• In a channel type /jogg, or /jogg and your script.',
    '• On a message choose “Make a video from this”: its words become the script, and the video comes into its thread.',
    '• In a thread mention the app: it offers a button.',
    'The app must be in the channel: type /invite @Jogg there first.',
  ];
  return [{ type: 'section', text: words(lines.join('\n')) }];
}

function yours({ defaults, spent, any }: HomeFacts): KnownBlock[] {
  const chosen = defaults && [
    plainOr(defaults.avatar.label, LIMITS.optionText, 'no avatar'),
    defaults.voice
      ? plainOr(defaults.voice.label, LIMITS.optionText, 'no voice')
      : 'a voice that fits',
    shapeLabel(defaults.shape),
    defaults.captions ? 'captions on' : 'captions off',
  ];
  const lines = [
    ...(chosen ? [`Your last choices, filled in next time: ${chosen.join(' · ')}`] : []),
    ...(any
      ? [
          `This month: ${count(spent.videos, 'video')}, about ${count(spent.credits, 'credit')} (an estimate of finished videos: each started 2 minutes count 1)`,
        ]
      : []),
  ];
  if (lines.length === 0) return [];
  return [
    {
      type: 'context',
      elements: lines.map((line) => ({ type: 'plain_text', text: line, emoji: false })),
    },
  ];
}

function searchBlocks(query: string): KnownBlock[] {
  const value = plain(query, 200);
  return [
    {
      type: 'input',
      // A new id empties the field: Slack keeps the text of an old one.
      block_id: value === '' ? 'home_search_empty' : 'home_search',
      dispatch_action: true,
      optional: true,
      label: words('Search your videos'),
      element: {
        type: 'plain_text_input',
        action_id: ACTION_IDS.home.search,
        max_length: 200,
        placeholder: words('A word of the title, script, avatar or voice, then Enter'),
        dispatch_action_config: { trigger_actions_on: ['on_enter_pressed'] },
        ...(value === '' ? {} : { initial_value: value }),
      },
    },
    ...(value === ''
      ? []
      : [
          { type: 'actions' as const, elements: [button(ACTION_IDS.home.clear, 'Show all again')] },
        ]),
  ];
}

function nothingFound(query: string): KnownBlock {
  const shown = plain(query, 100);
  return {
    type: 'section',
    text: {
      ...words(shown === '' ? 'There is nothing to show.' : `None of your videos has “${shown}”.`),
      emoji: false,
    },
  };
}

function head(name: string): KnownBlock {
  return { type: 'header', text: words(name) };
}

function videoBlocks(
  video: Video,
  facts: Pick<HomeFacts, 'now' | 'usualMs' | 'label'> & { readonly place: number | null },
): KnownBlock[] {
  const cover = isMade(video.state) ? safeImage(video.result?.coverUrl ?? null) : null;
  const section: SectionBlock = {
    type: 'section',
    text: {
      type: 'plain_text',
      text: `${titleOf(video)}\n${standingWords(video, facts)}`,
      emoji: false,
    },
    ...(cover === null
      ? {}
      : { accessory: { type: 'image', image_url: cover, alt_text: coverAlt(video, facts.label) } }),
  };
  const buttons = buttonsOf(video);
  return [
    section,
    {
      type: 'context',
      elements: [
        { type: 'mrkdwn', text: whereAndWhen(video) },
        ...(video.result && facts.label ? [words(facts.label)] : []),
      ],
    },
    ...(buttons.length === 0 ? [] : [{ type: 'actions' as const, elements: buttons }]),
  ];
}

function buttonsOf(video: Video): (Button | StaticSelect)[] {
  if (isMade(video.state))
    return [...watchButtons(video), remixMenu(video), shareButton(video), transcriptButton(video)];
  switch (video.state) {
    case 'failed':
      return [...(video.result ? watchButtons(video) : []), retryButton(video)];
    case 'expired':
    case 'cancelled':
      return [retryButton(video)];
    case 'unconfirmed':
      return [];
    default:
      return [cancelButton(video)];
  }
}

/** Only our own ids and numbers, nothing that a person wrote. */
function whereAndWhen(video: Video): string {
  const channel = video.posts.card?.channel ?? video.origin.channel;
  const where = /^[CG]\w+$/.test(channel) ? `<#${escapeMrkdwn(channel)}>` : 'a direct message';
  const seconds = Math.floor(video.createdAt / 1_000);
  const day = new Date(video.createdAt).toISOString().slice(0, 10);
  return `${where} · <!date^${seconds}^{date_short_pretty} at {time}|${day}>`;
}

function pageBlocks(offset: number, total: number): KnownBlock[] {
  const elements = [
    ...(offset > 0 ? [button(ACTION_IDS.home.newer, 'Back', String(offset - PER_PAGE))] : []),
    ...(offset + PER_PAGE < total
      ? [button(ACTION_IDS.home.older, 'More', String(offset + PER_PAGE))]
      : []),
  ];
  return elements.length === 0 ? [] : [{ type: 'actions', elements }];
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

function button(action_id: string, label: string, value?: string): Button {
  return {
    type: 'button',
    action_id,
    text: words(label),
    ...(value === undefined ? {} : { value }),
  };
}

function words(text: string) {
  return { type: 'plain_text', text: clip(text, LIMITS.textObject) } as const;
}
