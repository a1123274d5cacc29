import type { App, BlockButtonAction } from '@slack/bolt';
import { type ButtonDeps, linkButton, makeAgainButton, settleButton } from './buttons.ts';
import { type CommandDeps, joggCommand } from './command.ts';
import { makeVideoFromMessageShortcut, makeVideoShortcut } from './shortcuts.ts';
import { type SubmissionDeps, submission } from './submission.ts';
import { type SuggestionDeps, suggestAvatars, suggestVoices } from './suggestions.ts';

export type ListenerDeps = CommandDeps & SuggestionDeps & SubmissionDeps & ButtonDeps;

/** All that Slack can ask of the app. */
export function registerListeners(app: App, deps: ListenerDeps): void {
  app.command('/jogg', joggCommand(deps));
  app.shortcut({ type: 'shortcut', callback_id: 'make_video' }, makeVideoShortcut(deps));
  app.shortcut(
    { type: 'message_action', callback_id: 'make_video_from_message' },
    makeVideoFromMessageShortcut(deps),
  );

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
  app.action<BlockButtonAction>(
    { type: 'block_actions', action_id: 'ask_again' },
    settleButton(deps, 'ask_again'),
  );
  app.action<BlockButtonAction>(
    { type: 'block_actions', action_id: 'give_up' },
    settleButton(deps, 'give_up'),
  );
}
