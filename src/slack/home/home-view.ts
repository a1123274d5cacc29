import type { Button, HomeView, KnownBlock } from '@slack/types';
import type { Shape } from '../../domain/catalogue.ts';
import { truncate } from '../../lib/text.ts';
import { ACTION_IDS } from '../blocks/action-ids.ts';
import { button } from '../blocks/button.ts';
import { contextBlock } from '../blocks/context-block.ts';
import { plain, plainOr } from '../blocks/escape.ts';
import { LIMITS } from '../blocks/limits.ts';
import { literalText, plainText } from '../blocks/plain-text.ts';
import { BUTTONS } from '../copy/button-copy.ts';
import {
  failedMore,
  groupHeading,
  HOME,
  HOME_BUTTONS,
  monthLine,
  nothingFound,
  SEARCH,
  STARTS_WITH,
  showFailed,
  startsWith,
  welcomeLines,
} from '../copy/home-copy.ts';
import { shapeLabel } from '../copy/video-format.ts';
import type { ListedVideo } from '../messages/my-videos-message.ts';
import { type HomeOffers, homeOffers } from './home-offers.ts';
import { type HomePage, PAGE_SIZES, type VideoGroup } from './home-page.ts';
import { type HomeContext, homeVideoBlocks } from './home-video.ts';
import { accountBlocks, type HomeAccount } from './jogg-key-view.ts';

const IDS = ACTION_IDS.home;

export interface HomeContent extends HomePage<ListedVideo>, HomeContext, HomeOffers {
  /** Whether the person has ever requested a video. */
  readonly hasVideos: boolean;
  /** The app's handle, with its @. */
  readonly handle: string;
  /** The initial values of the next form; null before the first choice. */
  readonly defaults: {
    readonly avatar: { readonly label: string };
    /** Null if the app proposes one. */
    readonly voice: { readonly label: string } | null;
    readonly shape: Shape;
    readonly captions: boolean;
  } | null;
  readonly usage: { readonly videos: number; readonly credits: number };
  /** The workspace's Jogg account, for its admins; null for other people. */
  readonly account: HomeAccount | null;
}

const DIVIDER: KnownBlock = { type: 'divider' };

/**
 * The Home tab with a person's own videos: buttons, draft and looks, videos in progress, ready and
 * failed ones (folded), search, cost of this month. At most 100 blocks.
 */
export function homeView(content: HomeContent): HomeView {
  const { hasVideos, state } = content;
  return {
    type: 'home',
    private_metadata: JSON.stringify(state),
    blocks: [
      { type: 'header', text: shortText(hasVideos ? HOME.yours : HOME.first) },
      { type: 'actions', elements: topButtons(hasVideos) },
      ...(hasVideos ? [] : welcome(content.handle)),
      ...homeOffers(content),
      ...(hasVideos && content.looks.length === 0 ? defaultsBlocks(content) : []),
      ...inProgressBlocks(content),
      ...doneBlocks(content),
      ...failedBlocks(content),
      ...(hasVideos
        ? [DIVIDER, ...searchBlocks(state.query), contextBlock([monthLine(content.usage)])]
        : []),
      ...(content.account ? accountBlocks(content.account) : []),
    ],
  };
}

function topButtons(hasVideos: boolean): Button[] {
  return [
    { ...button(IDS.make, HOME_BUTTONS.make), style: 'primary' },
    hasVideos
      ? button(IDS.refresh, HOME_BUTTONS.refresh)
      : button(IDS.example, HOME_BUTTONS.example),
  ];
}

function welcome(handle: string): KnownBlock[] {
  const lines = welcomeLines(plain(handle, 80));
  return [{ type: 'section', text: shortText(lines.join('\n')) }];
}

