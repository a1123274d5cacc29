import { describe, expect, it } from 'vitest';
import { ACTIONS, ACTORS, actorOf, may, PLACES, placeOf, whyNot } from '../../src/domain/may.ts';

const yes = 'yes';
const own = 'not yours';
const away = 'elsewhere';
const guest = 'guest';
const gone = 'deactivated';

describe('who may do what', () => {
  it('is this table, cell by cell', () => {
    const table = ACTIONS.map((action) => [
      action,
      ACTORS.map((actor) => PLACES.map((place) => may(actor, action, place))),
    ]);
    // Columns: requester, same channel, other channel, guest, deactivated;
    // in each: in a public channel, in a private one, in a direct message.
    expect(Object.fromEntries(table)).toEqual({
      view: [
        [yes, yes, yes],
        [yes, yes, yes],
        [away, away, away],
        [yes, yes, yes],
        [gone, gone, gone],
      ],
      remix: [
        [yes, yes, yes],
        [yes, yes, own],
        [away, away, away],
        [guest, guest, guest],
        [gone, gone, gone],
      ],
      retry: [
        [yes, yes, yes],
        [own, own, own],
        [away, away, away],
        [guest, guest, guest],
        [gone, gone, gone],
      ],
      cancel: [
        [yes, yes, yes],
        [own, own, own],
        [away, away, away],
        [guest, guest, guest],
        [gone, gone, gone],
      ],
      share: [
        [yes, yes, yes],
        [yes, own, own],
        [away, away, away],
        [guest, guest, guest],
        [gone, gone, gone],
      ],
      list: [
        [yes, yes, yes],
        [own, own, own],
        [away, away, away],
        [guest, guest, guest],
        [gone, gone, gone],
      ],
      settle: [
        [yes, yes, yes],
        [own, own, own],
        [away, away, away],
        [guest, guest, guest],
        [gone, gone, gone],
      ],
    });
  });

  it('every refusal is a sentence, and none names a video', () => {
    const sentences = ACTIONS.flatMap((action) =>
      ([own, away, guest, gone] as const).map((verdict) => whyNot(verdict, action)),
    );
    expect(sentences.filter((sentence) => !/^[A-Z][^<>{}]+\.$/.test(sentence))).toEqual([]);
    expect(([away, guest, gone] as const).map((verdict) => whyNot(verdict, 'share'))).toEqual([
      'This video belongs to another channel.',
      'Guests of another organisation can watch this video, but not do more with it.',
      'This account is not active in this workspace any more.',
    ]);
    const only = 'Only the one who asked for this video can';
    expect(ACTIONS.map((action) => whyNot(own, action).replace(only, '…'))).toEqual([
      '… watch it.',
      '… remix it here.',
      '… do that.',
      '… cancel it.',
      '… share it.',
      '… list it.',
      '… decide that.',
    ]);
  });
});

describe('who asks', () => {
  const video = {
    requester: 'U1',
    posts: {
      card: { channel: 'C1' },
      late: { channel: null },
      direct: { channel: 'D1' },
      file: undefined,
    },
  };
  const asker = { workspace: 'T1', user: 'U2', team: 'T1', deactivated: false, channel: 'C1' };
  it.each([
    ['the requester, in its channel', { user: 'U1' }, 'requester'],
    ['the requester, from the Home tab', { user: 'U1', channel: null }, 'requester'],
    ['the requester, in another channel', { user: 'U1', channel: 'C2' }, 'requester'],
    ['somebody else in its channel', {}, 'same channel'],
    ['somebody else in the direct message it moved to', { channel: 'D1' }, 'same channel'],
    ['somebody else in another channel', { channel: 'C2' }, 'other channel'],
    ['somebody else from nowhere', { channel: null }, 'other channel'],
    ['somebody whose workspace is not told', { team: null }, 'same channel'],
    ['a guest in its channel', { team: 'T2' }, 'guest'],
    ['a guest who asked for it', { team: 'T2', user: 'U1' }, 'guest'],
    ['a guest in another channel', { team: 'T2', channel: 'C2' }, 'other channel'],
    ['a deactivated requester', { user: 'U1', deactivated: true }, 'deactivated'],
  ] as const)('%s', (_, change, actor) => {
    expect(actorOf(video, { ...asker, ...change })).toBe(actor);
  });

  it.each([
    ['C1', 'marketing', 'public'],
    ['C1', null, 'public'],
    ['C1', 'privategroup', 'private'],
    ['G1', null, 'private'],
    ['C1', 'mpdm-ada--grace-1', 'direct'],
    ['D1', 'directmessage', 'direct'],
    ['U1', null, 'direct'],
    ['C1', 'directmessage', 'direct'],
    ['C0DUW', null, 'public'],
  ] as const)('%s called %s is %s', (channel, name, place) => {
    expect(placeOf(channel, name)).toBe(place);
  });
});
