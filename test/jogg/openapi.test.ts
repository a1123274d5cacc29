import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createJoggSandbox } from '../../sandbox/jogg/jogg-sandbox.ts';
import { patience } from '../../sandbox/patience.ts';
import type { TalkingAvatar } from '../../src/jogg/api/talking-avatar.ts';
import { createJoggDispatcher } from '../../src/jogg/http/connection-error.ts';
import { createTransport, JOGG_TIMEOUTS } from '../../src/jogg/http/transport.ts';
import { createLinkReader } from '../../src/jogg/schema/links.ts';
import { createV1 } from '../../src/jogg/v1/adapter.ts';
import { createUpload as uploadV1 } from '../../src/jogg/v1/upload.ts';
import { createV2 } from '../../src/jogg/v2/adapter.ts';
import { createUpload as uploadV2 } from '../../src/jogg/v2/upload.ts';
import { createEndpoints } from '../../src/jogg/webhook/endpoints.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { openApiCheck } from './openapi.ts';

const fileOf = (version: string) =>
  resolve(import.meta.dirname, `../../../shared/reference/openapi-${version}.yaml`);

/** Where Jogg's own file is wrong, and what shows it. */
const WRONG_IN_THE_FILE: Readonly<Record<string, readonly RegExp[]>> = {
  v1: [
    // `video_name` carries the enum of the field above it, an indentation slip.
    /data\/video_name must be equal to one of the allowed values/,
  ],
  v2: [],
};

const WISH: TalkingAvatar = {
  speech: { kind: 'script', script: 'Hello' },
  avatar: { kind: 'public', id: '81' },
  voiceId: 'en-US-ChristopherNeural',
  shape: 'landscape',
  screen: 'background',
  captions: true,
  name: 'My video',
};

/** Every request an adapter can send, as the sandbox saw it. */
async function requestsOf(version: 'v1' | 'v2') {
  const jogg = createJoggSandbox({ apiKeys: ['k'] });
  const { url } = await jogg.start();
  const logEvent = () => undefined;
  const dispatcher = createJoggDispatcher();
  const transport = createTransport({
    apiKey: 'k',
    baseUrl: url,
    dispatcher,
    freshDispatcher: createJoggDispatcher,
    clock: systemClock,
    random: () => 0,
    turnToGet: async () => undefined,
    timeouts: JOGG_TIMEOUTS,
  });
  const deps = { transport, link: createLinkReader(url), logEvent };
  const adapter = version === 'v1' ? createV1(deps) : createV2(deps);
  const endpoints = createEndpoints(version, deps);
  const filter = { style: 'professional', gender: 'female', age: 'adult' };
  const avatars = await adapter.publicAvatars({ ...filter, shape: 'portrait' });
  const voices = await adapter.publicVoices({
    language: 'english',
    gender: 'female',
    age: 'young',
  });
  const avatar = { kind: 'public' as const, id: avatars[0]?.id ?? '' };
  const voiceId = voices[0]?.id ?? '';
  const [custom] = await adapter.customAvatars();
  const [photo] = await adapter.photoAvatars();
  await adapter.customVoices({ language: 'english' });
  for (const shape of ['portrait', 'landscape', 'square'] as const)
    for (const screen of ['background', 'green', 'transparent'] as const)
      await adapter.create({ ...WISH, avatar, voiceId, shape, screen });
  for (const own of [custom, photo])
    if (own) await adapter.create({ ...WISH, avatar: own, voiceId });
  const upload = (version === 'v1' ? uploadV1 : uploadV2)({
    ...deps,
    dispatcher,
    putMs: patience(5_000),
  });
  const audioUrl = await upload({
    filename: 'audio.mp3',
    contentType: 'audio/mpeg',
    bytes: new TextEncoder().encode('a recording'),
  });
  const speech = { kind: 'audio', audioUrl } as const;
  const project = await adapter.create({ ...WISH, avatar, voiceId, speech, name: '' });
  await adapter.poll(project);
  await adapter.account();
  const events = await endpoints.events();
  const command = { url: 'https://app.example/jogg/webhook', events: events.slice(0, 2) };
  const { id } = await endpoints.create(command);
  await endpoints.list();
  await endpoints.update(id, command);
  await endpoints.remove(id);
  await dispatcher.destroy();
  await jogg.stop();
  // The storage that files are put into is no part of the specification.
  return jogg.log
    .filter(({ path }) => !path.startsWith('/media/'))
    .map(({ method, path, query, body }) => ({
      method,
      path,
      query: query as Record<string, string>,
      body,
    }));
}

