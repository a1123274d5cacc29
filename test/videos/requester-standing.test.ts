import { describe, expect, it } from 'vitest';
import type { Directory, Home, Person } from '../../src/domain/standing.ts';
import { newVideo } from '../../src/domain/video/video.ts';
import { createRequesterStanding } from '../../src/videos/requester-standing.ts';
import { facts, START } from '../domain/facts.ts';
import { living } from './living.ts';

const person = (change: Partial<Person>): Person => ({
  team: null,
  enterprise: null,
  teams: [],
  stranger: false,
  deactivated: false,
  ...change,
});
const home = (team: string | null, enterprise: string | null = null): Home => ({
  team,
  enterprise,
});
const T1 = { workspace: 'T1', enterprise: null };
const GRID = { workspace: 'T1', enterprise: 'E1' };

describe('right before a video is paid for, its requester is', () => {
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
  ] as const)('%s', async (_, own, workspace, requesterHome, told, standing) => {
    const directory: Directory = { installation: async () => own, person: async () => told };
    const video = { ...newVideo({ ...facts, requesterHome }, START), workspace };
    expect(await createRequesterStanding(directory)(video)).toBe(standing);
  });
});

describe('a requester who may not pay', () => {
  it.each([
    ['member', 'delivered', null, 1],
    ['guest', 'failed', 'not_allowed', 0],
    ['deactivated', 'failed', 'not_allowed', 0],
    ['unverified', 'failed', 'not_allowed', 0],
  ] as const)('a %s: %s, %s, paid %i times', async (standing, state, reason, paid) => {
    const { runVideo, store, happened } = living({ standing: async () => standing });
    const lease = { isHeld: async () => true };
    await runVideo('v_1', JSON.stringify(facts), lease);
    const video = await store.load('v_1');
    if (video?.state === 'rendering')
      await store.save({ ...video, poll: { ...video.poll, nextAt: 0 } });
    await runVideo('v_1', JSON.stringify(facts), lease);
    const last = await store.load('v_1');
    expect([
      last?.state,
      last?.failure?.reason ?? null,
      happened.filter((each) => each === 'paid').length,
      happened.some((each) => each.startsWith('result')),
    ]).toEqual([state, reason, paid, true]);
  });
});
