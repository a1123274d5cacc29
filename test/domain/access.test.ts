import { expect, it } from 'vitest';
import { ACTIONS, ACTORS, actorAsRequester, actorOf, can } from '../../src/domain/access.ts';
import { CONVERSATION_KINDS, conversationKindOf } from '../../src/domain/conversation.ts';

const [yes, own, away] = ['yes', 'not yours', 'elsewhere'] as const;
const [guest, gone, open] = ['guest', 'deactivated', 'unverified'] as const;

it('who may do what is this table, cell by cell', () => {
  const cell = (...[actor, action]: [(typeof ACTORS)[number], (typeof ACTIONS)[number]]) => {
    const decisions = CONVERSATION_KINDS.map((place) => can(actor, action, place));
    return new Set(decisions).size === 1 ? decisions[0] : decisions.join(', ');
  };
  const table = ACTIONS.map((action) => [action, ACTORS.map((actor) => cell(actor, action))]);
  // Columns: requester, same channel, other channel, guest requester, guest, deactivated,
  // unverified; three decisions: in a public channel, in a private one, in a direct message.
  expect(Object.fromEntries(table)).toEqual({
    view: [yes, yes, away, yes, yes, gone, open],
    transcript: [yes, yes, away, yes, yes, gone, open],
    make: [yes, own, away, guest, guest, gone, open],
    remix: [yes, 'yes, yes, not yours', away, guest, guest, gone, open],
    retry: [yes, own, away, guest, guest, gone, open],
    ask_again: [yes, own, away, guest, guest, gone, open],
    resolve: [yes, own, away, yes, guest, gone, open],
    cancel: [yes, own, away, yes, guest, gone, open],
    share: [yes, 'yes, not yours, not yours', away, guest, guest, gone, open],
    list: [yes, own, away, yes, guest, gone, open],
  });
});

const [card, direct] = [{ channel: 'C1' }, { channel: 'D1' }];
const posts = { card, late: { channel: null }, direct, file: undefined };
const video = { requester: 'U1', posts };
const asker = { user: 'U2', membership: 'member', channel: 'C1' } as const;
it.each([
  ['the requester, in its channel', { user: 'U1' }, 'requester'],
  ['the requester, from the Home tab', { user: 'U1', channel: null }, 'requester'],
  ['the requester, in another channel', { user: 'U1', channel: 'C2' }, 'requester'],
  ['somebody else in its channel', {}, 'same channel'],
  ['somebody else in the direct message it moved to', { channel: 'D1' }, 'same channel'],
  ['somebody else in another channel', { channel: 'C2' }, 'other channel'],
  ['somebody else from nowhere', { channel: null }, 'other channel'],
  ['a guest in its channel', { membership: guest }, 'guest'],
  ['a guest who asked for it', { membership: guest, user: 'U1' }, 'guest requester'],
  ['a guest in another channel', { membership: guest, channel: 'C2' }, 'other channel'],
  ['a guest from nowhere', { membership: guest, channel: null }, 'other channel'],
  ['a deactivated requester', { user: 'U1', membership: gone }, 'deactivated'],
  ['a deactivated colleague', { membership: gone }, 'deactivated'],
  ['a requester while the app knows no workspace', { user: 'U1', membership: open }, 'unverified'],
] as const)('who asks: %s', (_, change, actor) => {
  expect(actorOf(video, { ...asker, ...change })).toBe(actor);
});

const KINDS = `C1 marketing public|C1 - public|C0DUW - public|C1 privategroup private|G1 - private|
C1 mpdm-ada--grace-1 direct|D1 directmessage direct|U1 - direct|C1 directmessage direct`;
it('a conversation is of the kind that its id and its name say', () => {
  const rows = KINDS.split(/\|\n?/);
  const told = rows.map((row) => {
    const [id = '', name = ''] = row.split(' ');
    return `${id} ${name} ${conversationKindOf(id, name === '-' ? null : name)}`;
  });
  expect(told).toEqual(rows);
});

it('to what is their own, everybody is its requester, unless they may do nothing', () => {
  const standings = ['member', 'guest', 'deactivated', 'unverified'] as const;
  const actors = standings.map((membership) => actorAsRequester({ user: 'U1', membership }));
  expect(actors).toEqual(['requester', 'guest requester', 'deactivated', 'unverified']);
});
