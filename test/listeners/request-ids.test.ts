import { expect, it } from 'vitest';
import { requestIds } from '../../src/listeners/request/request-ids.ts';

const press = { type: 'block_actions' };
const ofTeam = (team: string) => ({ team: { id: team }, user: { id: 'U1', team_id: team } });
const grid = { team_id: 'T1', enterprise_id: 'E1' };
const orgWideInstall = { is_enterprise_install: true };
const eventFor = (authorization: object) => ({ team_id: 'T2', authorizations: [authorization] });
const orgWideForm = {
  view: {},
  ...ofTeam('T1'),
  team: null,
  enterprise: { id: 'E1' },
  ...orgWideInstall,
};

it.each<[string, object, teams: string[], enterprise?: string | null, orgWide?: boolean]>([
  ['a command', { command: '/jogg', ...grid }, ['T1'], 'E1'],
  [
    'an org-wide command',
    { command: '/', ...grid, is_enterprise_install: 'true' },
    ['T1'],
    'E1',
    true,
  ],
  ['a command with empty ids', { command: '/jogg', team_id: '', enterprise_id: '' }, []],
  [
    'an event in another workspace’s channel',
    eventFor({ team_id: 'T1', enterprise_id: null }),
    ['T1'],
  ],
  [
    'an org-wide event',
    eventFor({ team_id: null, enterprise_id: 'E1', ...orgWideInstall }),
    [],
    'E1',
    true,
  ],
  ['an event without authorizations', { team_id: 'T1', event: {} }, ['T1']],
  ['a press in the Home tab', { ...press, ...ofTeam('T1') }, ['T1']],
  [
    'a press in another workspace’s channel',
    { ...press, message: { team: 'T1' }, ...ofTeam('T2') },
    ['T1', 'T2'],
  ],
  [
    'a shortcut on a guest’s message',
    { type: 'message_action', message: { team: 'T2' }, ...ofTeam('T1') },
    ['T1'],
  ],
  [
    'a form of another workspace’s installation',
    { view: { app_installed_team_id: 'T1' }, ...ofTeam('T2') },
    ['T1'],
  ],
  ['a form of an organization', orgWideForm, ['T1'], 'E1', true],
  ['an empty request', {}, []],
])(
  'the workspaces and the organization of %s are read',
  (_, body, teams, enterprise = null, orgWide = false) => {
    expect(requestIds(body)).toEqual({ teams, enterprise, orgWide });
  },
);
