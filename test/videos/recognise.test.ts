import { describe, expect, it } from 'vitest';
import type { Directory, Installation, Person } from '../../src/domain/standing.ts';
import { createRecognise, type SignedRequest } from '../../src/videos/recognise.ts';

const T1: Installation = { workspace: 'T1', enterprise: null };
const GRID: Installation = { workspace: 'T1', enterprise: 'E1' };
const request: SignedRequest = {
  user: 'U1',
  team: 'T1',
  enterprise: null,
  via: { team: 'T1', enterprise: null },
  orgWide: false,
  installed: null,
  channel: 'C1',
  place: 'public',
};
const LEFT: Person = {
  team: 'T1',
  enterprise: null,
  teams: [],
  stranger: false,
  deactivated: true,
};

/** Who asks, and whom Slack was asked about for it. */
async function recognised(
  own: Installation | null,
  change: Partial<SignedRequest>,
  about?: 'money',
) {
  const asked: string[] = [];
  const directory: Directory = {
    installation: async () => own,
    person: async (user) => {
      asked.push(user);
      return LEFT;
    },
  };
  const signed = { ...request, ...change };
  const recognise = createRecognise(directory);
  const { standing, workspace } = await recognise.access(signed, about);
  expect(await recognise.workspace(signed)).toBe(workspace);
  return [standing, workspace, asked.length];
}

describe('who asks', () => {
  const open = { team: 'T3', via: { team: 'T1', enterprise: 'E1' } };
  const installed = { team: 'T1', enterprise: null };
  it.each([
    ['a member at a door: Slack is not asked', T1, {}, undefined, ['member', 'T1', 0]],
    ['a guest at a door: Slack is not asked', T1, { team: 'T2' }, undefined, ['guest', 'T1', 0]],
    ['at money: Slack is asked about the account', T1, {}, 'money', ['deactivated', 'T1', 1]],
    [
      'where the ids leave it open: Slack is asked',
      GRID,
      open,
      undefined,
      ['deactivated', 'T1', 1],
    ],
    ['before the token is known: nobody', null, {}, undefined, ['unverified', 'unknown', 0]],
    ['before it is known, at money: nobody', null, {}, 'money', ['unverified', 'unknown', 0]],
    [
      'before it is known, where Slack signed the installation',
      null,
      { installed },
      undefined,
      ['member', 'T1', 0],
    ],
  ] as const)('%s', async (_, own, change, about, seen) => {
    expect(await recognised(own, change, about)).toEqual(seen);
  });
});