function defaultsBlocks({ defaults }: HomeContent): KnownBlock[] {
  if (defaults === null) return [];
  const { avatar, voice, shape, captions } = defaults;
  const chosen = [
    plainOr(avatar.label, LIMITS.optionText, STARTS_WITH.noAvatar),
    voice ? plainOr(voice.label, LIMITS.optionText, STARTS_WITH.noVoice) : STARTS_WITH.anyVoice,
    shapeLabel(shape),
    captions ? STARTS_WITH.captions : STARTS_WITH.noCaptions,
  ];
  return [contextBlock([startsWith(chosen)])];
}

function inProgressBlocks(content: HomeContent): KnownBlock[] {
  const { inProgress } = content;
  if (inProgress.total === 0) return [];
  return [DIVIDER, headerBlock(HOME.inProgress, inProgress), ...videoBlocks(content, inProgress)];
}

function doneBlocks(content: HomeContent): KnownBlock[] {
  const { done, inProgress, failed, state, hasVideos } = content;
  if (done.total === 0)
    return hasVideos && inProgress.total + failed.total === 0
      ? [DIVIDER, emptyBlock(state.query)]
      : [];
  const elements = [
    ...(state.offset > 0
      ? [button(IDS.newer, BUTTONS.newer, String(Math.max(0, state.offset - PAGE_SIZES.done)))]
      : []),
    ...(state.offset + PAGE_SIZES.done < done.total
      ? [button(IDS.older, BUTTONS.older, String(state.offset + PAGE_SIZES.done))]
      : []),
  ];
  return [
    DIVIDER,
    headerBlock(HOME.ready, done),
    ...videoBlocks(content, done),
    ...(elements.length === 0 ? [] : [{ type: 'actions' as const, elements }]),
  ];
}

/** Folded by default, to keep the good videos on the screen. */
function failedBlocks(content: HomeContent): KnownBlock[] {
  const { failed, state } = content;
  if (failed.total === 0) return [];
  const toggle = state.failed
    ? button(IDS.hideFailed, HOME_BUTTONS.hide)
    : button(IDS.showFailed, showFailed(failed.total));
  const actions: KnownBlock = { type: 'actions', elements: [toggle] };
  if (!state.failed) return [DIVIDER, actions];
  const more = failed.total - failed.videos.length;
  return [
    DIVIDER,
    headerBlock(HOME.failed, failed),
    ...videoBlocks(content, failed),
    ...(more > 0 ? [contextBlock([failedMore(more)])] : []),
    actions,
  ];
}

function videoBlocks(content: HomeContent, { videos }: VideoGroup<ListedVideo>): KnownBlock[] {
  return videos.flatMap((entry, index) => [
    ...(index === 0 ? [] : [DIVIDER]),
    ...homeVideoBlocks(entry, content),
  ]);
}

function searchBlocks(query: string): KnownBlock[] {
  const value = plain(query, 200);
  return [
    {
      type: 'input',
      // Slack keeps the field's text under the same id. A new id clears it.
      block_id: value === '' ? 'home_search_empty' : 'home_search',
      dispatch_action: true,
      optional: true,
      label: shortText(SEARCH.label),
      element: {
        type: 'plain_text_input',
        action_id: IDS.search,
        max_length: 200,
        placeholder: shortText(SEARCH.placeholder),
        dispatch_action_config: { trigger_actions_on: ['on_enter_pressed'] },
        ...(value === '' ? {} : { initial_value: value }),
      },
    },
    ...(value === ''
      ? []
      : [{ type: 'actions' as const, elements: [button(IDS.clear, HOME_BUTTONS.showAll)] }]),
  ];
}

function emptyBlock(query: string): KnownBlock {
  const text = nothingFound(plain(query, 100));
  return { type: 'section', text: literalText(text) };
}

function headerBlock(name: string, { total }: VideoGroup<ListedVideo>): KnownBlock {
  return { type: 'header', text: shortText(groupHeading(name, total)) };
}

function shortText(text: string) {
  return plainText(truncate(text, LIMITS.textObject));
}
