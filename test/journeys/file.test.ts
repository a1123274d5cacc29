import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect } from 'vitest';
import { ADA_AND_APP, LEADERSHIP, MARKETING } from '../../sandbox/slack/seed.ts';
import { it, journey } from '../support/journey.ts';
import type { Stage } from '../support/stage.ts';

/** Makes a video; how its result came: as a file, or with the reason why not. */
async function made(stage: Stage, channel: string = MARKETING) {
  await stage.make({ video_name: 'Launch' }, { channel });
  const { text, files = [] } = await stage.reply('result', channel);
  await stage.moved('delivered');
  return {
    results: stage.slots(channel).filter((slot) => slot === 'result').length,
    files: files.map(({ name }) => name),
    why: /The file itself is not here because (.*)\./.exec(text)?.[1] ?? null,
    called: /<@U0ADA00001> your video is ready[\s\S]*<http.*\.\w+>/.test(text),
  };
}
const BY_FILE = { results: 1, files: ['Launch.mp4'], why: null, called: true };
const byLink = (why: string) => ({ results: 1, files: [], why, called: true });
const PLACE = 'files.getUploadURLExternal';
const SHOWING = 'files.completeUploadExternal';

describe.concurrent('the video itself in the thread', () => {
  it('is a file, byte for byte, in the one message that calls its requester', async ({ stage }) => {
    expect(await made(stage)).toEqual(BY_FILE);
    const { files = [], thread_ts } = await stage.reply('result');
    const answer = await fetch(files[0]?.url_private ?? '');
    const rendered = readFileSync(`sandbox/jogg/media/${stage.asked()[0]?.['aspect_ratio']}.mp4`);
    const same = Buffer.from(await answer.arrayBuffer()).equals(rendered);
    expect([thread_ts, same]).toEqual([(await stage.card()).ts, true]);
  });

  it.for([
    ['a private channel', LEADERSHIP],
    ['a direct message with the app', ADA_AND_APP],
  ] as const)('is there in %s, too', async ([, channel], { stage }) => {
    expect([await made(stage, channel), stage.slots(MARKETING)]).toEqual([BY_FILE, []]);
  });

  it('waits for a file that Jogg has not stored yet', async ({ stage }) => {
    stage.jogg.outcome({ fileAfterMs: 1_500 });
    expect(await made(stage)).toEqual(BY_FILE);
  });

  it.for([403, 410])(
    'comes by a fresh link where its link answers %i',
    async (status, { stage }) => {
      let asked = 0;
      const storage = createServer((_, response) => {
        asked += 1;
        for (const project of stage.jogg.projects.values()) delete project.outcome.videoUrl;
        response.writeHead(status).end('Request has expired');
      });
      await new Promise<void>((resolve) => storage.listen(0, '127.0.0.1', resolve));
      const { port } = storage.address() as AddressInfo;
      stage.jogg.outcome({ videoUrl: `http://127.0.0.1:${port}/v.mp4?Expires=1` });
      expect([await made(stage), asked]).toEqual([BY_FILE, 1]);
      expect((await stage.reply('result')).text).not.toContain('Expires=1');
      await new Promise((resolve) => storage.close(resolve));
    },
  );

  it.for<[string, string, string]>([
    [
      'address',
      'https://evil.example/v.mp4',
      'it is kept on a server that this app does not trust',
    ],
    ['address', '/healthz?v=.mp4', 'it is not an MP4'],
    [PLACE, 'missing_scope', 'the app may not upload files in this workspace'],
    [PLACE, 'unknown_method', 'this Slack does not take files'],
    [SHOWING, 'not_in_channel', 'the app is not a member of this channel'],
  ])('gives way to its link, which says why: %s, %s', async ([at, what, why], { stage }) => {
    if (at === 'address') stage.jogg.outcome({ videoUrl: new URL(what, stage.url).href });
    else stage.slack.fault({ method: at, kind: 'error', error: what });
    expect(await made(stage)).toEqual(byLink(why));
  });
});

const WRITING = ['commands', 'chat:write', 'files:write', 'users:read'];
const MAY_READ = {
  'files and the thread': ['files:read', 'channels:history'],
  'files alone': ['files:read'],
  'the thread alone': ['channels:history'],
  nothing: [],
};
const NOT_SHOWN = byLink('Slack took it and did not show it');
const ONCE = [SHOWING];
// A file that is deleted first can never appear beside its link.
const TAKEN_BACK = [SHOWING, 'files.delete', 'chat.postMessage'];

describe.concurrent('a file of which Slack does not show at once that it is there', () => {
  for (const [may, kind, ms, result, calls] of [
    ['files and the thread', 'unshown', undefined, NOT_SHOWN, TAKEN_BACK],
    ['files alone', 'unshown', undefined, NOT_SHOWN, TAKEN_BACK],
    ['the thread alone', 'unshown', undefined, NOT_SHOWN, TAKEN_BACK],
    ['files and the thread', 'unshown', 300, BY_FILE, ONCE],
    ['files alone', 'unshown', 300, BY_FILE, ONCE],
    ['the thread alone', 'unshown', 300, BY_FILE, ONCE],
    ['files alone', 'reset', undefined, BY_FILE, [SHOWING, SHOWING]],
    ['files alone', 'reset_after', undefined, BY_FILE, ONCE],
    ['nothing', 'reset', undefined, BY_FILE, [SHOWING, SHOWING]],
    ['nothing', 'reset_after', undefined, BY_FILE, [SHOWING, SHOWING]],
    ['nothing', 'slow', 1, BY_FILE, ONCE],
  ] as const)
    journey({ slack: { grantedScopes: [...WRITING, ...MAY_READ[may]] } })(
      `${kind} for ${ms ?? 'ever'}, where the app may read ${may}: comes once, as file or link`,
      async ({ stage }) => {
        stage.slack.fault({ method: SHOWING, kind, ...(ms === undefined ? {} : { ms }) });
        expect(await made(stage)).toEqual(result);
        const [, ...after] = stage.slack.log
          .map(({ method }) => method)
          .filter((method) => /complete|delete|post/.test(method));
        expect(after).toEqual(calls);
      },
    );
});
