import { expect, test } from 'vitest';
import { CREATE_V1, CREATE_V2, ORDER_V1, ORDER_V2, startJogg } from './started.ts';

const CUSTOM = 445_593;

test('v1 takes what its documentation allows', async () => {
  const { call, jogg } = await startJogg({ postsPerMinute: 100 });
  const bodies = [
    ORDER_V1,
    { ...ORDER_V1, audio_url: '', video_name: 'Mine' },
    { ...ORDER_V1, script: '', audio_url: 'https://example.com/a.mp3' },
    { ...ORDER_V1, screen_style: 3, caption: false },
    { ...ORDER_V1, aspect_ratio: undefined, caption: undefined },
    { ...ORDER_V1, avatar_id: CUSTOM, avatar_type: 1 },
    { ...ORDER_V1, avatar_id: 113_443, avatar_type: 1, unheard_of: true },
  ];

  const answers = [];
  for (const body of bodies) answers.push((await call('POST', CREATE_V1, body)).json);

  const ids = [...jogg.projects.keys()];
  expect(answers).toEqual(
    ids.map((id) => ({
      rid: expect.stringMatching(/^[0-9a-f]{32}$/),
      code: 0,
      msg: 'success',
      data: { project_id: id },
    })),
  );
  expect(ids.every((id) => /^[0-9a-f]{32}$/.test(id)) && ids.length === bodies.length).toBe(true);
});

test('v1 refuses what is missing, of a wrong type or out of range, and names it', async () => {
  const { call, jogg } = await startJogg({ postsPerMinute: 100 });
  const bodies: [object, string][] = [
    [{ avatar_id: undefined }, 'avatar_id is required'],
    [{ avatar_type: null }, 'avatar_type is required'],
    [{ voice_id: '' }, 'voice_id is required'],
    [{ screen_style: undefined }, 'screen_style is required'],
    [{ avatar_id: '81' }, 'avatar_id must be an integer'],
    [{ avatar_id: 81.5 }, 'avatar_id must be an integer'],
    [{ caption: 'true' }, 'caption must be a boolean'],
    [{ script: 5 }, 'script must be a string'],
    [{ video_name: 5 }, 'video_name must be a string'],
    [{ aspect_ratio: 'portrait' }, 'aspect_ratio must be an integer'],
    [{ aspect_ratio: 3 }, 'aspect_ratio must be one of 0, 1, 2'],
    [{ screen_style: 0 }, 'screen_style must be one of 1, 2, 3'],
    [{ screen_style: 3 }, 'caption must be false when screen_style is 3'],
    [{ avatar_type: 2 }, 'avatar_type must be one of 0, 1'],
    [{ script: '' }, 'script or audio_url is required'],
    [{ script: ' \n' }, 'script or audio_url is required'],
    [{ audio_url: 'https://a.b/c.mp3' }, 'script and audio_url cannot both be given'],
    [{ script: '', audio_url: 'c.mp3' }, 'audio_url must be a URL'],
    [{ avatar_type: 1 }, 'avatar_type 1 does not match avatar_id 81'],
    [{ avatar_id: CUSTOM }, `avatar_type 0 does not match avatar_id ${CUSTOM}`],
    [{ avatar_id: CUSTOM + 8 * 317, avatar_type: 1 }, 'avatar_id 448129 is not ready'],
    [{ voice_id: 'nobody' }, 'voice_id nobody does not exist'],
  ];

  const answers = [];
  for (const [change] of bodies) {
    const { status, json } = await call('POST', CREATE_V1, { ...ORDER_V1, ...change });
    answers.push([status, json.code, json.msg, json.data]);
  }
  const list = await call('POST', CREATE_V1, [ORDER_V1]);

  expect(answers).toEqual(bodies.map(([, why]) => [200, 40000, `Parameter error: ${why}`, null]));
  expect(list.json.msg).toBe('Parameter error: body must be an object');
  expect(jogg.projects.size).toBe(0);
});

test('an avatar nobody has is 10104', async () => {
  const { call } = await startJogg();

  const answer = await call('POST', CREATE_V1, { ...ORDER_V1, avatar_id: 9_999_999 });

  expect([answer.json.code, answer.json.msg]).toEqual([
    10104,
    'Record not found: avatar_id 9999999',
  ]);
});

test('v2 takes the nested body, by script or by audio', async () => {
  const { call, jogg } = await startJogg();
  const { voice } = ORDER_V2;
  const audio = { type: 'audio', audio_url: 'https://a.b/c.mp3', voice_id: voice.voice_id };

  const script = await call('POST', CREATE_V2, ORDER_V2);
  const spoken = await call('POST', CREATE_V2, { ...ORDER_V2, voice: audio });

  const [one, two] = [...jogg.projects.keys()];
  expect([script.json.data, spoken.json.data]).toEqual([{ video_id: one }, { video_id: two }]);
});

