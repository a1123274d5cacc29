import type { App, BlockAction } from '@slack/bolt';
import { ACTION_IDS } from '../slack/blocks/action-ids.ts';
import { CREATE_VIDEO } from '../slack/form/form-view.ts';
import { JOGG_KEY } from '../slack/home/jogg-key-view.ts';
import { MAKE_AGAIN, SHARE_VIDEO } from '../slack/home/modals.ts';
import { REMIX_PARTS } from '../slack/messages/video-actions.ts';
import { type CancelDeps, cancelPressed } from './actions/cancel.ts';
import { type RemixDeps, remixPressed, remixSelected, retryFormPressed } from './actions/remix.ts';
import { repeatSubmission } from './actions/repeat.ts';
import { type ResolveDeps, resolvePressed } from './actions/resolve.ts';
import { type RetryDeps, retryVideoPressed } from './actions/retry.ts';
import { type ShareDeps, sharePressed, shareSubmission } from './actions/share.ts';
import { transcriptPressed } from './actions/transcript.ts';
import { type CommandDeps, joggCommand, takeAsScriptPressed } from './entry/command.ts';
import { appMentioned, type MentionDeps, mentionPressed } from './entry/mention.ts';
import {
  makeVideoFromMessageShortcut,
  makeVideoShortcut,
  type ShortcutDeps,
} from './entry/shortcuts.ts';
import { type WorkspaceEventDeps, workspaceEnded } from './entry/workspace-events.ts';
import { FORM_ACTIONS, formAction, formClosed } from './form/form-actions.ts';
import { formSubmission, type SubmissionDeps } from './form/submission.ts';
import type { SuggestionDeps } from './form/suggestions.ts';
import {
  HOME_LIST_ACTIONS,
  type HomeDeps,
  homeListPressed,
  homeMakePressed,
  homeOpened,
  homeRefresher,
  withHomeRefresh,
} from './home/home.ts';
import { joggKeySubmission, removeJoggKeyPressed, setJoggKeyPressed } from './home/jogg-key.ts';
import { listPagePressed } from './home/my-videos-answers.ts';
import type { ActionArgs, SubmissionArgs } from './request/action-args.ts';
import { createIdRouter } from './request/id-router.ts';

export type ListenerDeps = CommandDeps &
  ShortcutDeps &
  MentionDeps &
  SuggestionDeps &
  SubmissionDeps &
  RetryDeps &
  ResolveDeps &
  RemixDeps &
  CancelDeps &
  ShareDeps &
  HomeDeps &
  WorkspaceEventDeps;

/** Registers a listener for every request of Slack's, except those that `suggestions` answers. */
export function registerListeners(app: App, deps: ListenerDeps): void {
  app.command('/jogg', joggCommand(deps));
  app.shortcut({ type: 'shortcut', callback_id: 'make_video' }, makeVideoShortcut(deps));
  app.shortcut(
    { type: 'message_action', callback_id: 'make_video_from_message' },
    makeVideoFromMessageShortcut(deps),
  );

  app.view({ type: 'view_closed', callback_id: CREATE_VIDEO }, formClosed(deps));
  const views = createIdRouter<SubmissionArgs>(({ view }) => view.callback_id);
  app.view({ type: 'view_submission' }, views.listener);
  views.on(CREATE_VIDEO, formSubmission(deps));
  views.on(MAKE_AGAIN, repeatSubmission(deps));
  views.on(SHARE_VIDEO, shareSubmission(deps));

  const actions = createIdRouter<ActionArgs>(({ action }) => action.action_id);
  app.action<BlockAction>({ type: 'block_actions' }, actions.listener);
  const button = actions.on;
  for (const field of FORM_ACTIONS) actions.on(field, formAction(deps));
  // Slack opens the link itself, but expects an acknowledgement.
  button(ACTION_IDS.watch, ({ ack }) => ack());
  button(ACTION_IDS.retryThere, retryVideoPressed(deps, 'there'));
  button(ACTION_IDS.makeHere, retryVideoPressed(deps, 'direct'));
  for (const choice of ['take_likely', 'look_again', 'ask_again', 'give_up'] as const)
    button(ACTION_IDS.unconfirmed[choice], resolvePressed(deps, choice));
  for (const part of REMIX_PARTS) button(ACTION_IDS.remix[part], remixPressed(deps, part));
  button(ACTION_IDS.remixMenu, withHomeRefresh(deps, remixSelected(deps)));
  button(ACTION_IDS.retry, retryFormPressed(deps));
  button(ACTION_IDS.cancel, withHomeRefresh(deps, cancelPressed(deps)));
  button(ACTION_IDS.share, sharePressed(deps));
  button(ACTION_IDS.transcript, transcriptPressed(deps));
  for (const page of ['newer', 'older'] as const)
    button(ACTION_IDS.list[page], listPagePressed(deps));

  app.event('app_home_opened', homeOpened(deps));
  for (const from of ['make', 'example', 'continueDraft'] as const)
    button(ACTION_IDS.home[from], homeMakePressed(deps, from));
  button(ACTION_IDS.home.setJoggKey, setJoggKeyPressed(deps));
  button(ACTION_IDS.home.removeJoggKey, withHomeRefresh(deps, removeJoggKeyPressed(deps)));
  views.on(JOGG_KEY, joggKeySubmission(deps, homeRefresher(deps)));
  for (const look of ACTION_IDS.home.looks) button(look, homeMakePressed(deps, 'look'));
  for (const listAction of HOME_LIST_ACTIONS)
    button(ACTION_IDS.home[listAction], homeListPressed(deps, listAction));

  app.event('app_mention', appMentioned(deps));
  button(ACTION_IDS.makeInThread, mentionPressed(deps));
  button(ACTION_IDS.takeAsScript, takeAsScriptPressed(deps));
  app.event('app_uninstalled', workspaceEnded(deps, 'uninstalled'));
  app.event('tokens_revoked', workspaceEnded(deps, 'revoked'));
}
