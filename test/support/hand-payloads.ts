import { PARTNERS } from '../../sandbox/slack/seed.ts';
import { type Stage, until } from './stage.ts';

/** Who sends something, as the ids of a payload say it. */
export interface Sender {
  readonly user: string;
  /** `user.team_id`; undefined where Slack leaves it out. */
  readonly home: string | undefined;
  /** `team`, and the organisation that it says it is of; null in an org-wide payload. */
  readonly team: readonly [id: string, enterprise?: string] | null;
  readonly enterprise?: string;
  readonly orgWide?: boolean;
}

/** What every interaction of a sender carries. */
export function bodyOf(stage: Stage, sender: Sender, more: object): Record<string, unknown> {
  const { user, home, team, enterprise, orgWide = false } = sender;
  return {
    token: 'x',
    api_app_id: 'A0JOGGAPP1',
    team: team && {
      id: team[0],
      domain: 'd',
      ...(team[1] === undefined ? {} : { enterprise_id: team[1], enterprise_name: 'o' }),
    },
    enterprise: enterprise === undefined ? null : { id: enterprise, name: 'o' },
    is_enterprise_install: orgWide,
    user: { id: user, name: 'n', ...(home === undefined ? {} : { team_id: home }) },
    trigger_id: stage.driver.trigger(user),
    ...more,
  };
}

/** A press of a button, in the partners' channel or where `more` says. */
export const pressOf = (action: object, more: object = {}) => ({
  type: 'block_actions',
  actions: [{ type: 'button', block_id: 'b', action_ts: '1.1', ...action }],
  container: { type: 'message', message_ts: '1700000001.000100', channel_id: PARTNERS },
  channel: { id: PARTNERS, name: 'partners' },
  ...more,
});

/** A press in the Home tab. */
export const homePressOf = (actionId: string) => ({
  type: 'block_actions',
  actions: [{ type: 'button', action_id: actionId, block_id: 'b', action_ts: '1.1' }],
  container: { type: 'view', view_id: 'V1' },
  view: {
    id: 'V1',
    type: 'home',
    team_id: 'T0SANDBOX1',
    app_installed_team_id: 'T0SANDBOX1',
    private_metadata: '',
    callback_id: '',
    state: { values: {} },
    blocks: [],
  },
});

/** All that was said or opened to a person so far: no press may leave it as it was. */
export function reactions(stage: Stage): readonly string[] {
  const called = stage.slack.log.flatMap(({ method, arguments: given, answer }) => {
    if (answer?.['ok'] !== true) return [];
    const view = typeof given['view'] === 'string' ? given['view'] : JSON.stringify(given['view']);
    if (method === 'views.open') return [titleOf(view ?? '')];
    const own = JSON.stringify(given['metadata'] ?? null).includes('jogg_video');
    if (method !== 'chat.postEphemeral' && (method !== 'chat.postMessage' || own)) return [];
    return [`${method.replace('chat.post', '').toLowerCase()}: ${String(given['text'])}`];
  });
  const answered = stage.slack.responses.map(({ body }) => `answer: ${textOf(body)}`);
  return [...called, ...answered];
}

/** Sends a payload and waits for what the app does about it. */
export async function reactionTo(
  stage: Stage,
  payload: Record<string, unknown>,
  kind: 'interactive' | 'slash_commands' | 'events_api' = 'interactive',
): Promise<string> {
  const before = reactions(stage).length;
  const { answer, outcome } = await stage.driver.send(kind, payload);
  if (outcome !== 'ok') return outcome;
  const at = answer as { errors?: { script?: string }; text?: string } | null;
  if (at?.errors?.script) return `under the script: ${at.errors.script}`;
  if (at?.text) return `answer: ${at.text}`;
  if (payload['type'] === 'view_submission') return 'closed';
  await until(() => reactions(stage).length > before);
  return reactions(stage).slice(before).join(' + ');
}

function titleOf(view: string): string {
  const { callback_id: id, blocks } = JSON.parse(view);
  return id === 'notice' ? `notice: ${String(blocks[0]?.text?.text)}` : `form ${String(id)}`;
}

const textOf = (body: unknown): string =>
  typeof body === 'object' && body !== null && 'text' in body ? String(body.text) : '';
