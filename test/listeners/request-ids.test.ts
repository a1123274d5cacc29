import { expect, it } from 'vitest';
import { requestIds } from '../../src/listeners/request/request-ids.ts';

const person = (team_id?: string) => ({ id: 'U1', ...(team_id ? { team_id } : {}) });

it.each<[string, object, teams: string[], enterprise?: string | null, orgWide?: boolean]>([
  ['a command', { command: '/jogg', team_id: 'T1', enterprise_id: 'E1' }, ['T1'], 'E1'],
  [
    'a command of an organisation',
    { command: '/jogg', team_id: 'T1', enterprise_id: 'E1', is_enterprise_install: 'true' },
    ['T1'],
    'E1',
    true,
  ],
  ['an empty id is none', { command: '/jogg', team_id: '', enterprise_id: '' }, []],
  [
    'an event of a channel that another workspace hosts',
    { team_id: 'T2', authorizations: [{ team_id: 'T1', enterprise_id: null }] },
    ['T1'],
  ],
  [
    'an event of an organisation',
    {
      team_id: 'T2',
      authorizations: [{ team_id: null, enterprise_id: 'E1', is_enterprise_install: true }],
    },
    [],
    'E1',
    true,
  ],
  ['an event without authorizations', { team_id: 'T1', event: {} }, ['T1']],
  [
    'a press in the Home tab',
    { type: 'block_actions', team: { id: 'T1' }, user: person('T1') },
    ['T1'],
  ],
  [
    'a press under a message in a channel that another workspace hosts',
    { type: 'block_actions', message: { team: 'T1' }, team: { id: 'T2' }, user: person('T2') },
    ['T1', 'T2'],
  ],
  [
    'a shortcut on a message of a guest',
    { type: 'message_action', message: { team: 'T2' }, team: { id: 'T1' }, user: person('T1') },
    ['T1'],
  ],
  [
    'a form that was opened in another workspace',
    { view: { app_installed_team_id: 'T1' }, team: { id: 'T2' }, user: person('T2') },
    ['T1'],
  ],
  [
    'a form of an organisation',
    {
      view: {},
      team: null,
      enterprise: { id: 'E1' },
      is_enterprise_install: true,
      user: person('T1'),
    },
    ['T1'],
    'E1',
    true,
  ],
  ['nothing', {}, []],
])(
  '%s is for the workspace where the app is installed',
  (_, body, teams, enterprise = null, orgWide = false) => {
    expect(requestIds(body)).toEqual({ teams, enterprise, orgWide });
  },
);
