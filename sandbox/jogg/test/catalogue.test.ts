import { expect, test } from 'vitest';
import { startJogg } from './started.ts';

const AVATAR = {
  avatar_id: expect.any(Number),
  name: expect.stringMatching(/^\S.* – \S/),
  cover_url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/media\/avatars\/\d+\.png$/),
  aspect_ratio: expect.any(Number),
  style: expect.stringMatching(/^(professional|social)$/),
  gender: expect.stringMatching(/^(female|male)$/),
  age: expect.stringMatching(/^(young_adult|adult|senior)$/),
};

test('v1 lists 300 public avatars whole, with the meaningless status of the field', async () => {
  const field = await startJogg();
  const documented = await startJogg({ behaviour: 'documented' });

  const { avatars } = (await field.call('GET', '/v1/avatars')).json.data;
  const plain = (await documented.call('GET', '/v1/avatars')).json.data.avatars;

  expect(avatars).toEqual(Array(300).fill({ ...AVATAR, status: 0 }));
  expect(plain).toEqual(Array(300).fill(AVATAR));
  expect(new Set(avatars.map((avatar: { avatar_id: number }) => avatar.avatar_id)).size).toBe(300);
});

test('the same seed gives the same catalogue, another seed another', async () => {
  const [one, same, other] = [await startJogg(), await startJogg(), await startJogg({ seed: 2 })];

  expect(same.jogg.catalogue.avatars).toEqual(one.jogg.catalogue.avatars);
  expect(same.jogg.catalogue.voices).toEqual(one.jogg.catalogue.voices);
  expect(other.jogg.catalogue.avatars).not.toEqual(one.jogg.catalogue.avatars);
});

test('filters of avatars narrow the list, and a value unknown to Jogg is refused', async () => {
  const { call, jogg } = await startJogg();
  const count = async (path: string) => {
    const { json } = await call('GET', path);
    return json.code === 0 ? json.data.avatars.length : json.msg;
  };
  const all = jogg.catalogue.avatars.filter(({ kind }) => kind === 'public');
  const squareMen = all.filter(({ shape, gender }) => shape === 2 && gender === 'male').length;

  jogg.habits.v2.paging = 'honoured';

  expect([
    squareMen > 5,
    await count('/v1/avatars?aspect_ratio=2&gender=male'),
    await count('/v1/avatars?style=social&age=senior&scene=outdoors&ethnicity=african'),
    await count('/v1/avatars?aspect_ratio=portrait'),
    await count('/v1/avatars?gender=robot'),
    await count('/v2/avatars/public?page_size=100&aspect_ratio=square&gender=male'),
    await count('/v2/avatars/public?aspect_ratio=2'),
  ]).toEqual([
    true,
    squareMen,
    all.filter(
      ({ style, age, scene, ethnicity }) =>
        style === 'social' && age === 'senior' && scene === 'outdoors' && ethnicity === 'african',
    ).length,
    'Parameter error: aspect_ratio must be one of 0, 1, 2',
    'Parameter error: gender must be one of female, male',
    squareMen,
    'Parameter error: aspect_ratio must be one of portrait, landscape, square',
  ]);
});

test('own avatars: ten custom, one in progress and one failed, and six photos', async () => {
  const { call } = await startJogg();

  const custom = (await call('GET', '/v1/avatars/custom')).json.data.avatars;
  const photo = (await call('GET', '/v1/avatars/photo_avatars')).json.data.avatars;
  const v2 = (await call('GET', '/v2/avatars/custom')).json.data.avatars;
  const failed = (await call('GET', '/v2/avatars/custom?status=failed')).json.data.avatars;

  expect(custom.map(({ status }: { status: number }) => status).join('')).toBe('1111111102');
  expect(custom[9]).toEqual({
    avatar_id: 448_446,
    name: 'Warehouse safety',
    cover_url: expect.any(String),
    status: 2,
    fail_msg: 'No face was found in the footage',
  });
  expect(photo).toEqual(
    Array(6).fill({
      ...AVATAR,
      name: expect.stringMatching(/\(photo\)$/),
      status: 1,
      fail_msg: '',
    }),
  );
  expect(v2.map((avatar: { avatar_status: string }) => avatar.avatar_status).slice(7)).toEqual([
    'completed',
    'processing',
    'failed',
  ]);
  expect(failed.length).toBe(1);
});

