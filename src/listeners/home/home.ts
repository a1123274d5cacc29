import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import { personKey } from '../../domain/choices.ts';
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
import type { InitialContent } from '../form/form-prefill.ts';
import { usableLooks } from '../form/looks.ts';
import {
  type ActionArgs,
  type Client,
  pressedOffset,
  pressedValue,
} from '../request/action-args.ts';
import { onOwnPress } from '../request/on-press.ts';
import { signedEvent, signedInteraction } from '../request/signed-request.ts';
import { accountFor, type JoggKeyDeps } from './jogg-key.ts';
import { type MyVideosDeps, toListedVideos } from './my-videos-answers.ts';

export interface HomeDeps extends FormDeps, MyVideosDeps, JoggKeyDeps {
  /** Resolves after `ms` milliseconds. */
  readonly sleep: (ms: number) => Promise<void>;
  /** The app's handle, with its @. */
  readonly handle: () => string;
}

const EXAMPLE = ANSWERS.exampleScript;
/** Long enough for the effect of a press to be stored. */
const REFRESH_DELAY_MS = 1_000;

/** Publishes a person's Home tab, with their own videos, when they open it. */
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

/** Which of the Home tab's buttons opens the form. */
type FormSource = 'make' | 'example' | 'continueDraft' | 'look';

/** Opens the form from the Home tab: empty, or with an example, a draft or a look. */
export function homeMakePressed(deps: HomeDeps, from: FormSource) {
  return onOwnPress(deps, 'make', async (args: ActionArgs, { workspace, user }) => {
    const { body, client } = args;
    const opened = await openForm(deps, {
      client,
      triggerId: body.trigger_id,
      workspace,
      user,
      script: from === 'example' ? EXAMPLE : '',
      initialContent: await initialContentFrom(
        deps,
        from,
        personKey(workspace, user),
        pressedValue(args),
      ),
      metadata: { channel: null, threadTs: null, parent: null },
    });
    return opened ? null : NOT_OPENED;
  });
}

/** The content of the chosen draft or look; undefined if it no longer exists. */
async function initialContentFrom(
  deps: HomeDeps,
  from: FormSource,
  person: string,
  value: string,
): Promise<InitialContent | undefined> {
  if (from === 'continueDraft') {
    const draft = await deps.drafts.load(person);
    return draft && { content: draft.held, continued: draft.at };
  }
  if (from !== 'look') return undefined;
  const last = await deps.preferences.load(person).catch((error: unknown) => {
    deps.logEvent('preferences_unread', errorFields(error));
    return undefined;
  });
  const look = last?.looks.find((each) => lookKey(each) === value);
  return look && { content: look };
}

/** The actions that change the list in the Home tab. */
export const HOME_LIST_ACTIONS = [
  'refresh',
  'search',
  'clear',
  'newer',
  'older',
  'showFailed',
  'hideFailed',
  'discardDraft',
] as const;

/** Publishes the Home tab again after one of these actions. */
export function homeListPressed(deps: HomeDeps, listAction: (typeof HOME_LIST_ACTIONS)[number]) {
  return onOwnPress(deps, 'list', async (args: ActionArgs, { workspace, user }) => {
    if (listAction === 'discardDraft')
      await deps.drafts.discard(personKey(workspace, user), Number(pressedValue(args)));
    const current = readHomeState(args.body.view?.private_metadata);
    const state = {
      refresh: current,
      discardDraft: current,
      search: { ...current, query: searchQueryOf(args), offset: 0 },
      clear: { ...current, query: '', offset: 0 },
      newer: { ...current, offset: pressedOffset(args) },
      older: { ...current, offset: pressedOffset(args) },
      showFailed: { ...current, failed: true },
      hideFailed: { ...current, failed: false },
    }[listAction];
    return (await publish(deps, args.client, workspace, user, state))
      ? null
      : ANSWERS.videosNotShown;
  });
}

const searchQueryOf = ({ action }: ActionArgs): string =>
  action.type === 'plain_text_input' ? (action.value ?? '').trim().slice(0, 200) : '';

/** Refreshes the Home tab after `listener`, if the button was in the Home tab. */
export function withHomeRefresh(
  deps: HomeDeps,
  listener: (args: ActionArgs) => Promise<void>,
): (args: ActionArgs) => Promise<void> {
  return async (args) => {
    await listener(args);
    const { body, client } = args;
    if (body.view?.type !== 'home') return;
    const request = signedInteraction(body);
    const workspace = await deps.accessResolver.workspace(request);
    await deps.sleep(REFRESH_DELAY_MS);
    await publish(deps, client, workspace, request.user, readHomeState(body.view.private_metadata));
  };
}

/** Returns a function that publishes the first page of a person's Home tab and never throws. */
export function homeRefresher(deps: HomeDeps) {
  return async (workspace: string, user: string, client: Client): Promise<void> => {
    await publish(deps, client, workspace, user, FIRST_PAGE);
  };
}

/** Publishes a person's Home tab. Returns false and logs the error on failure. Never throws. */
async function publish(
  deps: HomeDeps,
  client: Client,
  workspace: string,
  user: string,
  state: HomeState,
): Promise<boolean> {
  try {
    const videos = await deps.myVideos({ workspace, user });
    const { now, hasVideos } = { now: deps.clock.now(), hasVideos: videos.length > 0 };
    const page = pageOf(groupVideos(searchVideos(videos, state.query)), state);
    const withDetails = async ({ videos, total }: VideoGroup<Video>) => {
      return { videos: await toListedVideos(deps, client, videos), total };
    };
    const [inProgress, done, failed] = await Promise.all([
      withDetails(page.inProgress),
      withDetails(page.done),
      withDetails(page.failed),
    ]);
    const person = personKey(workspace, user);
    const [last, draft, account] = await Promise.all([
      deps.preferences.load(person),
      deps.drafts.load(person),
      accountFor(deps, user),
    ]);
    const view = homeView({
      now,
      hasVideos,
      state: page.state,
      inProgress,
      done,
      failed,
      label: deps.label,
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
