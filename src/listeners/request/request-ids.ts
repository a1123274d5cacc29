import { type Fields, fieldsOf } from '../../lib/fields-of.ts';
import type { RequestIds } from '../../tenancy/installation.ts';

/**
 * The workspaces that a request of Slack's names, whatever kind it is, with what says where the app
 * is installed before what says where a person is: in Slack Connect these differ. A view that names
 * its installation is nobody else's.
 * https://docs.slack.dev/reference/interaction-payloads, https://docs.slack.dev/apis/events-api
 */
export function requestIds(body: unknown): RequestIds {
  const of = fieldsOf(body);
  const [installed] = listOf(of['authorizations']).map(fieldsOf);
  if (installed) return idsOf(installed, [installed['enterprise_id']], [installed['team_id']]);
  const team = fieldsOf(of['team']);
  const shownBy = idOf(fieldsOf(of['view'])['app_installed_team_id']);
  // The message under a button is the app's own; that of a shortcut is anybody's.
  const message: Fields = of['type'] === 'block_actions' ? fieldsOf(of['message']) : {};
  const person = fieldsOf(of['user']);
  const teams = [message['team'], team['id'], of['team_id'], person['team_id']];
  const enterprises = [
    fieldsOf(of['enterprise'])['id'],
    of['enterprise_id'],
    team['enterprise_id'],
  ];
  return idsOf(of, enterprises, shownBy === null ? teams : [shownBy]);
}

function idsOf(
  { is_enterprise_install: orgWide }: Fields,
  enterprises: readonly unknown[],
  teams: readonly unknown[],
): RequestIds {
  return {
    // A command is a form: its fields are texts.
    orgWide: orgWide === true || orgWide === 'true',
    enterprise: enterprises.map(idOf).find((id) => id !== null) ?? null,
    teams: [...new Set(teams.map(idOf).filter((id) => id !== null))],
  };
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const idOf = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;