const BOTH = [
  'DELETE /endpoint/:id',
  'GET /avatars/custom',
  'GET /avatars/photo_avatars',
  'GET /endpoints',
  'GET /events',
  'GET /voices',
  'GET /voices/custom',
  'POST /endpoint',
  'POST /upload/asset',
  'PUT /endpoint/:id',
];
const SENT = {
  v1: [...BOTH, 'GET /avatars', 'GET /project', 'POST /create_video_from_talking_avatar'],
  v2: [
    ...BOTH,
    'GET /avatar_video/:id',
    'GET /avatars/public',
    'GET /user/remaining_quota',
    'GET /user/whoami',
    'POST /create_video_from_avatar',
  ],
} as const;

describe.each(['v1', 'v2'] as const)("Jogg's own specification of %s", (version) => {
  const paid = { v1: '/v1/create_video_from_talking_avatar', v2: '/v2/create_video_from_avatar' };

  it('is asked about every request we can send, own and photo avatars too', async () => {
    const requests = await requestsOf(version);
    const kinds = requests.map(({ method, path }) =>
      `${method} ${path.slice(3)}`.replace(/(endpoint|avatar_video)\/.+/, '$1/:id'),
    );
    expect([...new Set(kinds)].sort()).toEqual([...SENT[version]].sort());
    const bodies = requests.map(({ body }) => JSON.stringify(body) ?? '');
    expect(requests.filter(({ path }) => path.includes('create_video'))).toHaveLength(12);
    for (const type of [0, 1])
      expect(bodies.some((body) => body.includes(`"avatar_type":${type}`))).toBe(true);
  });

  // Jogg's files are not ours to copy: where they are not at hand there is nothing to check
  // against.
  if (!existsSync(fileOf(version))) return;

  it('holds for every request we send', async () => {
    const check = openApiCheck(fileOf(version), version);
    const faults = (await requestsOf(version))
      .flatMap(check)
      .filter((fault) => !WRONG_IN_THE_FILE[version]?.some((wrong) => wrong.test(fault)));
    expect([...new Set(faults)]).toEqual([]);
  });

  it('refuses a request that is not in it, or with a wrong type', () => {
    const check = openApiCheck(fileOf(version), version);
    const wrong = { method: 'POST', path: paid[version], query: {}, body: { screen_style: 'one' } };
    expect(check(wrong).join('\n')).toMatch(/screen_style must be integer/);
    expect(check({ ...wrong, path: `/${version}/nowhere` }).join()).toMatch(
      /not in the specification/,
    );
    expect(check({ ...wrong, method: 'DELETE' }).join()).toMatch(/not in the specification/);
  });

  it('refuses a request without a field that it must have', () => {
    const check = openApiCheck(fileOf(version), version);
    const upload = { method: 'POST', path: `/${version}/upload/asset`, query: {} };
    expect(check({ ...upload, body: {} }).join()).toMatch(/must have required property 'filename'/);
    const unnamed = { method: 'POST', path: paid[version], query: {}, body: {} };
    expect(check(unnamed).join()).toMatch(/must have required property 'screen_style'/);
  });

  it('refuses a field that it does not know, however deep', () => {
    const check = openApiCheck(fileOf(version), version);
    const body = {
      v1: { screen_style: 1, avatar_id: 1, avatar_type: 0, voice_id: 'v', nonsense: 1 },
      v2: { avatar: { avatar_type: 0, avatar_id: 1, nonsense: 1 }, voice: { odd: 1 } },
    };
    const request = { method: 'POST', path: paid[version], query: {}, body: body[version] };
    const named = {
      v1: /body\.nonsense is unknown/,
      v2: /body\.avatar\.nonsense.*body\.voice\.odd/s,
    };
    expect(check(request).join('\n')).toMatch(named[version]);
    const asked = {
      method: 'GET',
      path: `/${version}/voices`,
      query: { odd: '1' },
      body: undefined,
    };
    expect(check(asked).join()).toMatch(/query odd is unknown/);
  });
});