test('v2 refuses what is missing, flat or of a wrong type, and names it', async () => {
  const { call, jogg } = await startJogg({ postsPerMinute: 100 });
  const { avatar, voice } = ORDER_V2;
  const bodies: [object, string][] = [
    [{ avatar: undefined, avatar_id: 81 }, 'avatar is required'],
    [{ avatar: 81 }, 'avatar must be an object'],
    [{ avatar: { ...avatar, avatar_type: '0' } }, 'avatar.avatar_type must be an integer'],
    [{ avatar: { avatar_type: 0 } }, 'avatar.avatar_id is required'],
    [{ voice: undefined }, 'voice is required'],
    [{ voice: { ...voice, type: undefined } }, 'voice.type is required'],
    [{ voice: { ...voice, type: 'text' } }, 'voice.type must be one of script, audio'],
    [{ voice: { ...voice, voice_id: undefined } }, 'voice.voice_id is required'],
    [{ voice: { ...voice, type: 'audio' } }, 'voice.audio_url is required'],
    [
      { voice: { ...voice, audio_url: 'https://a.b' } },
      'script and audio_url cannot both be given',
    ],
    [{ aspect_ratio: undefined }, 'aspect_ratio is required'],
    [{ aspect_ratio: 0 }, 'aspect_ratio must be a string'],
    [{ aspect_ratio: '9:16' }, 'aspect_ratio must be one of portrait, landscape, square'],
    [{ screen_style: undefined }, 'screen_style is required'],
    [{ webhook_url: 'http://example.com' }, 'webhook_url must be an https URL'],
  ];

  const answers = [];
  for (const [change] of bodies) {
    const { json } = await call('POST', CREATE_V2, { ...ORDER_V2, ...change });
    answers.push([json.code, json.msg]);
  }

  expect(answers).toEqual(bodies.map(([, why]) => [40000, `Parameter error: ${why}`]));
  expect(jogg.projects.size).toBe(0);
});

test('a credit is taken at once for each started 120 s, and 18020 follows the last', async () => {
  const { call, jogg } = await startJogg({ credits: 3 });
  const words = (count: number) => ({ ...ORDER_V1, script: 'word '.repeat(count) });

  const balance = [];
  for (const count of [300, 301, 1]) {
    const { json } = await call('POST', CREATE_V1, words(count));
    balance.push([json.code, jogg.credits]);
  }
  jogg.credits = 1;
  balance.push([(await call('POST', CREATE_V1, words(301))).json.code, jogg.credits]);

  expect(balance).toEqual([
    [0, 2],
    [0, 0],
    [18020, 0],
    [18020, 1],
  ]);
});

test('words in the script refuse the request before anything is paid', async () => {
  const { call, jogg } = await startJogg({ credits: 9 });
  const cues = ['credit', 'denied', 'param', 'rate', 'down'];

  const answers = [];
  for (const cue of cues) {
    const { status, json } = await call('POST', CREATE_V1, { ...ORDER_V1, script: `Hi [${cue}]` });
    answers.push([status, json.code]);
  }

  expect(answers).toEqual([
    [200, 18020],
    [200, 18025],
    [200, 40000],
    [429, 429],
    [200, 50000],
  ]);
  expect([jogg.credits, jogg.projects.size]).toEqual([9, 0]);
});

test('the create call can name its project in every way seen in the field', async () => {
  const { call, jogg } = await startJogg();
  const ways = ['numeric_id', 'project', 'no_id', 'null_data', 'no_data', 'long_id'] as const;
  for (const answer of ways) jogg.outcome({ answer });

  const data = [];
  for (const _ of ways) data.push((await call('POST', CREATE_V1, ORDER_V1)).json.data);

  const [numeric = '', plain, , , , long = ''] = [...jogg.projects.keys()];
  expect(data).toEqual([
    { project_id: Number(numeric) },
    { project: plain },
    {},
    null,
    undefined,
    { project_id: long },
  ]);
  expect([long.length, /^\d{7}$/.test(numeric)]).toEqual([10_240, true]);
});

test('documented v2 pairs each code with its HTTP status and leaves out rid', async () => {
  const { call, jogg } = await startJogg({ behaviour: 'documented' });

  const wrong = await call('POST', CREATE_V2, { ...ORDER_V2, aspect_ratio: '?' });
  jogg.credits = 0;
  const poor = await call('POST', CREATE_V2, ORDER_V2);
  const unknown = await call('GET', '/v2/avatar_video/nothing');
  const fine = await call('GET', '/v2/user/remaining_quota');

  expect([wrong.status, poor.status, unknown.status, unknown.json.code, fine.json]).toEqual([
    400,
    402,
    404,
    10104,
    { code: 0, msg: 'Success', data: { remaining_quota: 0 } },
  ]);
});
