import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createJoggSandbox } from '../../sandbox/jogg/jogg-sandbox.ts';
import { createJoggDispatcher } from '../../src/jogg/connect.ts';
import { createEndpoints } from '../../src/jogg/endpoints.ts';
import { createLinkReader } from '../../src/jogg/links.ts';
import type { TalkingAvatar } from '../../src/jogg/talking-avatar.ts';
import { createTransport, JOGG_TIMEOUTS } from '../../src/jogg/transport.ts';
import { createV1 } from '../../src/jogg/v1/adapter.ts';
import { createV2 } from '../../src/jogg/v2/adapter.ts';
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
  const note = () => undefined;
  const transport = createTransport({
    apiKey: 'k',
    baseUrl: url,
    dispatcher: createJoggDispatcher(),
    clock: systemClock,
    chance: () => 0,
    getBudget: { take: async () => 0 },
    timeouts: JOGG_TIMEOUTS,
  });
  const deps = { transport, link: createLinkReader(url), note };
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
  await adapter.customAvatars();
  await adapter.photoAvatars();
  await adapter.customVoices({ language: 'english' });
  for (const shape of ['portrait', 'landscape', 'square'] as const)
    for (const screen of ['background', 'green', 'transparent'] as const)
      await adapter.create({ ...WISH, avatar, voiceId, shape, screen });
  const speech = { kind: 'audio', audioUrl: 'https://res.jogg.ai/audio.mp3' } as const;
  const project = await adapter.create({ ...WISH, avatar, voiceId, speech, name: '' });
  await adapter.look(project);
  await adapter.account();
  const events = await endpoints.events();
  const wish = { url: 'https://app.example/jogg/webhook', events: events.slice(0, 2) };
  const { id } = await endpoints.create(wish);
  await endpoints.list();
  await endpoints.update(id, wish);
  await endpoints.remove(id);
  await jogg.stop();
  return jogg.log.map(({ method, path, query, body }) => ({
    method,
    path,
    query: query as Record<string, string>,
    body,
  }));
}

describe.each(['v1', 'v2'] as const)("Jogg's own specification of %s", (version) => {
  it('holds for every request we send, where the file is at hand', async () => {
    const requests = await requestsOf(version);
    expect(new Set(requests.map(({ method, path }) => `${method} ${path}`)).size).toBeGreaterThan(
      8,
    );
    if (!existsSync(fileOf(version))) return;
    const check = openApiCheck(fileOf(version), version);
    const faults = requests
      .flatMap(check)
      .filter((fault) => !WRONG_IN_THE_FILE[version]?.some((wrong) => wrong.test(fault)));
    expect([...new Set(faults)]).toEqual([]);
  });

  it('refuses a request with a wrong type, a missing or an unknown field', () => {
    if (!existsSync(fileOf(version))) return;
    const check = openApiCheck(fileOf(version), version);
    const path =
      version === 'v1' ? '/v1/create_video_from_talking_avatar' : '/v2/create_video_from_avatar';
    const wrong = { method: 'POST', path, query: {}, body: { screen_style: 'one', nonsense: 1 } };
    expect(check(wrong).join()).toMatch(/screen_style must be integer/);
    expect(check({ ...wrong, path: '/v1/nowhere' }).join()).toMatch(/not in the specification/);
  });
});
