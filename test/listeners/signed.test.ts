import { expect, it } from 'vitest';
import {
  signedCommand,
  signedEvent,
  signedInteraction,
} from '../../src/listeners/request/signed.ts';

const at = (team: string | null, enterprise: string | null = null) => ({ team, enterprise });
const T1 = { user: 'U1', ...at('T1'), via: at('T1'), orgWide: false, installed: null };
const HERE = { ...T1, channel: 'C1', conversation: 'public' };
const NOWHERE = { channel: null, conversation: 'direct' };

const pressed = { user: { id: 'U1', team_id: 'T1' }, team: { id: 'T1' }, channel: { id: 'C1' } };
const ofE2 = { id: 'T2', enterprise_id: 'E2' };
const orgWide = { team: null, enterprise: { id: 'E1' }, is_enterprise_install: true };
const partner = { ...at('T2', 'E2'), via: at('T2', 'E2') };
const inHome = { channel: undefined, view: { app_installed_team_id: 'T9' } };
const odd = { team: 7, enterprise: [], is_enterprise_install: 1, view: 'x', channel: {} };
it.each<[string, object, object]>([
  ['here', {}, {}],
  ['org-wide', orgWide, { via: at(null, 'E1'), orgWide: true }],
  ['org-wide, in a form', { is_enterprise_install: 'true' }, { orgWide: true }],
  ['of a person without a workspace', { user: { id: 'U1' } }, { team: null }],
  ['where a partner hosts', { team: ofE2 }, { via: at('T2', 'E2') }],
  ['of a partner', { team: ofE2, user: { id: 'U1', team_id: 'T2' } }, partner],
  ['in the Home tab', inHome, { ...NOWHERE, installed: at('T9') }],
  [
    'in a private channel',
    { channel: { id: 'C1', name: 'privategroup' } },
    { conversation: 'private' },
  ],
  ['with parts of no shape', odd, { ...NOWHERE, via: at(null) }],
])('whose a press or a form is, as Slack signed it: %s', (_, change, signed) => {
  expect(signedInteraction({ ...pressed, ...change })).toEqual({ ...HERE, ...signed });
});

const typed = { user_id: 'U1', team_id: 'T1', channel_id: 'C1', channel_name: 'general' };
const grid = { team_id: 'T2', enterprise_id: 'E2' };
const unnamed = { team_id: '', enterprise_id: 'E1', is_enterprise_install: 'true' };
it.each<[string, object, object]>([
  ['here', {}, {}],
  ['of an organization', grid, partner],
  ['org-wide', unnamed, { ...at(null, 'E1'), via: at(null, 'E1'), orgWide: true }],
])('whose a command is: %s', (_, change, signed) => {
  expect(signedCommand({ ...typed, ...change })).toEqual({ ...HERE, ...signed });
});

const event = { user: 'U1', team: 'T1', channel: 'C1' };
const shared = { ...grid, is_ext_shared_channel: true };
const install = { team_id: 'T1', enterprise_id: 'E1', is_enterprise_install: true };
const installed = { orgWide: true, installed: at('T1', 'E1') };
const by = (user_team: string, team = 'T1') => ({ event: { ...event, user_team, team } });
it.each<[string, object, object]>([
  ['here', {}, {}],
  ['where an organization hosts', shared, { via: at('T2', 'E2') }],
  ['by `user_team`, which is right', { ...shared, ...by('T1', 'T2') }, { via: at('T2') }],
  ['of the host', { ...shared, ...by('T2') }, partner],
  ['of another organization', { ...by('E2') }, { team: 'E2' }],
  ['of nobody’s workspace', { event: { user: 'U1' } }, { ...NOWHERE, team: null }],
  ['for an installation', { authorizations: [install] }, installed],
  ['for none', { authorizations: 'x' }, {}],
])('whose an event is: %s', (_, change, signed) => {
  expect(signedEvent({ team_id: 'T1', event, ...change })).toEqual({ ...HERE, ...signed });
});
