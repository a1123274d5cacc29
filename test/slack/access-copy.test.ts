import { describe, expect, it } from 'vitest';
import { ACTIONS } from '../../src/domain/access.ts';
import { accessRefusal, ownRefusal } from '../../src/slack/copy/access-copy.ts';

const REFUSALS = [
  'not yours',
  'elsewhere',
  'guest',
  'deactivated',
  'unverified',
  'gone',
  'unread',
] as const;

describe('why somebody may not do it', () => {
  it('every refusal is a sentence, and none names a video', () => {
    const sentences = ACTIONS.flatMap((action) =>
      REFUSALS.map((decision) => accessRefusal(decision, action)),
    );
    expect(sentences.filter((sentence) => !/^[A-Z][^<>{}]+\.$/.test(sentence))).toEqual([]);
    expect(
      (['elsewhere', 'guest', 'deactivated'] as const).map((decision) =>
        accessRefusal(decision, 'share'),
      ),
    ).toEqual([
      'This video belongs to another channel.',
      'Guests of another organisation can watch this video, but not do more with it.',
      'This account is not active in this workspace any more.',
    ]);
    expect(accessRefusal('guest', 'make')).toBe(
      'Only members of the workspace that installed this app can make videos with it.',
    );
    const only = 'Only the one who asked for this video can';
    expect(ACTIONS.map((action) => accessRefusal('not yours', action).replace(only, '…'))).toEqual([
      '… watch it.',
      '… pay for it.',
      '… remix it here.',
      '… do that.',
      '… decide that.',
      '… decide that.',
      '… cancel it.',
      '… share it.',
      '… list it.',
    ]);
  });

  it.each([
    ['member', 'make', null],
    ['member', 'list', null],
    ['guest', 'make', accessRefusal('guest', 'make')],
    ['guest', 'list', null],
    ['deactivated', 'make', accessRefusal('deactivated', 'make')],
    ['deactivated', 'list', accessRefusal('deactivated', 'list')],
    ['unverified', 'make', accessRefusal('unverified', 'make')],
    ['unverified', 'list', accessRefusal('unverified', 'list')],
  ] as const)('a %s asks to %s in their own name: %s', (standing, action, refusal) => {
    expect(ownRefusal({ user: 'U1', standing }, action)).toBe(refusal);
  });
});
