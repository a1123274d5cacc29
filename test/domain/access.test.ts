import { expect, it } from 'vitest';
import { ACTIONS, ACTORS, actorAsRequester, actorOf, can } from '../../src/domain/access.ts';
import { CONVERSATION_KINDS, conversationKindOf } from '../../src/domain/conversation.ts';

const [yes, notYours, elsewhere] = ['yes', 'not yours', 'elsewhere'] as const;
const [guest, deactivated, unverified] = ['guest', 'deactivated', 'unverified'] as const;

it('the access rule is this table, cell by cell', () => {
  const cell = (...[actor, action]: [(typeof ACTORS)[number], (typeof ACTIONS)[number]]) => {
    const decisions = CONVERSATION_KINDS.map((place) => can(actor, action, place));
    return new Set(decisions).size === 1 ? decisions[0] : decisions.join(', ');
  };
  const table = ACTIONS.map((action) => [action, ACTORS.map((actor) => cell(actor, action))]);
  // Columns: requester, same channel, other channel, guest requester, guest, deactivated,
  // unverified; three decisions: in a public channel, in a private one, in a direct message.
  expect(Object.fromEntries(table)).toEqual({
    view: [yes, yes, elsewhere, yes, yes, deactivated, unverified],
    transcript: [yes, yes, elsewhere, yes, yes, deactivated, unverified],
    make: [yes, notYours, elsewhere, guest, guest, deactivated, unverified],
    remix: [yes, 'yes, yes, not yours', elsewhere, guest, guest, deactivated, unverified],
    retry: [yes, notYours, elsewhere, guest, guest, deactivated, unverified],
    ask_again: [yes, notYours, elsewhere, guest, guest, deactivated, unverified],
    resolve: [yes, notYours, elsewhere, yes, guest, deactivated, unverified],
    cancel: [yes, notYours, elsewhere, yes, guest, deactivated, unverified],
    share: [yes, 'yes, not yours, not yours', elsewhere, guest, guest, deactivated, unverified],
    list: [yes, notYours, elsewhere, yes, guest, deactivated, unverified],
  });
});

const [card, direct] = [{ channel: 'C1' }, { channel: 'D1' }];
const posts = { card, late: { channel: null }, direct, file: undefined };
const video = { requester: 'U1', posts };
const principal = { user: 'U2', membership: 'member', channel: 'C1' } as const;
it.each([
  ['the requester in its channel', { user: 'U1' }, 'requester'],
  ['the requester in the Home tab', { user: 'U1', channel: null }, 'requester'],
  ['the requester in another channel', { user: 'U1', channel: 'C2' }, 'requester'],
  ['somebody else in its channel', {}, 'same channel'],
  ['somebody else in the direct message that it moved to', { channel: 'D1' }, 'same channel'],
  ['somebody else in another channel', { channel: 'C2' }, 'other channel'],
  ['somebody else outside any channel', { channel: null }, 'other channel'],
  ['a guest in its channel', { membership: guest }, 'guest'],
  ['a guest who requested it', { membership: guest, user: 'U1' }, 'guest requester'],
  ['a guest in another channel', { membership: guest, channel: 'C2' }, 'other channel'],
  ['a guest outside any channel', { membership: guest, channel: null }, 'other channel'],
  ['a deactivated requester', { user: 'U1', membership: deactivated }, 'deactivated'],
  ['a deactivated colleague', { membership: deactivated }, 'deactivated'],
  ['an unverified requester', { user: 'U1', membership: unverified }, 'unverified'],
] as const)('a principal’s relation to a video: %s', (_, change, actor) => {
  expect(actorOf(video, { ...principal, ...change })).toBe(actor);
});

const KINDS = `C1 marketing public|C1 - public|C0DUW - public|C1 privategroup private|G1 - private|
C1 mpdm-ada--grace-1 direct|D1 directmessage direct|U1 - direct|C1 directmessage direct`;
it('the id and the name of a conversation determine its kind', () => {
  const rows = KINDS.split(/\|\n?/);
  const actual = rows.map((row) => {
    const [id = '', name = ''] = row.split(' ');
    return `${id} ${name} ${conversationKindOf(id, name === '-' ? null : name)}`;
  });
  expect(actual).toEqual(rows);
});

it('everybody is the requester of their own videos, unless they are denied everything', () => {
  const standings = ['member', 'guest', 'deactivated', 'unverified'] as const;
  const actors = standings.map((membership) => actorAsRequester({ user: 'U1', membership }));
  expect(actors).toEqual(['requester', 'guest requester', 'deactivated', 'unverified']);
});
