import { expect, it } from 'vitest';
import { requestIds } from '../../src/listeners/request/request-ids.ts';

const press = { type: 'block_actions' };
const of = (team: string) => ({ team: { id: team }, user: { id: 'U1', team_id: team } });
const grid = { team_id: 'T1', enterprise_id: 'E1' };
const wide = { is_enterprise_install: true };
const heard = (authorization: object) => ({ team_id: 'T2', authorizations: [authorization] });
const wideForm = { view: {}, ...of('T1'), team: null, enterprise: { id: 'E1' }, ...wide };

it.each<[string, object, teams: string[], enterprise?: string | null, orgWide?: boolean]>([
  ['a command', { command: '/jogg', ...grid }, ['T1'], 'E1'],
  ['one org-wide', { command: '/', ...grid, is_enterprise_install: 'true' }, ['T1'], 'E1', true],
  ['an empty id is none', { command: '/jogg', team_id: '', enterprise_id: '' }, []],
  ['an event where others host', heard({ team_id: 'T1', enterprise_id: null }), ['T1']],
  ['an event, org-wide', heard({ team_id: null, enterprise_id: 'E1', ...wide }), [], 'E1', true],
  ['an event without authorizations', { team_id: 'T1', event: {} }, ['T1']],
  ['a press in the Home tab', { ...press, ...of('T1') }, ['T1']],
  ['a press where others host', { ...press, message: { team: 'T1' }, ...of('T2') }, ['T1', 'T2']],
  ['one on a guest’s', { type: 'message_action', message: { team: 'T2' }, ...of('T1') }, ['T1']],
  ['a form of elsewhere', { view: { app_installed_team_id: 'T1' }, ...of('T2') }, ['T1']],
  ['a form of an organization', wideForm, ['T1'], 'E1', true],
  ['nothing', {}, []],
])('%s is for the workspace: %j', (_, body, teams, enterprise = null, orgWide = false) => {
  expect(requestIds(body)).toEqual({ teams, enterprise, orgWide });
});
