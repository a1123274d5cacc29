import { expect, test } from 'vitest';
import { startJogg } from './start-jogg.ts';

type Named = { name: string; [key: string]: unknown };
const AVATAR = {
  avatar_id: expect.any(Number),
  name: expect.stringMatching(/^\S.* – \S/),
  cover_url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/media\/avatars\/\d+\.png$/),
  aspect_ratio: expect.any(Number),
  style: expect.stringMatching(/^(professional|social)$/),
  gender: expect.stringMatching(/^(female|male)$/),
  age: expect.stringMatching(/^(young_adult|adult|senior)$/),
};

test('v1 lists all 300 public avatars, with the meaningless status of `field`', async () => {
  const [field, documented] = [await startJogg(), await startJogg({ behaviour: 'documented' })];
  const { avatars } = await field.data('GET', '/v1/avatars');
  expect(avatars).toEqual(Array(300).fill({ ...AVATAR, status: 0 }));
  expect((await documented.data('GET', '/v1/avatars')).avatars).toEqual(Array(300).fill(AVATAR));
  expect(new Set(avatars.map((each: Named) => each['avatar_id'])).size).toBe(300);
});

test('filters narrow lists and totals, and an unknown value is rejected', async () => {
  const { data, jogg } = await startJogg();
  jogg.behaviour.v2.paging = 'honoured';
  const { avatars, voices } = jogg.catalogue;
  const people = avatars.filter(({ kind }) => kind === 'public');
  const squareMen = people.filter(({ shape, gender }) => shape === 2 && gender === 'male').length;
  const hiker = 'social,senior,outdoors,african';
  const hikers = people.filter(
    ({ style, age, scene, ethnicity }) => [style, age, scene, ethnicity].join() === hiker,
  ).length;
  const germans = voices.filter((each) => !each.own && each.language === 'german');
  const women = germans.filter(({ gender }) => gender === 'female').length;
  const shapes = 'portrait, landscape, square';
  const rows: [path: string, answer: unknown][] = [
    ['/v1/avatars?aspect_ratio=2&gender=male', `${squareMen}`],
    ['/v1/avatars?style=social&age=senior&scene=outdoors&ethnicity=african', `${hikers}`],
    ['/v1/avatars?aspect_ratio=portrait', 'Parameter error: aspect_ratio must be one of 0, 1, 2'],
    ['/v1/avatars?gender=robot', 'Parameter error: gender must be one of female, male'],
    ['/v2/avatars/public?page_size=100&aspect_ratio=square&gender=male', `${squareMen}`],
    ['/v2/avatars/public?aspect_ratio=2', `Parameter error: aspect_ratio must be one of ${shapes}`],
    ['/v1/voices?page_size=200&language=german&gender=female', `${women}/${women}`],
    ['/v1/voices?page_size=200&language=zulu', '0/0'],
    ['/v1/voices?language=de-DE', expect.stringMatching(/: language must be one of english, /)],
    ['/v1/voices?page=0', 'Parameter error: page must be an integer of at least 1'],
    ['/v2/voices?page_size=101', expect.stringMatching(/: page_size must be one of/)],
  ];
  for (const [path, expected] of rows) {
    const answer = await data('GET', path);
    const { avatars, voices, total } = answer;
    const count = avatars ? `${avatars.length}` : `${voices?.length}/${total}`;
    expect(typeof answer === 'string' ? answer : count, path).toEqual(expected);
  }
  expect(squareMen).toBeGreaterThan(5);
});

test.each([
  ['field', '/v1/voices', '10 of 120'],
  ['field', '/v1/voices?page=6&page_size=20', '20 of 120'],
  ['field', '/v1/voices?page=7&page_size=20', '0 of 120'],
  ['field', '/v2/voices?page=2&page_size=5', '120 of true'],
  ['field', '/v2/avatars/public?page=2&page_size=5', '300 of undefined'],
  ['documented', '/v2/voices?page=2&page_size=5', '5 of true'],
  ['documented', '/v2/voices?page=12&page_size=10', '10 of false'],
  ['documented', '/v2/avatars/public', '10 of undefined'],
] as const)('with behaviour %s, %s lists %s', async (behaviour, path, size) => {
  const { data } = await startJogg({ behaviour });
  const { voices, avatars = voices, total, has_more = total } = await data('GET', path);
  expect(`${avatars.length} of ${has_more}`).toBe(size);
});

test('pages follow each other without gaps', async () => {
  const { data } = await startJogg();
  const names = async (page: number) =>
    (await data('GET', `/v1/voices?page=${page}&page_size=3`)).voices
      .map(({ name }: Named) => name)
      .join();
  const [first, second] = [await names(1), await names(2)];
  expect([first, second]).toEqual(['Emily,Christopher,Olivia', 'James,Ava,Ethan']);
});

test('a voice has its sample under the name of the behaviour, a v2 avatar has a clip', async () => {
  const [field, documented] = [await startJogg(), await startJogg({ behaviour: 'documented' })];
  const [voice] = (await documented.data('GET', '/v1/voices?page_size=1')).voices;
  expect(voice).toEqual({
    ...{ name: 'Emily', voice_id: 'en-US-EmilyNeural', language: 'english', gender: 'female' },
    audition_url: expect.stringMatching(/\/media\/voices\/en-US-EmilyNeural\.wav$/),
    age: expect.stringMatching(/^(young|middle_aged|old)$/),
  });
  expect((await field.data('GET', '/v1/voices')).voices[0]).toHaveProperty('audio_url');
  const [avatar] = (await documented.data('GET', '/v2/avatars/public')).avatars;
  expect(Object.keys(avatar).toSorted().join()).toBe(
    'age,aspect_ratio,cover_url,gender,id,name,style,video_url',
  );
});

test('the key can be checked, and the quota is the remaining balance', async () => {
  const { data } = await startJogg({ credits: 12 });
  const holder = { email: 'sandbox@jogg-slack.test', username: 'sandbox' };
  const quota = () => data('GET', '/v2/user/remaining_quota');
  const answers = [await data('GET', '/v1/whoami'), await data('GET', '/v2/user/whoami')];
  expect([...answers, await quota()]).toEqual([holder, holder, { remaining_quota: 12 }]);
});