test('v1 voices come by pages of ten with a total, under either name of the sample', async () => {
  const field = await startJogg();
  const documented = await startJogg({ behaviour: 'documented' });

  const first = (await field.call('GET', '/v1/voices')).json.data;
  const last = (await field.call('GET', '/v1/voices?page=7&page_size=20')).json.data;
  const sixth = (await field.call('GET', '/v1/voices?page=6&page_size=20')).json.data;
  const plain = (await documented.call('GET', '/v1/voices?page_size=1')).json.data;

  const total = first.total;
  expect([total, first.voices.length, sixth.voices.length, last.voices.length]).toEqual([
    120, 10, 20, 0,
  ]);
  expect(plain).toEqual({
    total: 120,
    voices: [
      {
        name: 'Emily',
        voice_id: 'en-US-EmilyNeural',
        audition_url: expect.stringMatching(/\/media\/voices\/en-US-EmilyNeural\.wav$/),
        language: 'english',
        gender: 'female',
        age: expect.stringMatching(/^(young|middle_aged|old)$/),
      },
    ],
  });
  expect(first.voices[0]).toHaveProperty('audio_url');
});

test('filters of voices narrow list and total, and pages below one are refused', async () => {
  const { call, jogg } = await startJogg();
  const ask = async (query: string) => {
    const { json } = await call('GET', `/v1/voices?page_size=200&${query}`);
    return json.code === 0 ? [json.data.total, json.data.voices.length] : json.msg;
  };
  const wanted = jogg.catalogue.voices.filter(
    ({ own, language, gender }) => !own && language === 'german' && gender === 'female',
  ).length;

  expect([
    await ask('language=german&gender=female'),
    await ask('language=zulu'),
    await ask('language=de-DE'),
    await ask('page=0'),
    (await call('GET', '/v2/voices?page_size=101')).json.code,
  ]).toEqual([
    [wanted, wanted],
    [0, 0],
    expect.stringMatching(/^Parameter error: language must be one of english, /),
    'Parameter error: page must be an integer of at least 1',
    40000,
  ]);
});

test('paging can be ignored or repeat the first page', async () => {
  const { call, jogg } = await startJogg();
  const names = async (path: string) =>
    (await call('GET', path)).json.data.voices.map(({ name }: { name: string }) => name);

  const first = await names('/v1/voices?page=1&page_size=3');
  const second = await names('/v1/voices?page=2&page_size=3');
  jogg.habits.v1.paging = 'repeats';
  const repeated = await names('/v1/voices?page=2&page_size=3');
  jogg.habits.v1.paging = 'ignored';
  const whole = await names('/v1/voices?page=2&page_size=3');

  expect([second, repeated, whole.length]).toEqual([['James', 'Ava', 'Ethan'], first, 120]);
  expect(first).toEqual(['Emily', 'Christopher', 'Olivia']);
});

test('v2 lists come whole and claim more in the field, and by pages by the book', async () => {
  const field = await startJogg();
  const documented = await startJogg({ behaviour: 'documented' });
  const ask = async ({ call }: typeof field, path: string) => (await call('GET', path)).json.data;

  const all = await ask(field, '/v2/voices?page=2&page_size=5');
  const avatars = await ask(field, '/v2/avatars/public?page=2&page_size=5');
  const page = await ask(documented, '/v2/voices?page=2&page_size=5');
  const last = await ask(documented, '/v2/voices?page=12&page_size=10');
  const ten = await ask(documented, '/v2/avatars/public');

  expect([all.voices.length, all.has_more, avatars.avatars.length]).toEqual([120, true, 300]);
  expect([page.voices.length, page.has_more, last.voices.length, last.has_more]).toEqual([
    5,
    true,
    10,
    false,
  ]);
  expect([ten.avatars.length, Object.keys(ten.avatars[0]).sort()]).toEqual([
    10,
    ['age', 'aspect_ratio', 'cover_url', 'gender', 'id', 'name', 'style', 'video_url'],
  ]);
});

test('the account has four voices of its own, one without a language', async () => {
  const { call } = await startJogg();

  const v1 = (await call('GET', '/v1/voices/custom')).json.data;
  const v2 = (await call('GET', '/v2/voices/custom?language=german')).json.data;

  expect([v1.total, v1.voices.map(({ language }: { language: string }) => language)]).toEqual([
    4,
    ['english', 'english', 'german', ''],
  ]);
  expect([v2.total, v2.voices[0].name]).toEqual([1, 'Kundendienst']);
});

test('the key can be checked, and the quota can be wrong', async () => {
  const { call, jogg } = await startJogg({ credits: 12 });

  const v1 = (await call('GET', '/v1/whoami')).json.data;
  const v2 = (await call('GET', '/v2/user/whoami')).json.data;
  const right = (await call('GET', '/v2/user/remaining_quota')).json.data;
  jogg.habits.quota = 'zero';
  const wrong = (await call('GET', '/v2/user/remaining_quota')).json.data;

  expect([v1, v2, right, wrong]).toEqual([
    { email: 'sandbox@jogg-slack.test', username: 'sandbox' },
    { email: 'sandbox@jogg-slack.test', username: 'sandbox' },
    { remaining_quota: 12 },
    { remaining_quota: 0 },
  ]);
});
