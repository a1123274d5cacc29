import { expect, it } from 'vitest';
import type { Directory, Home, Installation, Person } from '../../src/domain/standing.ts';
import { newVideo } from '../../src/domain/video/video.ts';
import { createRecognise, type SignedRequest } from '../../src/videos/recognise.ts';
import { createRequesterStanding } from '../../src/videos/requester-standing.ts';
import { facts, START } from '../domain/facts.ts';

const T1: Installation = { workspace: 'T1', enterprise: null };
const GRID: Installation = { workspace: 'T1', enterprise: 'E1' };
type Id = string | null;
const home = (team: Id, enterprise: Id = null): Home => ({ team, enterprise });
const nowhere = { team: null, enterprise: null, teams: [] };
const unknown = { ...nowhere, stranger: false, deactivated: false, adminOf: null };
const person = (change: Partial<Person>): Person => ({ ...unknown, ...change });
const request: SignedRequest = {
  ...{ user: 'U1', ...home('T1'), via: home('T1'), orgWide: false, installed: null },
  ...{ channel: 'C1', place: 'public' },
};

/** Slack's word on everybody, and how often it was asked. */
function slackSays(own: Installation | null, told: Person | null) {
  const asked: string[] = [];
  const directory: Directory = {
    installation: async () => own,
    person: async (user) => {
      asked.push(user);
      return told;
    },
  };
  return { asked, directory };
}

const open = { team: 'T3', via: { team: 'T1', enterprise: 'E1' } };
const installed = { team: 'T1', enterprise: null };
it.each([
  ['a member at a door: Slack is not asked', T1, {}, undefined, ['member', 'T1', 0]],
  ['a guest at a door: Slack is not asked', T1, { team: 'T2' }, undefined, ['guest', 'T1', 0]],
  ['at money: Slack is asked about the account', T1, {}, 'money', ['deactivated', 'T1', 1]],
  ['where the ids leave it open: so, too', GRID, open, undefined, ['deactivated', 'T1', 1]],
  ['before the token is known: nobody', null, {}, undefined, ['unverified', 'unknown', 0]],
  ['before it is known, at money: nobody', null, {}, 'money', ['unverified', 'unknown', 0]],
  ['before that, by what Slack signed', null, { installed }, undefined, ['member', 'T1', 0]],
] as const)('who asks: %s', async (_, own, change, about, seen) => {
  const { asked, directory } = slackSays(own, person({ team: 'T1', deactivated: true }));
  const signed = { ...request, ...change };
  const recognise = createRecognise(directory);
  const { standing, workspace } = await recognise.access(signed, about);
  expect([standing, workspace, asked.length]).toEqual(seen);
  expect(await recognise.workspace(signed)).toBe(workspace);
});

it.each([
  ['a member, as kept', T1, 'T1', home('T1'), null, 'member'],
  ['a member, as kept, of Grid', GRID, 'T1', home('T1', 'E1'), null, 'member'],
  ['a guest, as kept', T1, 'T1', home('T2'), null, 'guest'],
  ['a guest, as kept, of Grid', GRID, 'T1', home('T2', 'E2'), person({ team: 'T2' }), 'guest'],
  ['deactivated meanwhile', T1, 'T1', home('T1'), person({ deactivated: true }), 'deactivated'],
  ['a member, where Slack cannot be asked', null, 'T1', home('T1'), null, 'member'],
  ['a guest, where Slack cannot be asked', null, 'T1', home('T2'), null, 'guest'],
  ['a member, of an old record', T1, 'T1', null, person({ team: 'T1' }), 'member'],
  ['a member, of an old record that Slack is silent on', T1, 'T1', null, null, 'member'],
  ['a guest, of an old record', T1, 'T1', null, person({ team: 'T2' }), 'guest'],
  ['a guest, of an old record in the guest’s name', T1, 'T2', null, null, 'guest'],
  ['a sibling, of an old record', GRID, 'T3', null, person({ enterprise: 'E1' }), 'member'],
  ['somebody of an old org-wide record', GRID, '', null, null, 'member'],
] as const)(
  'right before a video is paid for, its requester is %s',
  async (_, own, workspace, requesterHome, told, standing) => {
    const { directory } = slackSays(own, told);
    const video = { ...newVideo({ ...facts, requesterHome }, START), workspace };
    expect(await createRequesterStanding(directory)(video)).toBe(standing);
  },
);
