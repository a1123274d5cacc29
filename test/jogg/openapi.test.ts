import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createJoggSandbox } from '../../sandbox/jogg/jogg-sandbox.ts';
import { patience } from '../../sandbox/patience.ts';
import { type TalkingAvatar, talkingAvatarOf } from '../../src/jogg/api/talking-avatar.ts';
import { createJoggDispatcher } from '../../src/jogg/http/connection-error.ts';
import { createLinkReader } from '../../src/jogg/schema/links.ts';
import { createUpload as createV1 } from '../../src/jogg/v1/upload.ts';
import { createUpload as createV2 } from '../../src/jogg/v2/upload.ts';
import { createEndpoints } from '../../src/jogg/webhook/endpoints.ts';
import { openApiCheck } from './openapi.ts';
import { order } from './order.ts';
import { portsTo, VERSIONS, type Version } from './ports.ts';

const fileOf = (version: Version) =>
  resolve(import.meta.dirname, `../../../shared/reference/openapi-${version}.yaml`);
const UPLOADS = { v1: createV1, v2: createV2 };

/** v1's own file is wrong: `video_name` carries the enum of the field above it. */
const WRONG_IN_THE_FILE = /v1.*body\/video_name must be equal to one of the allowed values/;

/** Every request an adapter can send, as the sandbox saw it. */
async function requestsOf(version: Version) {
  const jogg = createJoggSandbox({ apiKeys: ['k'] });
  const { url } = await jogg.start();
  const { adapters, deps } = portsTo(url, { apiKey: 'k' });
  const adapter = adapters[version];
  const facts = { gender: 'female', age: 'adult' };
  const looks = { style: 'professional', shape: 'portrait' } as const;
  const avatars = await adapter.publicAvatars({ ...facts, ...looks });
  const voices = await adapter.publicVoices({ ...facts, language: 'english', age: 'young' });
  const [custom] = await adapter.customAvatars();
  const [photo] = await adapter.photoAvatars();
  await adapter.customVoices({ language: 'english' });
  const spec: TalkingAvatar = {
    ...talkingAvatarOf(order),
    avatar: { kind: 'public', id: avatars[0]?.id ?? '' },
    voiceId: voices[0]?.id ?? '',
  };
  for (const shape of ['portrait', 'landscape', 'square'] as const)
    for (const screen of ['background', 'green', 'transparent'] as const)
      await adapter.create({ ...spec, shape, screen });
  for (const own of [custom, photo]) if (own) await adapter.create({ ...spec, avatar: own });
  const dispatcher = createJoggDispatcher();
  const link = createLinkReader(url);
  const upload = UPLOADS[version]({ ...deps, link, dispatcher, putMs: patience(5_000) });
  const bytes = new TextEncoder().encode('a recording');
  const audioUrl = await upload({ filename: 'audio.mp3', contentType: 'audio/mpeg', bytes });
  const project = await adapter.create({ ...spec, speech: { kind: 'audio', audioUrl }, name: '' });
  await adapter.poll(project);
  await adapter.account();
  const endpoints = createEndpoints(version, deps);
  const events = (await endpoints.events()).slice(0, 2);
  const { id } = await endpoints.create({ url: 'https://app.example/jogg/webhook', events });
  await endpoints.list();
  await endpoints.update(id, { url: 'https://app.example/jogg/webhook', events });
  await endpoints.remove(id);
  await dispatcher.destroy();
  await jogg.stop();
  // The storage that files are put into is no part of the specification.
  return jogg.log
    .filter(({ path }) => !path.startsWith('/media/'))
    .map(({ query, ...sent }) => ({ ...sent, query: { ...query } }));
}

const BOTH = `GET /avatars/custom, GET /avatars/photo_avatars, GET /voices, GET /voices/custom,
  POST /upload/asset, GET /events, GET /endpoints, POST /endpoint, PUT /endpoint/:id,
  DELETE /endpoint/:id`;
const SENT = {
  v1: `${BOTH}, GET /avatars, GET /project, POST /create_video_from_talking_avatar`,
  v2: `${BOTH}, GET /avatars/public, GET /avatar_video/:id, GET /user/whoami,
    GET /user/remaining_quota, POST /create_video_from_avatar`,
};
const PAID = { v1: 'create_video_from_talking_avatar', v2: 'create_video_from_avatar' };

describe.each(VERSIONS)("Jogg's own specification of %s", (version) => {
  it('is asked about every request we can send, own and photo avatars too', async () => {
    const requests = await requestsOf(version);
    const kinds = requests.map(({ method, path }) =>
      `${method} ${path.slice(3)}`.replace(/(endpoint|avatar_video)\/.+/, '$1/:id'),
    );
    expect([...new Set(kinds)].sort()).toEqual(SENT[version].split(/,\s+/).sort());
    const bodies = requests.map(({ body }) => JSON.stringify(body) ?? '');
    const paid = bodies.filter((_, at) => requests[at]?.path.includes('create_video'));
    const ofType = (type: number) => paid.filter((body) => body.includes(`"avatar_type":${type}`));
    expect([ofType(0).length, ofType(1).length]).toEqual([10, 2]);
  });

  // Jogg's files are not ours to copy: where they are not at hand, nothing is checked against them.
  if (!existsSync(fileOf(version))) return;

  const check = openApiCheck(fileOf(version), version);
  it('holds for every request we send', async () => {
    const faults = (await requestsOf(version))
      .flatMap(check)
      .filter((fault) => !WRONG_IN_THE_FILE.test(fault));
    expect([...new Set(faults)]).toEqual([]);
  });

  const paid = `POST ${PAID[version]}`;
  const nested = { avatar: { avatar_type: 0, avatar_id: 1, nonsense: 1 }, voice: { odd: 1 } };
  const flat = { avatar_id: 1, avatar_type: 0, voice_id: 'v', voice: { odd: 1 } };
  it.each<[string, string, object, object | undefined, RegExp]>([
    ['is nowhere in it', 'POST nowhere', {}, {}, /not in the specification/],
    ['has another method', `DELETE ${PAID[version]}`, {}, {}, /not in the specification/],
    ['has a wrong type', paid, {}, { screen_style: 'one' }, /body\/screen_style must be integer/],
    ['lacks a field', 'POST upload/asset', {}, {}, /must have required property 'filename'/],
    ['lacks a paid field', paid, {}, {}, /must have required property 'screen_style'/],
    [
      'has an unknown field',
      paid,
      {},
      { nonsense: 1 },
      /body must NOT have additional properties nonsense/,
    ],
    [
      'has one deep inside',
      paid,
      {},
      version === 'v2' ? nested : flat,
      /body.* must NOT have additional properties (odd|voice)/,
    ],
    [
      'has an unknown query',
      'GET voices',
      { odd: '1' },
      undefined,
      /query must NOT have additional properties odd/,
    ],
  ])('refuses a request that %s', (_, request, query, body, fault) => {
    const [method = '', path = ''] = request.split(' ');
    const sent = { method, path: `/${version}/${path}`, query: { ...query }, body };
    expect(check(sent).join('\n')).toMatch(fault);
  });
});
