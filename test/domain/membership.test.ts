import { expect, it } from 'vitest';
import type { Home, Installation, Person, SignedIdentity } from '../../src/domain/membership.ts';
import {
  evidenceOf,
  homeToStore,
  installationOf,
  isAdminOf,
  membershipOf,
} from '../../src/domain/membership.ts';
import { newVideo } from '../../src/domain/video/video.ts';
import { createAccessResolver } from '../../src/videos/access-resolver.ts';
import { createRequesterMembership } from '../../src/videos/run/requester-membership.ts';
import { START, sampleNewVideo } from './sample-new-video.ts';

const PLAIN: Installation = { workspace: 'T1', enterprise: null };
const GRID: Installation = { workspace: 'T1', enterprise: 'E1' };
const ORG_WIDE: Installation = { workspace: 'E1', enterprise: 'E1' };
const at = (team: string | null, enterprise: string | null = null): Home => ({ team, enterprise });
const NOWHERE = at(null);

const member = { membership: 'member', isConclusive: true } as const;
const guest = { membership: 'guest', isConclusive: true } as const;
const likelyMember = { membership: 'member', isConclusive: false } as const;
const likelyGuest = { membership: 'guest', isConclusive: false } as const;

it.each([
  ['plain: from the app’s own workspace', PLAIN, at('T1'), at('T1'), member],
  ['plain: from the own workspace, via a partner', PLAIN, at('T1'), at('T2', 'E2'), member],
  ['plain: from another workspace', PLAIN, at('T2'), at('T1'), guest],
  ['plain: from another workspace, via that one', PLAIN, at('T2'), at('T2'), guest],
  ['plain: from another organization', PLAIN, at('T2', 'E2'), at('T2', 'E2'), guest],
  ['plain: from an organization instead of a workspace', PLAIN, at('E2'), at('T1'), guest],
  ['plain: from nowhere', PLAIN, NOWHERE, NOWHERE, likelyMember],
  ['plain: from nowhere, via the own workspace', PLAIN, NOWHERE, at('T1'), likelyMember],
  ['plain: from nowhere, via another workspace', PLAIN, NOWHERE, at('T2'), likelyGuest],
  ['plain: from nowhere, via an organization', PLAIN, NOWHERE, at(null, 'E2'), likelyGuest],
  ['plain: from another workspace, org-wide', PLAIN, at('T2'), at(null, 'E2'), likelyGuest],
  ['grid: from the app’s own workspace', GRID, at('T1'), at('T1', 'E1'), member],
  ['grid: from a sibling, via that sibling', GRID, at('T3', 'E1'), at('T3', 'E1'), member],
  ['grid: from the own organization instead of a workspace', GRID, at('E1'), at('T2'), member],
  ['grid: from a sibling, via the own workspace', GRID, at('T3'), at('T1', 'E1'), likelyMember],
  ['grid: from a sibling, org-wide', GRID, at('T3'), at(null, 'E1'), likelyMember],
  ['grid: from a partner’s workspace, via that one', GRID, at('T2'), at('T2'), likelyGuest],
  ['grid: from another organization', GRID, at('T2', 'E2'), at('T2', 'E2'), guest],
  ['grid: from another organization instead of a workspace', GRID, at('E2'), at('T1', 'E1'), guest],
  ['grid: from an unknown workspace, via a partner', GRID, at('T2'), at('T9', 'E2'), likelyGuest],
  ['grid: from nowhere, org-wide', GRID, NOWHERE, at(null, 'E1'), likelyMember],
  ['grid: from nowhere, via another organization', GRID, NOWHERE, at(null, 'E2'), likelyGuest],
  ['org-wide: from one of its workspaces', ORG_WIDE, at('T1', 'E1'), at('T1', 'E1'), member],
  ['org-wide: from a workspace id alone', ORG_WIDE, at('T1'), at(null, 'E1'), likelyMember],
  ['org-wide: from another organization', ORG_WIDE, at('T2', 'E2'), at('T2', 'E2'), guest],
])('the signed ids show a membership: %s', (_, own, home, via, evidence) => {
  expect(evidenceOf(own, home, via)).toEqual(evidence);
});

const unknown = { teams: [], stranger: false, deactivated: false, adminOf: null };
const NOBODY: Person = { ...NOWHERE, ...unknown };
const person: Person = { ...NOBODY, team: 'T1' };
it.each([
  ['by conclusive ids, whatever Slack adds', guest, person, 'guest'],
  ['by Slack’s answer, if the ids are inconclusive', likelyGuest, person, 'member'],
  ['in several workspaces, also the own', likelyGuest, { team: 'T3', teams: ['T1'] }, 'member'],
  ['in the same organization', likelyGuest, { team: 'T3', enterprise: 'E1' }, 'member'],
  ['in the own organization instead of a workspace', likelyGuest, { team: 'E1' }, 'member'],
  ['in another organization', likelyMember, { team: 'T2', enterprise: 'E2' }, 'guest'],
  ['a stranger to Slack', likelyMember, { team: 'T2', stranger: true }, 'guest'],
  ['in a workspace without a named organization', likelyMember, { team: 'T9' }, 'member'],
  ['by the likely answer, if Slack does not answer', likelyMember, null, 'member'],
  ['by the likely answer, if Slack does not answer (guest)', likelyGuest, null, 'guest'],
  ['deactivated, whatever the ids say', member, { deactivated: true }, 'deactivated'],
  ['unverified, if the app’s workspace is unknown', null, person, 'unverified'],
] as const)('a person’s membership: %s', (_, evidence, change, expected) => {
  const answer = change && { ...person, ...change };
  expect(membershipOf(GRID, evidence, answer)).toBe(expected);
});

