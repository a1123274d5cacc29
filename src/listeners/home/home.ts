import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import type { Video } from '../../domain/video/video.ts';
import { errorFields } from '../../lib/log.ts';
import { ANSWERS } from '../../slack/copy/answers-copy.ts';
import { draftExcerpt } from '../../slack/form/saved-draft.ts';
import { lookKey } from '../../slack/home/home-offers.ts';
import {
  FIRST_PAGE,
  type HomeState,
  pageOf,
  readHomeState,
  type VideoGroup,
} from '../../slack/home/home-page.ts';
import { homeView } from '../../slack/home/home-view.ts';
import { groupVideos, searchVideos, spentThisMonth } from '../../videos/my-videos.ts';
import { type FormDeps, NOT_OPENED, openForm } from '../form/form.ts';
import type { Beginning } from '../form/form-prefill.ts';
import { personOf } from '../form/last-choice.ts';
import { usableLooks } from '../form/looks.ts';
import { type ActionArgs, pressedOffset, pressedValue } from '../request/action-args.ts';
import { onOwnPress } from '../request/on-press.ts';
import { signedEvent, signedInteraction } from '../request/signed.ts';
import { accountFor, type JoggKeyDeps } from './jogg-key.ts';
import { listed, type MyVideosDeps } from './my-videos-answers.ts';

export interface HomeDeps extends FormDeps, MyVideosDeps, JoggKeyDeps {
  /** Resolves after so many ms. */
  readonly sleep: (ms: number) => Promise<void>;
  /** The app's name in mentions; null where Slack has not told it yet. */
  readonly handle: () => string;
}

type Client = AllMiddlewareArgs['client'];

const EXAMPLE = ANSWERS.exampleScript;
/** By then a new request is in progress. */
const SOON_MS = 1_000;

/** A person opens the Home tab and sees their own videos. */
export function homeOpened(deps: HomeDeps) {
  return async (
    args: SlackEventMiddlewareArgs<'app_home_opened'> & AllMiddlewareArgs,
  ): Promise<void> => {
    const { event, client, body } = args;
    if (event.tab !== 'home') return;
    const workspace = await deps.accessResolver.workspace(signedEvent(body));
    await publish(deps, client, workspace, event.user, FIRST_PAGE);
  };
}

/** What a button that makes a video fills into the form. */
type MakesFrom = 'make' | 'example' | 'continueDraft' | 'look';

/** Opens the form from the Home tab: empty, with an example, a draft, or a look. */
export function homeMakeButton(deps: HomeDeps, from: MakesFrom) {
  return onOwnPress(deps, 'make', async (args: ActionArgs, { workspace, user }) => {
    const { body, client } = args;
    const opened = await openForm(deps, {
      client,
      triggerId: body.trigger_id,
      workspace,
      user,
      script: from === 'example' ? EXAMPLE : '',
      begin: await beginningFrom(deps, from, personOf(workspace, user), pressedValue(args)),
      metadata: { channel: null, threadTs: null, parent: null },
    });
    return opened ? null : NOT_OPENED;
  });
}

/** The draft or the look that was pressed; nothing where it is gone by now. */
async function beginningFrom(
  deps: HomeDeps,
  from: MakesFrom,
  person: string,
  value: string,
): Promise<Beginning | undefined> {
  if (from === 'continueDraft') {
    const draft = await deps.drafts.load(person);
    return draft && { held: draft.held, continued: draft.at };
  }
  if (from !== 'look') return undefined;
  const last = await deps.preferences.load(person).catch((error: unknown) => {
    deps.logEvent('preferences_unread', errorFields(error));
    return undefined;
  });
  const look = last?.looks.find((each) => lookKey(each) === value);
  return look && { held: look };
}

/** The buttons and the search field that change the list in the Home tab. */
export const HOME_LIST = [
  'refresh',
  'search',
  'clear',
  'newer',
  'older',
  'showFailed',
  'hideFailed',
  'discardDraft',
] as const;

/** Publishes the Home tab anew, as a press of one of them wants it. */
export function homeListButton(deps: HomeDeps, does: (typeof HOME_LIST)[number]) {
  return onOwnPress(deps, 'list', async (args: ActionArgs, { workspace, user }) => {
    if (does === 'discardDraft')
      await deps.drafts.discard(personOf(workspace, user), Number(pressedValue(args)));
    const now = readHomeState(args.body.view?.private_metadata);
    const showing = {
      refresh: now,
      discardDraft: now,
      search: { ...now, query: searchedFor(args), offset: 0 },
      clear: { ...now, query: '', offset: 0 },
      newer: { ...now, offset: pressedOffset(args) },
      older: { ...now, offset: pressedOffset(args) },
      showFailed: { ...now, failed: true },
      hideFailed: { ...now, failed: false },
    }[does];
    return (await publish(deps, args.client, workspace, user, showing))
      ? null
      : ANSWERS.videosNotShown;
  });
}

const searchedFor = ({ action }: ActionArgs): string =>
  action.type === 'plain_text_input' ? (action.value ?? '').trim().slice(0, 200) : '';

/** Refreshes the Home tab after a button press, once the result is visible. */
export function thenRefreshHome(
  deps: HomeDeps,
  listener: (args: ActionArgs) => Promise<void>,
): (args: ActionArgs) => Promise<void> {
  return async (args) => {
    await listener(args);
    const { body, client } = args;
    if (body.view?.type !== 'home') return;
    const request = signedInteraction(body);
    const workspace = await deps.accessResolver.workspace(request);
    await deps.sleep(SOON_MS);
    await publish(deps, client, workspace, request.user, readHomeState(body.view.private_metadata));
  };
}

/** Publishes a person's Home tab from its beginning. Never throws. */
export function homeAnew(deps: HomeDeps) {
  return async (workspace: string, user: string, client: Client): Promise<void> => {
    await publish(deps, client, workspace, user, FIRST_PAGE);
  };
}

/** False, and logged, where Slack refuses. */
async function publish(
  deps: HomeDeps,
  client: Client,
  workspace: string,
  user: string,
  showing: HomeState,
): Promise<boolean> {
  try {
    const videos = await deps.myVideos({ workspace, user });
    const { now, hasVideos } = { now: deps.clock.now(), hasVideos: videos.length > 0 };
    const page = pageOf(groupVideos(searchVideos(videos, showing.query)), showing);
    const shown = async ({ videos, total }: VideoGroup<Video>) => {
      return { videos: await listed(deps, client, videos), total };
    };
    const [inProgress, done, failed] = await Promise.all([
      shown(page.inProgress),
      shown(page.done),
      shown(page.failed),
    ]);
    const person = personOf(workspace, user);
    const [last, draft, account] = await Promise.all([
      deps.preferences.load(person),
      deps.drafts.load(person),
      accountFor(deps, user),
    ]);
    const view = homeView({
      ...{ now, hasVideos, state: page.state, inProgress, done, failed, label: deps.label },
      usualMs: await deps.usualMs(),
      handle: deps.handle(),
      defaults: last ?? null,
      looks: usableLooks(deps.catalogue.current(), last?.looks ?? []),
      draft: draft ? { at: draft.at, words: draftExcerpt(draft.held) } : null,
      usage: spentThisMonth(videos, now),
      account,
    });
    await client.views.publish({ user_id: user, view });
    return true;
  } catch (error) {
    deps.logEvent('home_not_published', errorFields(error));
    return false;
  }
}
