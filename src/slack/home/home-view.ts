import type { Button, HomeView, KnownBlock } from '@slack/types';
import type { Shape } from '../../domain/catalogue.ts';
import { truncate } from '../../lib/text.ts';
import { ACTION_IDS } from '../blocks/action-ids.ts';
import { plain, plainOr } from '../blocks/escape.ts';
import { LIMITS } from '../blocks/limits.ts';
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
import type { Listed } from '../messages/my-videos-message.ts';
import { type HomeOffers, homeOffers } from './home-offers.ts';
import { type HomePage, MOST, type Part } from './home-page.ts';
import { type HomeMoment, homeVideoBlocks } from './home-video.ts';
import { accountBlocks, type HomeAccount } from './jogg-key-view.ts';

const IDS = ACTION_IDS.home;

export interface HomeFacts extends HomePage<Listed>, HomeMoment, HomeOffers {
  /** Whether the person has ever asked for a video. */
  readonly any: boolean;
  /** The app's handle, with its @. */
  readonly handle: string;
  /** What the next form begins with; null if nothing was ever chosen. */
  readonly defaults: {
    readonly avatar: { readonly label: string };
    /** Null if the app proposes one. */
    readonly voice: { readonly label: string } | null;
    readonly shape: Shape;
    readonly captions: boolean;
  } | null;
  readonly spent: { readonly videos: number; readonly credits: number };
  /** The workspace's Jogg account, for its admins; null for anybody else. */
  readonly account: HomeAccount | null;
}

const DIVIDER: KnownBlock = { type: 'divider' };

/**
 * A person's Home tab, their own videos alone: make one; draft and looks; in progress; ready;
 * failed ones, folded; search; this month. At most 100 blocks.
 */
export function homeView(facts: HomeFacts): HomeView {
  const { any, showing } = facts;
  return {
    type: 'home',
    private_metadata: JSON.stringify(showing),
    blocks: [
      { type: 'header', text: words(any ? HOME.yours : HOME.first) },
      { type: 'actions', elements: topButtons(any) },
      ...(any ? [] : welcome(facts.handle)),
      ...homeOffers(facts),
      ...(any && facts.looks.length === 0 ? nextBlocks(facts) : []),
      ...inProgressBlocks(facts),
      ...doneBlocks(facts),
      ...failedBlocks(facts),
      ...(any ? [DIVIDER, ...searchBlocks(showing.query), smallPrint(monthLine(facts.spent))] : []),
      ...(facts.account ? accountBlocks(facts.account) : []),
    ],
  };
}

function topButtons(any: boolean): Button[] {
  return [
    { ...button(IDS.make, HOME_BUTTONS.make), style: 'primary' },
    any ? button(IDS.refresh, HOME_BUTTONS.refresh) : button(IDS.example, HOME_BUTTONS.example),
  ];
}

function welcome(handle: string): KnownBlock[] {
  const lines = welcomeLines(plain(handle, 80));
  return [{ type: 'section', text: words(lines.join('\n')) }];
}

function nextBlocks({ defaults }: HomeFacts): KnownBlock[] {
  if (defaults === null) return [];
  const { avatar, voice, shape, captions } = defaults;
  const chosen = [
    plainOr(avatar.label, LIMITS.optionText, STARTS_WITH.noAvatar),
    voice ? plainOr(voice.label, LIMITS.optionText, STARTS_WITH.noVoice) : STARTS_WITH.anyVoice,
    shapeLabel(shape),
    captions ? STARTS_WITH.captions : STARTS_WITH.noCaptions,
  ];
  return [smallPrint(startsWith(chosen))];
}

function inProgressBlocks(facts: HomeFacts): KnownBlock[] {
  const { inProgress } = facts;
  if (inProgress.total === 0) return [];
  return [DIVIDER, head(HOME.inProgress, inProgress), ...each(facts, inProgress)];
}

function doneBlocks(facts: HomeFacts): KnownBlock[] {
  const { done, inProgress, failed, showing, any } = facts;
  if (done.total === 0)
    return any && inProgress.total + failed.total === 0 ? [DIVIDER, noneBlock(showing.query)] : [];
  const elements = [
    ...(showing.offset > 0
      ? [button(IDS.newer, BUTTONS.newer, String(Math.max(0, showing.offset - MOST.done)))]
      : []),
    ...(showing.offset + MOST.done < done.total
      ? [button(IDS.older, BUTTONS.older, String(showing.offset + MOST.done))]
      : []),
  ];
  return [
    DIVIDER,
    head(HOME.ready, done),
    ...each(facts, done),
    ...(elements.length === 0 ? [] : [{ type: 'actions' as const, elements }]),
  ];
}

/** Folded until they are asked for: they push no good one off the screen. */
function failedBlocks(facts: HomeFacts): KnownBlock[] {
  const { failed, showing } = facts;
  if (failed.total === 0) return [];
  const fold = showing.failed
    ? button(IDS.hideFailed, HOME_BUTTONS.hide)
    : button(IDS.showFailed, showFailed(failed.total));
  const actions: KnownBlock = { type: 'actions', elements: [fold] };
  if (!showing.failed) return [DIVIDER, actions];
  const more = failed.total - failed.videos.length;
  return [
    DIVIDER,
    head(HOME.failed, failed),
    ...each(facts, failed),
    ...(more > 0 ? [smallPrint(failedMore(more))] : []),
    actions,
  ];
}

function each(facts: HomeFacts, { videos }: Part<Listed>): KnownBlock[] {
  return videos.flatMap((listed, at) => [
    ...(at === 0 ? [] : [DIVIDER]),
    ...homeVideoBlocks(listed, facts),
  ]);
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
      label: words(SEARCH.label),
      element: {
        type: 'plain_text_input',
        action_id: IDS.search,
        max_length: 200,
        placeholder: words(SEARCH.placeholder),
        dispatch_action_config: { trigger_actions_on: ['on_enter_pressed'] },
        ...(value === '' ? {} : { initial_value: value }),
      },
    },
    ...(value === ''
      ? []
      : [{ type: 'actions' as const, elements: [button(IDS.clear, HOME_BUTTONS.showAll)] }]),
  ];
}

function noneBlock(query: string): KnownBlock {
  const text = nothingFound(plain(query, 100));
  return { type: 'section', text: { ...words(text), emoji: false } };
}

function head(name: string, { total }: Part<Listed>): KnownBlock {
  return { type: 'header', text: words(groupHeading(name, total)) };
}

function smallPrint(text: string): KnownBlock {
  return { type: 'context', elements: [{ type: 'plain_text', text, emoji: false }] };
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
  return { type: 'plain_text', text: truncate(text, LIMITS.textObject) } as const;
}
