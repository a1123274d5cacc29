import { expect, it } from 'vitest';
import type {
  Directory,
  Home,
  Installation,
  Person,
  SignedIdentity,
} from '../../src/domain/membership.ts';
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

const member = { membership: 'member', isConclusive: true };
const guest = { membership: 'guest', isConclusive: true };
const likelyMember = { membership: 'member', isConclusive: false };
const likelyGuest = { membership: 'guest', isConclusive: false };

it.each([
  ['plain: of the own workspace', PLAIN, at('T1'), at('T1'), member],
  ['plain: of it, through a partner’s channel', PLAIN, at('T1'), at('T2', 'E2'), member],
  ['plain: of another workspace', PLAIN, at('T2'), at('T1'), guest],
  ['plain: of another one, through that one', PLAIN, at('T2'), at('T2'), guest],
  ['plain: of another organization', PLAIN, at('T2', 'E2'), at('T2', 'E2'), guest],
  ['plain: an organization in place of a workspace', PLAIN, at('E2'), at('T1'), guest],
  ['plain: nobody says whose', PLAIN, NOWHERE, NOWHERE, likelyMember],
  ['plain: nobody says whose, here', PLAIN, NOWHERE, at('T1'), likelyMember],
  ['plain: nobody says whose, there', PLAIN, NOWHERE, at('T2'), likelyGuest],
  ['plain: nobody says whose, of an organization', PLAIN, NOWHERE, at(null, 'E2'), likelyGuest],
  ['plain: of another one, org-wide', PLAIN, at('T2'), at(null, 'E2'), likelyGuest],
  ['grid: of the own workspace', GRID, at('T1'), at('T1', 'E1'), member],
  ['grid: of a sibling, through it', GRID, at('T3', 'E1'), at('T3', 'E1'), member],
  ['grid: the organization in place of a workspace', GRID, at('E1'), at('T2'), member],
  ['grid: of a sibling, through the own workspace', GRID, at('T3'), at('T1', 'E1'), likelyMember],
  ['grid: of a sibling, org-wide', GRID, at('T3'), at(null, 'E1'), likelyMember],
  ['grid: of a plain partner, who says so', GRID, at('T2'), at('T2'), likelyGuest],
  ['grid: of another organization', GRID, at('T2', 'E2'), at('T2', 'E2'), guest],
  ['grid: another organization in place of a workspace', GRID, at('E2'), at('T1', 'E1'), guest],
  ['grid: through another organization', GRID, at('T2'), at('T9', 'E2'), likelyGuest],
  ['grid: nobody says whose, org-wide', GRID, NOWHERE, at(null, 'E1'), likelyMember],
  ['grid: nobody says whose, of another one', GRID, NOWHERE, at(null, 'E2'), likelyGuest],
  ['org-wide: of a workspace of it', ORG_WIDE, at('T1', 'E1'), at('T1', 'E1'), member],
  ['org-wide: of one that Slack does not name', ORG_WIDE, at('T1'), at(null, 'E1'), likelyMember],
  ['org-wide: of another organization', ORG_WIDE, at('T2', 'E2'), at('T2', 'E2'), guest],
])('what the signed ids say of a person: %s', (_, own, home, via, evidence) => {
  expect(evidenceOf(own, home, via)).toEqual(evidence);
});

const unknown = { teams: [], stranger: false, deactivated: false, adminOf: null };
const NOBODY: Person = { ...NOWHERE, ...unknown };
const person: Person = { ...NOBODY, team: 'T1' };
const open = likelyMember as { membership: 'member'; isConclusive: false };
const lost = likelyGuest as { membership: 'guest'; isConclusive: false };
it.each([
  ['by the ids, where they are sure, whatever Slack adds', guest, person, 'guest'],
  ['by Slack, where the ids leave it open: of the own workspace', lost, person, 'member'],
  ['in several workspaces, one of them the own', lost, { team: 'T3', teams: ['T1'] }, 'member'],
  ['of the same organization', lost, { team: 'T3', enterprise: 'E1' }, 'member'],
  ['the organization in place of a workspace', lost, { team: 'E1' }, 'member'],
  ['of another organization', open, { team: 'T2', enterprise: 'E2' }, 'guest'],
  ['a stranger', open, { team: 'T2', stranger: true }, 'guest'],
  ['of a workspace that Slack says no more of', open, { team: 'T9' }, 'member'],
  ['by what is likely, where Slack does not answer', open, null, 'member'],
  ['by what is likely, where Slack does not answer (guest)', lost, null, 'guest'],
  ['deactivated, whatever the ids say', member, { deactivated: true }, 'deactivated'],
  ['nobody knows, without a workspace of our own', null, person, 'unverified'],
] as const)('who somebody is: %s', (_, evidence, change, is) => {
  const told = change && { ...person, ...change };
  expect(membershipOf(GRID, evidence as typeof open | null, told)).toBe(is);
});

it('a person of any other workspace is a guest of one that is in no organization', () => {
  const seen = (team: string | null) => membershipOf(PLAIN, open, { ...person, team });
  const all = [seen('T2'), seen(null), membershipOf(null, open, person)];
  expect(all).toEqual(['guest', 'member', 'unverified']);
});

