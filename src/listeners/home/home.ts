import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import { whyNotOwn } from '../../domain/access.ts';
import { errorFields } from '../../lib/log.ts';
import { FIRST_PAGE, homeView, type Showing, showingOf } from '../../slack/home/home-view.ts';
import { grouped, searched, spentThisMonth } from '../../videos/my-videos.ts';
import { type FormDeps, openForm } from '../form/form.ts';
import { personOf } from '../form/last-choice.ts';
import { type ActionArgs, pressedValue } from '../request/action-args.ts';
import { replyToClick } from '../request/reply-to-click.ts';
import { signedEvent, signedInteraction } from '../request/signed.ts';
import { type MyVideosDeps, placeOfVideo } from './my-videos-answers.ts';

export interface HomeDeps extends FormDeps, MyVideosDeps {
  /** Resolves after so many ms. */
  readonly sleep: (ms: number) => Promise<void>;
}

type Client = AllMiddlewareArgs['client'];

const EXAMPLE =
  'Hello! I am a talking avatar. I was made in Slack, from a few typed words. Now it is your turn: write what I should say.';
const NOT_OPENED = 'Slack did not open the form in time. Please press it again.';
/** What was just asked for is under way by then. */
const SOON_MS = 1_000;

/** Somebody opens the Home tab: they see their own videos. */
export function homeOpened(deps: HomeDeps) {
  return async (
    args: SlackEventMiddlewareArgs<'app_home_opened'> & AllMiddlewareArgs,
  ): Promise<void> => {
    const { event, client, body } = args;
    if (event.tab !== 'home') return;
    const workspace = await deps.recognise.workspace(signedEvent(body));
    await publish(deps, client, workspace, event.user, FIRST_PAGE);
  };
}

/** The buttons and the search field of the Home tab itself. */
export function homeButton(
  deps: HomeDeps,
  does: 'make' | 'example' | 'refresh' | 'search' | 'clear' | 'page',
) {
  return async (args: ActionArgs): Promise<void> => {
    const { ack, body, action, client } = args;
    await ack();
    const access = await deps.recognise.access(signedInteraction(body));
    const { workspace, user } = access;
    const makes = does === 'make' || does === 'example';
    const refusal = whyNotOwn(access, makes ? 'make' : 'list');
    if (refusal !== null) return replyToClick(args, deps.logEvent, refusal);
    if (makes) {
      const opened = await openForm(deps, {
        client,
        triggerId: body.trigger_id,
        workspace,
        user,
        script: does === 'example' ? EXAMPLE : '',
        metadata: { channel: null, threadTs: null, parent: null },
      });
      if (!opened) await replyToClick(args, deps.logEvent, NOT_OPENED);
      return;
    }
    const now = showingOf(body.view?.private_metadata);
    const showing: Showing =
      does === 'search'
        ? {
            query:
              action.type === 'plain_text_input' ? (action.value ?? '').trim().slice(0, 200) : '',
            offset: 0,
          }
        : does === 'clear'
          ? FIRST_PAGE
          : does === 'page'
            ? { ...now, offset: Number(/^\d{1,6}$/.exec(pressedValue(args))?.[0] ?? 0) }
            : now;
    if (!(await publish(deps, client, workspace, user, showing)))
      await replyToClick(
        args,
        deps.logEvent,
        'Your videos could not be shown just now. Please try again.',
      );
  };
}

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
    const workspace = await deps.recognise.workspace(request);
    await deps.sleep(SOON_MS);
    await publish(deps, client, workspace, request.user, showingOf(body.view.private_metadata));
  };
}

/** False, and logged, where it cannot be shown. */
async function publish(
  deps: HomeDeps,
  client: Client,
  workspace: string,
  user: string,
  showing: Showing,
): Promise<boolean> {
  try {
    const person = { workspace, user };
    const videos = await deps.myVideos(person);
    const { underWay, failed, done } = grouped(searched(videos, showing.query));
    const placed = (group: typeof done) =>
      group.map((video) => ({ video, place: placeOfVideo(deps, video) }));
    const now = deps.clock.now();
    const view = homeView({
      now,
      usualMs: await deps.usualMs(),
      groups: [
        { name: 'Under way', videos: placed(underWay) },
        { name: 'Came to nothing', videos: placed(failed) },
        { name: 'Done', videos: placed(done) },
      ],
      any: videos.length > 0,
      defaults: (await deps.preferences.load(personOf(workspace, user))) ?? null,
      spent: spentThisMonth(videos, now),
      showing,
    });
    await client.views.publish({ user_id: user, view });
    return true;
  } catch (error) {
    deps.logEvent('home_not_published', errorFields(error));
    return false;
  }
}
