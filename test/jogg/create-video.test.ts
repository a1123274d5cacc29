import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { patience } from '../../sandbox/patience.ts';
import { type TalkingAvatar, talkingAvatarOf } from '../../src/jogg/api/talking-avatar.ts';
import { createV1 } from '../../src/jogg/v1/adapter.ts';
import { createV2 } from '../../src/jogg/v2/adapter.ts';
import { until } from '../support/until.ts';
import { order } from './order.ts';
import { createAdapterDeps, ok, startJogg, thrownBy } from './stand-in.ts';

async function sent(changes: Partial<TalkingAvatar>) {
  const jogg = await startJogg(ok({ project_id: 'p', video_id: 'p' }));
  const { deps } = createAdapterDeps(jogg.url);
  const command = { ...talkingAvatarOf(order), ...changes };
  await createV1(deps).create(command);
  await createV2(deps).create(command);
  return jogg.requests.map(({ method, path, body }) => ({ method, path, body }));
}

describe('the paid request', () => {
  it('says everything an order says', async () => {
    expect(await sent({})).toEqual([
      {
        method: 'POST',
        path: '/v1/create_video_from_talking_avatar',
        body: {
          script: 'Hello from Slack',
          aspect_ratio: 1,
          screen_style: 1,
          avatar_id: 81,
          avatar_type: 0,
          voice_id: 'en-US-ChristopherNeural',
          caption: true,
          video_name: 'Launch',
        },
      },
      {
        method: 'POST',
        path: '/v2/create_video_from_avatar',
        body: {
          avatar: { avatar_type: 0, avatar_id: 81 },
          voice: {
            type: 'script',
            script: 'Hello from Slack',
            voice_id: 'en-US-ChristopherNeural',
          },
          aspect_ratio: 'landscape',
          screen_style: 1,
          caption: true,
          video_name: 'Launch',
        },
      },
    ]);
  });

  it('speaks a recording instead of a script, with the voice still named', async () => {
    const [v1, v2] = await sent({
      speech: { kind: 'audio', audioUrl: 'https://res.jogg.ai/a.mp3' },
    });

    expect(v1?.body).toMatchObject({
      audio_url: 'https://res.jogg.ai/a.mp3',
      voice_id: 'en-US-ChristopherNeural',
    });
    expect(v1?.body).not.toHaveProperty('script');
    expect(v2?.body).toMatchObject({
      voice: {
        type: 'audio',
        audio_url: 'https://res.jogg.ai/a.mp3',
        voice_id: 'en-US-ChristopherNeural',
      },
    });
  });

  it.each([
    ['portrait', 0],
    ['landscape', 1],
    ['square', 2],
  ] as const)('a %s video is number %i in v1', async (shape, number) => {
    const [v1, v2] = await sent({ shape });

    expect([v1?.body, v2?.body]).toMatchObject([{ aspect_ratio: number }, { aspect_ratio: shape }]);
  });

  it.each([
    ['public', 0],
    ['custom', 1],
    ['photo', 1],
  ] as const)('a %s avatar is of type %i', async (kind, avatar_type) => {
    const [v1, v2] = await sent({ avatar: { kind, id: '445593' } });

    expect([v1?.body, v2?.body]).toMatchObject([
      { avatar_type, avatar_id: 445593 },
      { avatar: { avatar_type, avatar_id: 445593 } },
    ]);
  });

  it.each([
    ['background', 1, true],
    ['green', 2, true],
    ['transparent', 3, false],
  ] as const)(
    'a %s screen is number %i, with captions: %s',
    async (screen, screen_style, caption) => {
      const bodies = (await sent({ screen, captions: true })).map((each) => each.body);

      expect(bodies).toMatchObject([
        { screen_style, caption },
        { screen_style, caption },
      ]);
    },
  );

  it('leaves an empty name to Jogg, and captions off where they are off', async () => {
    const bodies = (await sent({ name: '', captions: false })).map((each) => each.body);

    for (const body of bodies) {
      expect(body).not.toHaveProperty('video_name');
      expect(body).toMatchObject({ caption: false });
    }
  });

  it.each([
    ['v1', createV1],
    ['v2', createV2],
  ])('over %s is waited for longer than other requests', async (_, createAdapter) => {
    const held: (() => void)[] = [];
    const jogg = await startJogg((response, seen, count) => {
      if (seen.path !== '/other')
        held.push(() => ok({ project_id: 'p', video_id: 'p' })(response, seen, count));
    });
    const timeouts = { totalMs: 60, paidMs: patience(10_000) };
    const { deps, transport } = createAdapterDeps(jogg.url, { timeouts });

    const paid = createAdapter(deps).create(talkingAvatarOf(order));
    await thrownBy(transport.post('/other', {}, { schema: z.unknown() }));
    await until(() => held.length === 1);
    for (const release of held) release();

    expect(await paid).toBe('p');
  });
});
