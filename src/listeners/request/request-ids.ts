import { type Fields, fieldsOf } from '../../lib/fields-of.ts';
import type { RequestIds } from '../../tenancy/installation.ts';

/**
 * The workspaces in a Slack request of any kind. Ids that say where the app is installed come
 * before ids that say where the person is; in Slack Connect these differ. If a view names its
 * installation, only that workspace counts. https://docs.slack.dev/reference/interaction-payloads,
 * https://docs.slack.dev/apis/events-api
 */
export function requestIds(body: unknown): RequestIds {
  const payload = fieldsOf(body);
  const [installed] = listOf(payload['authorizations']).map(fieldsOf);
  if (installed) return idsOf(installed, [installed['enterprise_id']], [installed['team_id']]);
  const team = fieldsOf(payload['team']);
  const viewTeam = idOf(fieldsOf(payload['view'])['app_installed_team_id']);
  // A button's message is the app's own; a shortcut's message may be anybody's.
  const message: Fields = payload['type'] === 'block_actions' ? fieldsOf(payload['message']) : {};
  const user = fieldsOf(payload['user']);
  const teams = [message['team'], team['id'], payload['team_id'], user['team_id']];
  const enterprises = [
    fieldsOf(payload['enterprise'])['id'],
    payload['enterprise_id'],
    team['enterprise_id'],
  ];
  return idsOf(payload, enterprises, viewTeam === null ? teams : [viewTeam]);
}

function idsOf(
  { is_enterprise_install: orgWide }: Fields,
  enterprises: readonly unknown[],
  teams: readonly unknown[],
): RequestIds {
  return {
    // A slash command is form-encoded, so its fields are strings.
    orgWide: orgWide === true || orgWide === 'true',
    enterprise: enterprises.map(idOf).find((id) => id !== null) ?? null,
    teams: [...new Set(teams.map(idOf).filter((id) => id !== null))],
  };
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const idOf = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;
