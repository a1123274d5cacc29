import { describe, expect, it } from 'vitest';
import { avatarFacets, passes } from '../../src/catalogue/filters.ts';
import { avatarOptions } from '../../src/catalogue/options.ts';
import { usedAgain } from '../../src/catalogue/recent.ts';
import { HOSTILE } from '../support/hostile-strings.ts';
import { avatar } from './some.ts';

const avatars = [
  avatar({ id: '1' }),
  avatar({ id: '2', style: 'social', age: 'young_adult' }),
  avatar({ id: '3', style: 'social', gender: 'Male' }),
  avatar({ id: '4', kind: 'custom', style: null, gender: null, age: null }),
];
const through = (...filters: string[]) =>
  avatars.filter((each) => passes(each, filters)).map(({ id }) => id);

describe('filters over avatars', () => {
  it('are the values that are there, by kind of fact', () => {
    expect(avatarFacets(avatars)).toEqual([
      {
        label: 'Style',
        options: [
          { value: 'style:professional', label: 'Professional' },
          { value: 'style:social', label: 'Social' },
        ],
      },
      {
        label: 'Gender',
        options: [
          { value: 'gender:female', label: 'Female' },
          { value: 'gender:male', label: 'Male' },
        ],
      },
      {
        label: 'Age',
        options: [
          { value: 'age:adult', label: 'Adult' },
          { value: 'age:young_adult', label: 'Young adult' },
        ],
      },
    ]);
  });

  it('offer nothing that all avatars share', () => {
    expect([avatarFacets([]), avatarFacets([avatar(), avatar({ id: '2' })])]).toEqual([[], []]);
  });

  it('let through what has one of the values of every kind', () => {
    expect([
      through(),
      through('style:social'),
      through('style:social', 'style:professional'),
      through('style:social', 'gender:male'),
      through('style:none'),
      through('nonsense', 'colour:red'),
    ]).toEqual([
      ['1', '2', '3', '4'],
      ['2', '3'],
      ['1', '2', '3'],
      ['3'],
      [],
      ['1', '2', '3', '4'],
    ]);
  });

  it('narrow the picker, the recent ones too', () => {
    const ask = { query: '', shape: null, recent: ['public:1', 'public:3'] };
    const groups = avatarOptions(avatars, { ...ask, filters: ['style:social'] }).groups;
    expect(groups.map(({ label, options }) => [label, options.map(({ value }) => value)])).toEqual([
      ['Recent', ['public:3']],
      ['Public', ['public:2']],
    ]);
  });

  it('have values that Slack takes, whatever Jogg says', () => {
    const odd = HOSTILE.map((text, at) => avatar({ id: String(at), style: text, age: text }));
    const options = avatarFacets(odd).flatMap((facet) => facet.options);
    expect(options.length).toBeGreaterThan(10);
    expect(
      options.filter(({ value, label }) => value.length > 75 || label === '' || label.length > 75),
    ).toEqual([]);
  });
});

describe('what was used lately', () => {
  it('comes first once, and is forgotten after five others', () => {
    const used = ['a', 'b', 'c', 'a', 'd', 'e', 'f'].reduce<string[]>(usedAgain, []);
    expect(used).toEqual(['f', 'e', 'd', 'a', 'c']);
  });
});
