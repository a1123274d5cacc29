import type { App, BlockAction, BlockButtonAction } from '@slack/bolt';
import { REMIX_ACTIONS, REMIX_PARTS } from '../slack/messages/video-actions.ts';
import { type ButtonDeps, linkButton, makeAgainButton, resolveButton } from './actions/buttons.ts';
import { type CancelDeps, cancelButton } from './actions/cancel.ts';
import { type RemixDeps, remixButton, retryButton } from './actions/remix.ts';
import { type ShareDeps, shareButton, shareSubmission } from './actions/share.ts';
import { type CommandDeps, joggCommand, takeAsScriptButton } from './entry/command.ts';
import { type MentionDeps, mentionButton, mentioned } from './entry/mention.ts';
import {
  makeVideoFromMessageShortcut,
  makeVideoShortcut,
  type ShortcutDeps,
} from './entry/shortcuts.ts';
import { workspaceEnded } from './entry/workspace-events.ts';
import { FORM_ACTIONS, formAction } from './form/form-actions.ts';
import { type SubmissionDeps, submission } from './form/submission.ts';
import { type SuggestionDeps, suggestAvatars, suggestVoices } from './form/suggestions.ts';
import { type HomeDeps, homeButton, homeOpened, thenRefreshHome } from './home/home.ts';
import { listPageButton } from './home/my-videos-answers.ts';

export type ListenerDeps = CommandDeps &
  ShortcutDeps &
  MentionDeps &
  SuggestionDeps &
  SubmissionDeps &
  ButtonDeps &
  RemixDeps &
  CancelDeps &
  ShareDeps &
  HomeDeps;

/** All that Slack can ask of the app. */
export function registerListeners(app: App, deps: ListenerDeps): void {
  app.command('/jogg', joggCommand(deps));
  app.shortcut({ type: 'shortcut', callback_id: 'make_video' }, makeVideoShortcut(deps));
  app.shortcut(
    { type: 'message_action', callback_id: 'make_video_from_message' },
    makeVideoFromMessageShortcut(deps),
  );

  app.action<BlockAction>({ type: 'block_actions', action_id: FORM_ACTIONS }, formAction(deps));
  app.options({ type: 'block_suggestion', action_id: 'avatar' }, suggestAvatars(deps));
  app.options({ type: 'block_suggestion', action_id: 'voice' }, suggestVoices(deps));
  app.view({ type: 'view_submission', callback_id: 'create_video' }, submission(deps));

  app.action<BlockButtonAction>({ type: 'block_actions', action_id: 'watch_video' }, linkButton);
  app.action<BlockButtonAction>(
    { type: 'block_actions', action_id: 'retry_there' },
    makeAgainButton(deps, 'there'),
  );
  app.action<BlockButtonAction>(
    { type: 'block_actions', action_id: 'make_here' },
    makeAgainButton(deps, 'direct'),
  );
  for (const choice of ['take_likely', 'look_again', 'ask_again', 'give_up'] as const)
    app.action<BlockButtonAction>(
      { type: 'block_actions', action_id: choice },
      resolveButton(deps, choice),
    );

  const button = (action_id: string, listener: Parameters<typeof thenRefreshHome>[1]): void =>
    app.action<BlockAction>({ type: 'block_actions', action_id }, listener);
  for (const part of REMIX_PARTS) button(REMIX_ACTIONS[part], remixButton(deps, part));
  button('retry', retryButton(deps));
  button('cancel', thenRefreshHome(deps, cancelButton(deps)));
  button('share', shareButton(deps));
  app.view({ type: 'view_submission', callback_id: 'share_video' }, shareSubmission(deps));
  for (const page of ['list_newer', 'list_older']) button(page, listPageButton(deps));

  app.event('app_home_opened', homeOpened(deps));
  for (const does of ['make', 'example', 'refresh', 'search', 'clear'] as const)
    button(`home_${does}`, homeButton(deps, does));
  for (const page of ['home_newer', 'home_older']) button(page, homeButton(deps, 'page'));

  app.event('app_mention', mentioned(deps));
  button('make_in_thread', mentionButton(deps));
  button('take_as_script', takeAsScriptButton(deps));
  app.event('app_uninstalled', workspaceEnded(deps, 'uninstalled'));
  app.event('tokens_revoked', workspaceEnded(deps, 'revoked'));
}