const via = at('T2', 'E2');
const signed: SignedIdentity = { user: 'U1', ...at('T2'), via, orgWide: false, installed: null };
const ours = { installed: at('T1', 'E1') };
const all = { via: at(null, 'E1'), orgWide: true };
it.each([
  ['is the token’s, whatever is named', PLAIN, {}, PLAIN],
  ['is the token’s, not the one of a shared channel', GRID, ours, GRID],
  ['is what Slack signed as installed, until the token is known', null, ours, GRID],
  ['is the organization, where it is org-wide', null, all, ORG_WIDE],
  ['is an org-wide one that names no workspace', null, { installed: at(null, 'E1') }, ORG_WIDE],
  ['learns its organization from a request through itself', PLAIN, { via: at('T1', 'E1') }, GRID],
  ['learns its organization from an event', PLAIN, ours, GRID],
  ['learns nothing from an org-wide request', PLAIN, all, PLAIN],
  ['learns nothing of another installation', PLAIN, { installed: at('T2', 'E2') }, PLAIN],
  ['is never the workspace that a payload only came through', null, {}, null],
])('the installation that a request is for %s', (_, known, change, own) => {
  expect(installationOf(known, { ...signed, ...change })).toEqual(own);
});

it('a video keeps of its requester what answers the same later', () => {
  const kept = [homeToStore(GRID, at('T3'), 'member'), homeToStore(PLAIN, NOWHERE, 'member')];
  kept.push(homeToStore(PLAIN, at('T2', 'E2'), 'guest'));
  expect(kept).toEqual([at('T1', 'E1'), at('T1'), at('T2', 'E2')]);
});

const sibling = { team: 'T3', enterprise: 'E1' };
const orgAdmin = { adminOf: 'organization', ...sibling } as const;
it.each([
  ['an admin of the workspace', PLAIN, { adminOf: 'workspace' }, true],
  ['anybody else', PLAIN, {}, false],
  ['an admin of another workspace', PLAIN, { adminOf: 'workspace', team: 'T2' }, false],
  ['one who was deactivated', PLAIN, { adminOf: 'workspace', deactivated: true }, false],
  ['an admin of a sibling workspace', GRID, { adminOf: 'workspace', ...sibling }, false],
  ['an admin of the organization', GRID, orgAdmin, true],
  ['an admin of one workspace, for all', ORG_WIDE, { adminOf: 'workspace', ...sibling }, false],
  ['an admin of the organization, for all', ORG_WIDE, orgAdmin, true],
  ['an admin of another organization', GRID, { ...orgAdmin, enterprise: 'E2', team: 'T2' }, false],
] as const)('who may decide for an installation: %s', (_, own, change, may) => {
  expect(isAdminOf(own, { ...person, ...change })).toBe(may);
});

const someone = (told: Partial<Person>): Person => ({ ...NOBODY, ...told });
const slackSays = (own: Installation | null, told: Person | null): Directory => {
  return { installation: async () => own, person: async () => told };
};

// A workspace whose token is known: `journeys/permissions`, at every door.
it('before the token is known nobody is, but by what Slack signed', async () => {
  const here = { channel: 'C1', conversation: 'public' } as const;
  const asked = { ...signed, ...here, ...at('T1'), via: at('T1') };
  const recognise = createAccessResolver(slackSays(null, someone({ deactivated: true })));
  const seen = [await recognise.access(asked), await recognise.access(asked, 'money')];
  seen.push(await recognise.access({ ...asked, installed: at('T1') }));
  const told = seen.map(({ membership, workspace }) => `${membership} ${workspace}`);
  expect(told).toEqual(['unverified unknown', 'unverified unknown', 'member T1']);
});

it.each([
  ['a member, as kept', PLAIN, 'T1', at('T1'), null, 'member'],
  ['a member, as kept, of Grid', GRID, 'T1', at('T1', 'E1'), null, 'member'],
  ['a guest, as kept, of Grid', GRID, 'T1', at('T2', 'E2'), someone({ team: 'T2' }), 'guest'],
  ['deactivated meanwhile', PLAIN, 'T1', at('T1'), someone({ deactivated: true }), 'deactivated'],
  ['a member, where Slack cannot be asked', null, 'T1', at('T1'), null, 'member'],
  ['a guest, where Slack cannot be asked', null, 'T1', at('T2'), null, 'guest'],
  ['a member, of an old record that Slack is silent on', PLAIN, 'T1', null, null, 'member'],
  ['a guest, of an old record', PLAIN, 'T1', null, someone({ team: 'T2' }), 'guest'],
  ['a guest, of an old record in the guest’s name', PLAIN, 'T2', null, null, 'guest'],
  ['a sibling, of an old record', GRID, 'T3', null, someone({ enterprise: 'E1' }), 'member'],
  ['somebody of an old org-wide record', GRID, '', null, null, 'member'],
] as const)('before paying, its requester is %s', async (_, own, team, requesterHome, told, is) => {
  const video = { ...newVideo({ ...sampleNewVideo, requesterHome }, START), workspace: team };
  expect(await createRequesterMembership(slackSays(own, told))(video)).toBe(is);
});
