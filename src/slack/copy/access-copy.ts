import {
  type Action,
  actorOfOwn,
  can,
  type Decision,
  type Principal,
} from '../../domain/access.ts';
import { escapeMrkdwn } from '../blocks/escape.ts';

/** Why an action is refused: the decision, or a video that does not exist or cannot be read. */
export type Refusal = Exclude<Decision, 'yes'> | 'gone' | 'unread';

/** The refusal as a sentence for the asker, in mrkdwn. Names nothing of the video but its `maker`. */
export function accessRefusal(refusal: Refusal, action: Action, maker?: string): string {
  switch (refusal) {
    case 'not yours':
      return maker === undefined
        ? `Only the person who made this video can ${DOING[action]}.`
        : `Only <@${escapeMrkdwn(maker)}>, who made this video, can ${DOING[action]}.`;
    case 'elsewhere':
      return action === 'transcript'
        ? 'Only people in the video’s own channel can read its script. Ask the person who made it.'
        : 'This video belongs to another channel.';
    case 'guest':
      return action === 'make'
        ? 'Only members of the workspace that installed this app can make videos with it.'
        : 'Guests of another organisation can watch and read this video, but not do more with it.';
    case 'deactivated':
      return 'This account is not active in this workspace any more.';
    case 'unverified':
      return 'Slack has not told this app yet which workspace it belongs to. Please try again in a minute.';
    case 'gone':
      return 'This video is not known here any more.';
    case 'unread':
      return 'This could not be looked up just now. Please try again in a moment.';
  }
}

const DOING: Readonly<Record<Action, string>> = {
  view: 'watch it',
  transcript: 'read its script',
  make: 'pay for it',
  remix: 'remix it here',
  retry: 'do that',
  ask_again: 'decide that',
  resolve: 'decide that',
  cancel: 'cancel it',
  share: 'share it',
  list: 'list it',
};

/** Why somebody may not do it with their own videos; null if they may. */
export function ownRefusal(
  asker: Pick<Principal, 'user' | 'standing'>,
  action: 'make' | 'list',
): string | null {
  const decision = can(actorOfOwn(asker), action, 'direct');
  return decision === 'yes' ? null : accessRefusal(decision, action);
}
