import { expect, it } from 'vitest';
import { requestIds } from '../../src/listeners/request/request-ids.ts';

const command = { command: '/jogg', team_id: 'T1', enterprise_id: 'E1' };
const by = (team: string) => ({ team: { id: team }, user: { id: 'U1', team_id: team } });
const press = (team: string) => ({ type: 'block_actions', ...by(team) });
const shortcut = { type: 'message_action', ...by('T1') };
const orgWide = { is_enterprise_install: true };
const event = (authorization: object) => ({ team_id: 'T2', authorizations: [authorization] });
const orgWideForm = { view: {}, ...by('T1'), team: null, enterprise: { id: 'E1' }, ...orgWide };

it.each<[string, object, teams: string[], enterprise?: string | null, isOrgWide?: boolean]>([
  ['a command', command, ['T1'], 'E1'],
  ['an org-wide command', { ...command, is_enterprise_install: 'true' }, ['T1'], 'E1', true],
  ['a command with empty ids', { command: '/jogg', team_id: '', enterprise_id: '' }, []],
  ['an event in a partner’s channel', event({ team_id: 'T1', enterprise_id: null }), ['T1']],
  ['an org-wide event', event({ team_id: null, enterprise_id: 'E1', ...orgWide }), [], 'E1', true],
  ['an event without authorizations', { team_id: 'T1', event: {} }, ['T1']],
  ['a press in the Home tab', press('T1'), ['T1']],
  ['a press in a partner’s channel', { ...press('T2'), message: { team: 'T1' } }, ['T1', 'T2']],
  ['a shortcut on a guest’s message', { ...shortcut, message: { team: 'T2' } }, ['T1']],
  ['a form of a partner’s install', { view: { app_installed_team_id: 'T1' }, ...by('T2') }, ['T1']],
  ['a form of an organization', orgWideForm, ['T1'], 'E1', true],
  ['an empty request', {}, []],
])('the workspace and organization ids of %s are read', (_, body, teams, ...others) => {
  const [enterprise = null, isOrgWide = false] = others;
  expect(requestIds(body)).toEqual({ teams, enterprise, orgWide: isOrgWide });
});
