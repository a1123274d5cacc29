import {
  type Action,
  actorAsRequester,
  can,
  type Decision,
  type Principal,
} from '../../domain/access.ts';
import { escapeMrkdwn } from '../blocks/escape.ts';

/**
 * Why an action is denied: the access decision, or a video that is missing (`gone`) or unreadable
 * (`unread`).
 */
export type Denial = Exclude<Decision, 'yes'> | 'gone' | 'unread';

/** The denial as a sentence in mrkdwn. It names no detail of the video except its `maker`. */
export function accessDenialText(denial: Denial, action: Action, maker?: string): string {
  switch (denial) {
    case 'not yours':
      return maker === undefined
        ? `Only the person who made this video can ${ACTION_PHRASES[action]}.`
        : `Only <@${escapeMrkdwn(maker)}>, who made this video, can ${ACTION_PHRASES[action]}.`;
    case 'elsewhere':
      return action === 'transcript'
        ? 'Only people in the video’s channel can read its script. Ask the person who made it.'
        : 'This video belongs to another channel.';
    case 'guest':
      return action === 'make'
        ? 'Only members of the workspace that installed this app can make videos.'
        : 'Guests from another organization can only watch this video and read its script.';
    case 'deactivated':
      return 'This account is no longer active in this workspace.';
    case 'unverified':
      return 'Slack hasn’t confirmed your workspace yet. Try again in a minute.';
    case 'gone':
      return 'We can’t find this video anymore.';
    case 'unread':
      return 'We couldn’t look this up. Try again in a moment.';
  }
}

const ACTION_PHRASES: Readonly<Record<Action, string>> = {
  view: 'watch it',
  transcript: 'read its script',
  make: 'pay for it',
  remix: 'remix it here',
  retry: 'try it again',
  ask_again: 'decide this',
  resolve: 'decide this',
  cancel: 'cancel it',
  share: 'share it',
  list: 'list it',
};

/** Why a person may not make or list their own videos; null if they may. */
export function ownDenialText(
  principal: Pick<Principal, 'user' | 'membership'>,
  action: 'make' | 'list',
): string | null {
  const decision = can(actorAsRequester(principal), action, 'direct');
  return decision === 'yes' ? null : accessDenialText(decision, action);
}
