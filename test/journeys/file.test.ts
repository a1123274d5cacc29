import { describe, expect } from 'vitest';
import { LEADERSHIP, MARKETING } from '../../sandbox/slack/seed.ts';
import { it, journey } from '../support/journey.ts';
import type { Stage } from '../support/stage.ts';

/** Makes a video; returns how the result was posted: as a file, or as a link with the reason. */
async function makeResult(stage: Stage, channel: string = MARKETING) {
  await stage.make({ video_name: 'Launch' }, { channel });
  const { text, files = [] } = await stage.reply('result', channel);
  await stage.moved('delivered');
  return {
    results: stage.slots(channel).filter((slot) => slot === 'result').length,
    files: files.map(({ name }) => name),
    why: /The video file isn’t here because (.*)\./.exec(text)?.[1] ?? null,
    called: /<@U0ADA00001>, your video is ready/.test(text),
    linked: /<http.*\|Watch the video>/.test(text),
  };
}
const BY_FILE = { results: 1, files: ['Launch.mp4'], why: null, called: true, linked: false };
const byLink = (why: string) => ({ results: 1, files: [], why, called: true, linked: true });
const COMPLETE = 'files.completeUploadExternal';

describe.concurrent('the result in the thread', () => {
  it('is the rendered file, byte for byte, even in a private channel', async ({ stage }) => {
    expect([await makeResult(stage, LEADERSHIP), stage.slots()]).toEqual([BY_FILE, []]);
    const { files = [], thread_ts } = await stage.reply('result', LEADERSHIP);
    const answer = await fetch(files[0]?.url_private ?? '');
    const [project] = stage.jogg.projects.values();
    const path = `/media/project/${project?.id}/${project?.fileName}-video.mp4`;
    const rendered = await fetch(stage.jogg.url + path);
    const [shown, wanted] = await Promise.all([answer.bytes(), rendered.bytes()]);
    const same = Buffer.compare(shown, wanted) === 0;
    const described = [files[0]?.title, String(files[0]?.['alt_txt']).split(',')[0]];
    const words = ['Launch · AI-generated video', 'AI-generated video “Launch”'];
    const { ts } = await stage.card(LEADERSHIP);
    expect([thread_ts, same, described]).toEqual([ts, true, words]);
  });
});

const WRITE_SCOPES = ['commands', 'chat:write', 'files:write', 'users:read'];
const NOT_SHOWN = byLink('Slack took it but didn’t show it');
// The file is deleted before the link is posted, so both can never appear.
const POST = 'chat.postMessage';
const DELETED_THEN_LINKED = [COMPLETE, 'files.delete', POST];
const STORAGE_FULL = byLink('the file storage of this workspace is full');

describe.concurrent('a file that Slack does not confirm at once', () => {
  for (const [fault, may, result, calls] of [
    [{ kind: 'unshown' }, ['files:read', 'channels:history'], NOT_SHOWN, DELETED_THEN_LINKED],
    [{ kind: 'unshown' }, ['channels:history'], NOT_SHOWN, DELETED_THEN_LINKED],
    [{ kind: 'unshown', ms: 300 }, ['files:read'], BY_FILE, [COMPLETE]],
    [{ kind: 'reset_after' }, ['files:read'], BY_FILE, [COMPLETE]],
    [{ kind: 'reset' }, [], BY_FILE, [COMPLETE, COMPLETE]],
    [{ kind: 'reset_after' }, [], BY_FILE, [COMPLETE, COMPLETE]],
    [{ kind: 'html' }, [], BY_FILE, [COMPLETE, COMPLETE]],
    [{ kind: 'error', error: 'internal_error' }, [], BY_FILE, [COMPLETE, COMPLETE]],
    [{ kind: 'error', error: 'storage_limit_reached' }, [], STORAGE_FULL, [COMPLETE, POST]],
    [{ kind: 'slow', ms: 1 }, [], BY_FILE, [COMPLETE]],
  ] as const)
    journey({ slack: { grantedScopes: [...WRITE_SCOPES, ...may] } })(
      `F22: ${JSON.stringify(fault)} with the scopes (${may}): the result is posted once, as a file or a link`,
      async ({ stage }) => {
        stage.slack.fault({ method: COMPLETE, ...fault });
        expect(await makeResult(stage)).toEqual(result);
        const [, place, ...after] = stage.slack.log
          .map(({ method }) => method)
          .filter((method) => /getUpload|complete|delete|post/.test(method));
        expect([place, ...after]).toEqual(['files.getUploadURLExternal', ...calls]);
      },
    );
});
