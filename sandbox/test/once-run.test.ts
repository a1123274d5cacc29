import { afterEach, expect, test } from 'vitest';
import { SANDBOX_KEYS } from '../app-env.ts';
import { type DemoWorld, startDemoWorld } from '../demo-world.ts';
import { runOnce } from '../once-run.ts';
import { ADA, MARKETING } from '../slack/seed.ts';

let world: DemoWorld | undefined;

afterEach(() => world?.stop());

test('a run that shows its result twice is not called a success', async () => {
  world = await startDemoWorld({
    socket: false,
    webhook: true,
    pagePort: 0,
    renderMs: 500,
    pollScale: 0.1,
    onLine: () => {},
    onStart: () => {},
    onGiveUp: () => {},
  });
  const { slack, url } = world;
  const isReply = (message: { ts: string; thread_ts?: string }) =>
    message.thread_ts !== undefined && message.thread_ts !== message.ts;
  const again = slack.driver
    .waitFor(() => slack.messages(MARKETING).find(isReply))
    .then((result) =>
      fetch(`${url}/api/chat.postMessage`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${SANDBOX_KEYS.botToken}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({
          channel: MARKETING,
          thread_ts: result.thread_ts,
          text: `<@${ADA}> your video is ready`,
        }),
      }),
    );
  await expect(runOnce(world, { script: 'Twice', kill: false })).rejects.toThrow(
    '1 card, 2 results, 1 paid request',
  );
  expect((await again).status).toBe(200);
});
