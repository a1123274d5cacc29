import { PARTNERS } from '../../sandbox/slack/seed.ts';
import { type Stage, until } from './stage.ts';

/** The sender of a payload, as its ids. */
export interface Sender {
  readonly user: string;
  /** `user.team_id`; undefined where Slack leaves it out. */
  readonly home: string | undefined;
  /** The workspace of the payload; null in an org-wide payload. */
  readonly team: string | null;
}

/** The properties of every interaction of a sender. */
export function bodyOf(stage: Stage, sender: Sender, more: object): Record<string, unknown> {
  const { user, home, team } = sender;
  return {
    ...{ token: 'x', api_app_id: 'A0JOGGAPP1', enterprise: null },
    team: team && { id: team, domain: 'd' },
    is_enterprise_install: team === null,
    user: { id: user, name: 'n', ...(home === undefined ? {} : { team_id: home }) },
    trigger_id: stage.driver.trigger(user),
    ...more,
  };
}

/** A press of a button, in the partners' channel or in the place that `more` gives. */
export const pressOf = (action: object, more: object = {}) => ({
  type: 'block_actions',
  actions: [{ type: 'button', block_id: 'b', action_ts: '1.1', ...action }],
  container: { type: 'message', message_ts: '1700000001.000100', channel_id: PARTNERS },
  channel: { id: PARTNERS, name: 'partners' },
  ...more,
});

export const homePressOf = (action_id: string) => ({
  ...pressOf({ action_id }),
  container: { type: 'view', view_id: 'V1' },
  channel: undefined,
  view: {
    ...{ id: 'V1', type: 'home', team_id: 'T0SANDBOX1', app_installed_team_id: 'T0SANDBOX1' },
    ...{ private_metadata: '', callback_id: '', state: { values: {} }, blocks: [] },
  },
});

/** All messages and views for a person so far; every press must change it. */
function reactions(stage: Stage): readonly string[] {
  const called = stage.slack.log.flatMap(({ method, arguments: given, answer }) => {
    if (answer?.['ok'] !== true) return [];
    const { view, text, metadata } = given;
    if (method === 'views.open') {
      const opened = Object(typeof view === 'string' ? JSON.parse(view) : view);
      const { callback_id: id, blocks } = opened;
      return [id === 'notice' ? `notice: ${blocks[0]?.text?.text}` : `form ${id}`];
    }
    const own = JSON.stringify(metadata ?? null).includes('jogg_video');
    const isWord = method === 'chat.postEphemeral' || (method === 'chat.postMessage' && !own);
    return isWord ? [`${method.replace('chat.post', '').toLowerCase()}: ${text}`] : [];
  });
  const answers = stage.slack.responses.map(({ body }) => `answer: ${Object(body).text ?? ''}`);
  return [...called, ...answers];
}

/** Sends a payload and waits until the app has handled it. */
export async function reactionTo(
  stage: Stage,
  payload: Record<string, unknown>,
  kind: 'interactive' | 'slash_commands' | 'events_api' = 'interactive',
): Promise<string> {
  const before = reactions(stage);
  const { answer, outcome } = await stage.driver.send(kind, payload);
  if (outcome !== 'ok') return outcome;
  const at = answer as { errors?: { script?: string }; text?: string } | null;
  if (at?.errors?.script) return `under the script: ${at.errors.script}`;
  if (at?.text) return `answer: ${at.text}`;
  if (payload['type'] === 'view_submission') return 'closed';
  await until(() => reactions(stage).length > before.length);
  const now = [...reactions(stage)];
  for (const each of before) now.splice(now.indexOf(each), 1);
  return now.join(' + ');
}