it('people of other workspaces are guests of a workspace without an organization', () => {
  const results = (team: string | null) => membershipOf(PLAIN, likelyMember, { ...person, team });
  const all = [results('T2'), results(null), membershipOf(null, likelyMember, person)];
  expect(all).toEqual(['guest', 'member', 'unverified']);
});

const via = at('T2', 'E2');
const signed: SignedIdentity = { user: 'U1', ...at('T2'), via, orgWide: false, installed: null };
const ours = { installed: at('T1', 'E1') };
const all = { via: at(null, 'E1'), orgWide: true };
it.each([
  ['is the token’s, whatever the request names', PLAIN, {}, PLAIN],
  ['is the token’s, not that of a shared channel', GRID, ours, GRID],
  ['is the signed one until the token’s is known', null, ours, GRID],
  ['is the organization of an org-wide installation', null, all, ORG_WIDE],
  ['is an org-wide one without a workspace', null, { installed: at(null, 'E1') }, ORG_WIDE],
  ['gets its organization from a request via itself', PLAIN, { via: at('T1', 'E1') }, GRID],
  ['gets its organization from an event', PLAIN, ours, GRID],
  ['gets nothing from an org-wide request', PLAIN, all, PLAIN],
  ['gets nothing from another installation', PLAIN, { installed: at('T2', 'E2') }, PLAIN],
  ['is never just the workspace that a payload came via', null, {}, null],
])('the installation of a request %s', (_, known, change, own) => {
  expect(installationOf(known, { ...signed, ...change })).toEqual(own);
});

it('a video stores a home that gives the same membership later', () => {
  const stored = [homeToStore(GRID, at('T3'), 'member'), homeToStore(PLAIN, NOWHERE, 'member')];
  stored.push(homeToStore(PLAIN, at('T2', 'E2'), 'guest'));
  expect(stored).toEqual([at('T1', 'E1'), at('T1'), at('T2', 'E2')]);
});

const sibling = { team: 'T3', enterprise: 'E1' };
const orgAdmin = { adminOf: 'organization', ...sibling } as const;
it.each([
  ['an admin of the workspace', PLAIN, { adminOf: 'workspace' }, true],
  ['anybody else', PLAIN, {}, false],
  ['an admin of another workspace', PLAIN, { adminOf: 'workspace', team: 'T2' }, false],
  ['a deactivated admin', PLAIN, { adminOf: 'workspace', deactivated: true }, false],
  ['an admin of a sibling workspace', GRID, { adminOf: 'workspace', ...sibling }, false],
  ['an admin of the organization', GRID, orgAdmin, true],
  ['an admin of one workspace, org-wide', ORG_WIDE, { adminOf: 'workspace', ...sibling }, false],
  ['an admin of the organization, org-wide', ORG_WIDE, orgAdmin, true],
  ['an admin of another organization', GRID, { ...orgAdmin, enterprise: 'E2', team: 'T2' }, false],
] as const)('a person who may decide for an installation: %s', (_, own, change, isAdmin) => {
  expect(isAdminOf(own, { ...person, ...change })).toBe(isAdmin);
});

const personWith = (answer: Partial<Person>): Person => ({ ...NOBODY, ...answer });
const directoryOf = (own: Installation | null, answer: Person | null) => {
  return { installation: async () => own, person: async () => answer };
};

// With a known token: `journeys/permissions`.
it('until the token is known, only a signed installation identifies people', async () => {
  const here = { channel: 'C1', conversation: 'public' } as const;
  const request = { ...signed, ...here, ...at('T1'), via: at('T1') };
  const resolver = createAccessResolver(directoryOf(null, personWith({ deactivated: true })));
  const results = [await resolver.access(request), await resolver.access(request, 'money')];
  results.push(await resolver.access({ ...request, installed: at('T1') }));
  const answers = results.map(({ membership, workspace }) => `${membership} ${workspace}`);
  expect(answers).toEqual(['unverified unknown', 'unverified unknown', 'member T1']);
});

it.each([
  ['a member, as stored', PLAIN, 'T1', at('T1'), null, 'member'],
  ['a member, as stored, in Grid', GRID, 'T1', at('T1', 'E1'), null, 'member'],
  ['a guest, as stored, in Grid', GRID, 'T1', at('T2', 'E2'), personWith({ team: 'T2' }), 'guest'],
  ['deactivated since', PLAIN, 'T1', at('T1'), personWith({ deactivated: true }), 'deactivated'],
  ['a member, if Slack does not answer', null, 'T1', at('T1'), null, 'member'],
  ['a guest, if Slack does not answer', null, 'T1', at('T2'), null, 'guest'],
  ['a member, by an old record without Slack’s answer', PLAIN, 'T1', null, null, 'member'],
  ['a guest, by an old record', PLAIN, 'T1', null, personWith({ team: 'T2' }), 'guest'],
  ['a guest, by an old record with the guest’s workspace', PLAIN, 'T2', null, null, 'guest'],
  ['a sibling, by an old record', GRID, 'T3', null, personWith({ enterprise: 'E1' }), 'member'],
  ['a member, by an old org-wide record', GRID, '', null, null, 'member'],
] as const)('before paying, the requester is %s', async (_, own, team, home, answer, expected) => {
  const made = newVideo({ ...sampleNewVideo, requesterHome: home }, START);
  const video = { ...made, workspace: team };
  expect(await createRequesterMembership(directoryOf(own, answer))(video)).toBe(expected);
});
