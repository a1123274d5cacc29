import { describe, expect, it } from 'vitest';
import { avatarFacets, passes } from '../../src/catalogue/filters.ts';
import { avatarOptions } from '../../src/catalogue/options.ts';
import { usedAgain } from '../../src/catalogue/recent.ts';
import { PICKER_GROUPS } from '../../src/slack/copy/picker-copy.ts';
import { avatar } from './some.ts';

const avatars = [
  avatar({ id: '1' }),
  avatar({ id: '2', style: 'social', age: 'young_adult' }),
  avatar({ id: '3', style: 'social', gender: 'Male' }),
  avatar({ id: '4', kind: 'custom', style: null, gender: null, age: null }),
];

describe('filters over avatars', () => {
  it('are the values that are there, by kind of fact', () => {
    const facets = avatarFacets(avatars).map(({ facet, options }) =>
      [facet, ...options.map((option) => `${option.value} ${option.label}`)].join(', '),
    );
    const style = 'style, style:professional Professional, style:social Social';
    const gender = 'gender, gender:female Female, gender:male Male';
    expect(facets).toEqual([style, gender, 'age, age:adult Adult, age:young_adult Young adult']);
  });

  it('offer nothing that all avatars share', () => {
    expect([avatarFacets([]), avatarFacets([avatar(), avatar({ id: '2' })])]).toEqual([[], []]);
  });

  it.each([
    [[], '1234'],
    [['style:social'], '23'],
    [['style:social', 'style:professional'], '123'],
    [['style:social', 'gender:male'], '3'],
    [['style:none'], ''],
    [['nonsense', 'colour:red'], '1234'],
  ])('%j let through what has one of the values of every kind', (filters, through) => {
    const ids = avatars.filter((each) => passes(each, filters)).map(({ id }) => id);
    expect(ids.join('')).toBe(through);
  });

  it('narrow the picker, the recent ones too', () => {
    const ask = { query: '', shape: null, recent: ['public:1', 'public:3'] };
    const { groups } = avatarOptions(avatars, { ...ask, filters: ['style:social'] }, PICKER_GROUPS);
    const found = groups.map(({ label, options }) => [label, options[0]?.value]);
    expect(found).toEqual([
      ['Recent', 'public:3'],
      ['Public', 'public:2'],
    ]);
  });
});

it('what was used lately comes first once, and is forgotten after five others', () => {
  const used = ['a', 'b', 'c', 'a', 'd', 'e', 'f'].reduce<string[]>(usedAgain, []);
  expect(used).toEqual(['f', 'e', 'd', 'a', 'c']);
});
