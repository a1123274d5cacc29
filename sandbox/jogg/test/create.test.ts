import { expect, test } from 'vitest';
import { CREATE_V1, CREATE_V2, ORDER_V1, ORDER_V2, startJogg } from './start-jogg.ts';

const CUSTOM = 445_593;
const AUDIO = { script: '', audio_url: 'https://example.com/a.mp3' };
const { avatar, voice } = ORDER_V2;
const SPOKEN = { type: 'audio', audio_url: AUDIO.audio_url, voice_id: voice.voice_id };

const TAKEN_V1 = [
  {},
  { audio_url: '', video_name: 'Mine' },
  AUDIO,
  { screen_style: 3, caption: false },
  { aspect_ratio: undefined, caption: undefined },
  { avatar_id: CUSTOM, avatar_type: 1 },
  { avatar_id: 113_443, avatar_type: 1, unknown_property: true },
];

test.each([
  ['v1', CREATE_V1, ORDER_V1, 'project_id', TAKEN_V1],
  ['v2', CREATE_V2, ORDER_V2, 'video_id', [{}, { voice: SPOKEN }]],
])('%s accepts every documented order', async (_version, path, order, id, changes) => {
  const { data, jogg } = await startJogg({ postsPerMinute: 100 });
  const answers = [];
  for (const change of changes) answers.push(await data('POST', path, { ...order, ...change }));
  expect(answers).toEqual([...jogg.projects.keys()].map((each) => ({ [id]: each })));
  expect(jogg.projects.size).toBe(changes.length);
});

/** Changes to a valid order, and Jogg's error for each. */
const V1: [change: object, words: string][] = [
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
const V2: typeof V1 = [
  [{ avatar: undefined, avatar_id: 81 }, 'avatar is required'],
  [{ avatar: 81 }, 'avatar must be an object'],
  [{ avatar: { ...avatar, avatar_type: '0' } }, 'avatar.avatar_type must be an integer'],
  [{ avatar: { avatar_type: 0 } }, 'avatar.avatar_id is required'],
  [{ voice: undefined }, 'voice is required'],
  [{ voice: { ...voice, type: undefined } }, 'voice.type is required'],
  [{ voice: { ...voice, type: 'text' } }, 'voice.type must be one of script, audio'],
  [{ voice: { ...voice, voice_id: undefined } }, 'voice.voice_id is required'],
  [{ voice: { ...voice, type: 'audio' } }, 'voice.audio_url is required'],
  [{ voice: { ...voice, audio_url: 'https://a.b' } }, 'script and audio_url cannot both be given'],
  [{ aspect_ratio: undefined }, 'aspect_ratio is required'],
  [{ aspect_ratio: 0 }, 'aspect_ratio must be a string'],
  [{ aspect_ratio: '9:16' }, 'aspect_ratio must be one of portrait, landscape, square'],
  [{ screen_style: undefined }, 'screen_style is required'],
];

test('an invalid order is rejected with Jogg’s message, and creates no project', async () => {
  const { data, jogg } = await startJogg({ postsPerMinute: 100 });
  const rows: Row[] = [
    ...V1.map(([change, why]): Row => [CREATE_V1, { ...ORDER_V1, ...change }, why]),
    ...V2.map(([change, why]): Row => [CREATE_V2, { ...ORDER_V2, ...change }, why]),
    [CREATE_V1, [ORDER_V1], 'body must be an object'],
    ['/v1/upload/asset', {}, 'filename is required'],
    ['/v1/upload/asset', { filename: 'a.exe' }, 'filename has an unsupported extension'],
    ['/v2/upload/asset', { filename: 'a.mp3' }, 'content_type is required'],
    ['/v2/upload/asset', LARGE, 'file_size is out of range'],
  ];
  const answers = [];
  for (const [path, body] of rows) answers.push(await data('POST', path, body));
  expect(answers).toEqual(rows.map(([, , why]) => `Parameter error: ${why}`));
  expect(jogg.projects.size).toBe(0);
});
const LARGE = { filename: 'a.mp3', content_type: 'audio/mpeg', file_size: 21 * 1024 * 1024 };
type Row = [path: string, body: object, why: string];

test('a video costs a credit per 120 s, rounded up, and without credits the error is 18020', async () => {
  const { call, jogg } = await startJogg({ credits: 3 });
  const balance = [];
  for (const count of [300, 301, 1, 301]) {
    if (balance.length === 3) jogg.credits = 1;
    const body = { ...ORDER_V1, script: 'word '.repeat(count) };
    balance.push(`${(await call('POST', CREATE_V1, body)).json.code} ${jogg.credits}`);
  }
  expect(balance).toEqual(['0 2', '0 0', '18020 0', '18020 1']);
});

test('a cue in the script rejects the request before payment', async () => {
  const { call, jogg } = await startJogg({ credits: 9 });
  const answers = [];
  for (const cue of ['credit', 'denied', 'param', 'rate', 'down']) {
    const { status, json } = await call('POST', CREATE_V1, { ...ORDER_V1, script: `Hi [${cue}]` });
    answers.push(`${status} ${json.code}`);
  }
  expect(answers).toEqual(['200 18020', '200 18025', '200 40000', '429 429', '200 50000']);
  expect([jogg.credits, jogg.projects.size]).toEqual([9, 0]);
});

test('the create call returns the project id in every observed form', async () => {
  const { call, jogg } = await startJogg();
  const forms = ['numeric_id', 'project', 'no_id', 'null_data', 'no_data', 'long_id'] as const;
  for (const answer of forms) jogg.outcome({ answer });
  const data = [];
  for (const _ of forms) data.push((await call('POST', CREATE_V1, ORDER_V1)).json.data);
  const [numeric = '', plain, , , , long = ''] = [...jogg.projects.keys()];
  const others = [{ project: plain }, {}, null, undefined, { project_id: long }];
  expect(data).toEqual([{ project_id: Number(numeric) }, ...others]);
  expect([long.length, /^\d{7}$/.test(numeric)]).toEqual([10_240, true]);
});

test('the envelope has a rid and HTTP 200 only with behaviour `field`', async () => {
  const rid = expect.stringMatching(/^[0-9a-f]{32}$/);
  const seen = [];
  for (const behaviour of ['field', 'documented'] as const) {
    const { call, jogg } = await startJogg({ behaviour });
    const wrong = await call('POST', CREATE_V2, { ...ORDER_V2, aspect_ratio: '?' });
    jogg.credits = 0;
    const withoutCredits = await call('POST', CREATE_V2, ORDER_V2);
    const unknown = await call('GET', '/v2/avatar_video/nothing');
    const quota = await call('GET', '/v2/user/remaining_quota');
    seen.push([wrong.status, withoutCredits.status, unknown.status, unknown.json.code, quota.json]);
  }
  const data = { remaining_quota: 0 };
  expect(seen).toEqual([
    [200, 200, 200, 10104, { rid, code: 0, msg: 'success', data }],
    [400, 402, 404, 10104, { code: 0, msg: 'Success', data }],
  ]);
  const { data: ask } = await startJogg();
  const stranger = await ask('POST', CREATE_V1, { ...ORDER_V1, avatar_id: 9_999_999 });
  expect(stranger).toBe('Record not found: avatar_id 9999999');
});
