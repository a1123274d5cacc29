import { expect, it } from 'vitest';
import type { Directory, Home, Installation, Person } from '../../src/domain/standing.ts';
import { newVideo } from '../../src/domain/video/video.ts';
import { createRecognise, type SignedRequest } from '../../src/videos/recognise.ts';
import { createRequesterStanding } from '../../src/videos/requester-standing.ts';
import { facts, START } from '../domain/facts.ts';

const T1: Installation = { workspace: 'T1', enterprise: null };
const GRID: Installation = { workspace: 'T1', enterprise: 'E1' };
const home = (team: string | null, enterprise: string | null = null): Home => ({
  team,
  enterprise,
});
const unknown = { ...home(null), teams: [], stranger: false, deactivated: false, adminOf: null };
const person = (change: Partial<Person>): Person => ({ ...unknown, ...change });
const slackSays = (own: Installation | null, told: Person | null): Directory => ({
  installation: async () => own,
  person: async () => told,
});

// A workspace whose token is known: `journeys/who-may`, at every door.
it('before the token is known nobody is, but by what Slack signed', async () => {
  const signed: SignedRequest = {
    ...{ user: 'U1', ...home('T1'), via: home('T1'), orgWide: false, installed: null },
    ...{ channel: 'C1', place: 'public' },
  };
  const recognise = createRecognise(slackSays(null, person({ deactivated: true })));
  const seen = await Promise.all([
    recognise.access(signed),
    recognise.access(signed, 'money'),
    recognise.access({ ...signed, installed: home('T1') }),
  ]);
  expect(seen.map(({ standing, workspace }) => `${standing} ${workspace}`)).toEqual([
    ...['unverified unknown', 'unverified unknown', 'member T1'],
  ]);
});

it.each([
  ['a member, as kept', T1, 'T1', home('T1'), null, 'member'],
  ['a member, as kept, of Grid', GRID, 'T1', home('T1', 'E1'), null, 'member'],
  ['a guest, as kept, of Grid', GRID, 'T1', home('T2', 'E2'), person({ team: 'T2' }), 'guest'],
  ['deactivated meanwhile', T1, 'T1', home('T1'), person({ deactivated: true }), 'deactivated'],
  ['a member, where Slack cannot be asked', null, 'T1', home('T1'), null, 'member'],
  ['a guest, where Slack cannot be asked', null, 'T1', home('T2'), null, 'guest'],
  ['a member, of an old record that Slack is silent on', T1, 'T1', null, null, 'member'],
  ['a guest, of an old record', T1, 'T1', null, person({ team: 'T2' }), 'guest'],
  ['a guest, of an old record in the guest’s name', T1, 'T2', null, null, 'guest'],
  ['a sibling, of an old record', GRID, 'T3', null, person({ enterprise: 'E1' }), 'member'],
  ['somebody of an old org-wide record', GRID, '', null, null, 'member'],
] as const)(
  'right before a video is paid for, its requester is %s',
  async (_, own, workspace, requesterHome, told, standing) => {
    const video = { ...newVideo({ ...facts, requesterHome }, START), workspace };
    expect(await createRequesterStanding(slackSays(own, told))(video)).toBe(standing);
  },
);
