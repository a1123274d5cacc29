import fc from 'fast-check';
import { expect, it } from 'vitest';
import { avatarOptions, type Choices, voiceOptions } from '../../src/catalogue/options.ts';
import { SHAPES } from '../../src/domain/catalogue.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 120 }),
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  fc.constantFrom('A very long name '.repeat(9), 'lone \ud83d half', '👩‍👩‍👧‍👦'.repeat(20)),
);
const maybe = fc.option(text);
const nothing = fc.constant(null);
const id = fc.string({ minLength: 1, maxLength: 90 });
const shape = fc.option(fc.constantFrom(...SHAPES));
const named = { id, name: text, gender: maybe, age: maybe };
const someAvatar = fc.record({
  ...named,
  kind: fc.constantFrom('public' as const, 'custom' as const, 'photo' as const),
  coverUrl: nothing,
  previewUrl: nothing,
  shape,
  style: maybe,
});
const someVoice = fc.record({
  ...named,
  own: fc.boolean(),
  sampleUrl: nothing,
  language: fc.option(fc.oneof(text, fc.constantFrom('english', 'german', 'zh-TW', 'xx'))),
  accent: maybe,
  use: maybe,
});
const listOf = <T>(item: fc.Arbitrary<T>) => fc.array(item, { maxLength: 250, size: 'max' });
const query = fc.oneof(fc.constant(''), fc.string({ maxLength: 3 }), text);
const runs = { numRuns: 60 };

it('options of avatars stay within what Slack takes, whatever Jogg names them', () => {
  const holds = fc.property(listOf(someAvatar), query, shape, (list, typed, shape) => {
    const recent = list.slice(0, 5).map(({ kind, id }) => `${kind}:${id}`);
    expectTakenBySlack(avatarOptions(list, { query: typed, shape, recent }));
  });
  fc.assert(holds, runs);
});

it('options of voices stay within what Slack takes, whatever Jogg names them', () => {
  const holds = fc.property(listOf(someVoice), query, text, (list, typed, locale) => {
    const recent = list.slice(0, 5).map(({ id }) => id);
    expectTakenBySlack(voiceOptions(list, { query: typed, locale, recent }));
  });
  fc.assert(holds, runs);
});

function expectTakenBySlack({ groups, shown, matched, emptyHint }: Choices): void {
  const options = groups.flatMap((group) => group.options);
  const shownTexts = [
    ...groups.map(({ label }) => label),
    ...options.flatMap(({ text, description }) => [text, description ?? '-']),
  ];
  const texts = [...shownTexts, ...options.map(({ value }) => value)];
  expect([shown, shown]).toEqual([options.length, Math.min(matched, 100)]);
  expect(groups.length).toBeLessThanOrEqual(100);
  expect(texts.filter((each) => each === '' || each.length > 75)).toEqual([]);
  expect(shownTexts.filter((each) => !each.isWellFormed())).toEqual([]);
  expect(emptyHint === null).toBe(shown > 0);
  const says = groups.some(({ label }) => label.endsWith('keep typing)'));
  if (matched > shown) expect(says).toBe(true);
}
