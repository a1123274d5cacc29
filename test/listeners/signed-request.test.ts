import { expect, it } from 'vitest';
import {
  signedCommand,
  signedEvent,
  signedInteraction,
} from '../../src/listeners/request/signed-request.ts';

const at = (team: string | null, enterprise: string | null = null) => ({ team, enterprise });
const T1 = { user: 'U1', ...at('T1'), via: at('T1'), orgWide: false, installed: null };
const HERE = { ...T1, channel: 'C1', conversation: 'public' };
const NOWHERE = { channel: null, conversation: 'direct' };

const pressed = { user: { id: 'U1', team_id: 'T1' }, team: { id: 'T1' }, channel: { id: 'C1' } };
const ofE2 = { id: 'T2', enterprise_id: 'E2' };
const orgWide = { team: null, enterprise: { id: 'E1' }, is_enterprise_install: true };
const partner = { ...at('T2', 'E2'), via: at('T2', 'E2') };
const inHome = { channel: undefined, view: { app_installed_team_id: 'T9' } };
const inPrivate = { channel: { id: 'C1', name: 'privategroup' } };
const malformed = { team: 7, enterprise: [], is_enterprise_install: 1, view: 'x', channel: {} };
it.each<[string, object, object]>([
  ['in the person’s own workspace', {}, {}],
  ['of an org-wide install', orgWide, { via: at(null, 'E1'), orgWide: true }],
  ['of an org-wide install, in a form', { is_enterprise_install: 'true' }, { orgWide: true }],
  ['of a person without a workspace', { user: { id: 'U1' } }, { team: null }],
  ['in a partner’s channel', { team: ofE2 }, { via: at('T2', 'E2') }],
  ['of a partner’s member', { team: ofE2, user: { id: 'U1', team_id: 'T2' } }, partner],
  ['in the Home tab', inHome, { ...NOWHERE, installed: at('T9') }],
  ['in a private channel', inPrivate, { conversation: 'private' }],
  ['with malformed parts', malformed, { ...NOWHERE, via: at(null) }],
])('the person and the place are read from an interaction %s', (_, change, signed) => {
  expect(signedInteraction({ ...pressed, ...change })).toEqual({ ...HERE, ...signed });
});

const typed = { user_id: 'U1', team_id: 'T1', channel_id: 'C1', channel_name: 'general' };
const grid = { team_id: 'T2', enterprise_id: 'E2' };
const unnamed = { team_id: '', enterprise_id: 'E1', is_enterprise_install: 'true' };
it.each<[string, object, object]>([
  ['in a single workspace', {}, {}],
  ['in an organization', grid, partner],
  ['of an org-wide install', unnamed, { ...at(null, 'E1'), via: at(null, 'E1'), orgWide: true }],
])('the person and the place are read from a command %s', (_, change, signed) => {
  expect(signedCommand({ ...typed, ...change })).toEqual({ ...HERE, ...signed });
});

const event = { user: 'U1', team: 'T1', channel: 'C1' };
const shared = { ...grid, is_ext_shared_channel: true };
const install = { team_id: 'T1', enterprise_id: 'E1', is_enterprise_install: true };
const installed = { orgWide: true, installed: at('T1', 'E1') };
const by = (user_team: string, team = 'T1') => ({ event: { ...event, user_team, team } });
it.each<[string, object, object]>([
  ['in the person’s own workspace', {}, {}],
  ['in an organization’s shared channel', shared, { via: at('T2', 'E2') }],
  ['with `user_team`, which takes precedence', { ...shared, ...by('T1', 'T2') }, { via: at('T2') }],
  ['of a member of the host', { ...shared, ...by('T2') }, partner],
  ['of a member of another organization', { ...by('E2') }, { team: 'E2' }],
  ['without a workspace', { event: { user: 'U1' } }, { ...NOWHERE, team: null }],
  ['with an authorization', { authorizations: [install] }, installed],
  ['with malformed authorizations', { authorizations: 'x' }, {}],
])('the person and the place are read from an event %s', (_, change, signed) => {
  expect(signedEvent({ team_id: 'T1', event, ...change })).toEqual({ ...HERE, ...signed });
});
