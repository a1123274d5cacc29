import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ADA_AND_APP, LEADERSHIP, MARKETING } from '../../sandbox/slack/seed.ts';
import type { FaultSpec } from '../../sandbox/slack/server/faults.ts';
import { onStage, type Stage, type StageOptions, until } from '../support/stage.ts';

const ALL = [
  'commands',
  'chat:write',
  'files:write',
  'files:read',
  'users:read',
  'channels:history',
];

/** How the result of a channel's latest video came: once, as a file or with the reason why not. */
async function resultOf(stage: Stage, channel: string = MARKETING) {
  const { text, files = [] } = await stage.reply('result', channel);
  const results = () => stage.slots(channel).filter((slot) => slot === 'result').length;
  await until(() => stage.lines.some(({ fields }) => fields['to'] === 'delivered'));
  return {
    results: results(),
    files: files.map(({ name }) => name),
    why: /The file itself is not here because (.*)\./.exec(text)?.[1] ?? null,
    called: /<@U0ADA00001> your video is ready[\s\S]*<http.*\.\w+>/.test(text),
  };
}
const BY_FILE = { results: 1, files: ['Launch.mp4'], why: null, called: true };
const byLink = (why: string) => ({ results: 1, files: [], why, called: true });
const completions = (stage: Stage): number =>
  stage.slack.log.filter(({ method }) => method === 'files.completeUploadExternal').length;

describe.concurrent('the video itself in the thread', () => {
  it('is there as a file, byte for byte, in the one message that calls its requester', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    await stage.make({ video_name: 'Launch' });
    const { files = [], thread_ts } = await stage.reply('result');
    const bytes = await fetch(files[0]?.url_private ?? '').then((answer) => answer.arrayBuffer());
    const { ts } = await stage.card();
    const rendered = readFileSync(`sandbox/jogg/media/${stage.asked()[0]?.['aspect_ratio']}.mp4`);
    expect([await resultOf(stage), thread_ts === ts, Buffer.from(bytes).equals(rendered)]).toEqual([
      BY_FILE,
      true,
      true,
    ]);
  });

  it.for([
    ['a private channel', LEADERSHIP],
    ['a direct message with the app', ADA_AND_APP],
  ] as const)('is there in %s, too', async ([, channel], { onTestFinished: atEnd }) => {
    const stage = await onStage({ atEnd });
    await stage.make({ video_name: 'Launch' }, { channel });
    const found = await resultOf(stage, channel);
    expect([found, stage.slack.messages(MARKETING)]).toEqual([BY_FILE, []]);
  });

  it('waits for a file that Jogg has not stored yet', async ({ onTestFinished: atEnd }) => {
    const stage = await onStage({ atEnd });
    stage.jogg.outcome({ fileAfterMs: 1_500 });
    await stage.make({ video_name: 'Launch' });
    expect(await resultOf(stage)).toEqual(BY_FILE);
  });

  it('comes through passing trouble on every step, once', async ({ onTestFinished: atEnd }) => {
    const stage = await onStage({ atEnd });
    stage.slack.fault({ method: 'upload', kind: 'reset' });
    stage.slack.fault({
      method: 'files.completeUploadExternal',
      kind: 'ratelimited',
      retryAfter: 1,
    });
    await stage.make({ video_name: 'Launch' });
    expect(await resultOf(stage)).toEqual(BY_FILE);
  });
});

describe.concurrent('where the file cannot be there, the link is, and why', () => {
  const fault = (method: string, error: string): FaultSpec => ({ method, kind: 'error', error });
  const cases: [string, StageOptions, FaultSpec | null, object, string][] = [
    [
      'no permission to upload',
      { slack: { grantedScopes: ALL.filter((scope) => scope !== 'files:write') } },
      null,
      {},
      'the app may not upload files in this workspace',
    ],
    [
      'a host that is not allowed',
      {},
      null,
      { videoUrl: 'https://evil.example/v.mp4' },
      'it is kept on a server that this app does not trust',
    ],
    ['a video that is none', {}, null, { page: true }, 'it is not an MP4'],
    [
      'files that the workspace does not allow',
      {},
      fault('files.getUploadURLExternal', 'file_uploads_disabled'),
      {},
      'this workspace does not allow files',
    ],
    [
      'full storage',
      {},
      fault('files.getUploadURLExternal', 'storage_limit_reached'),
      {},
      'the file storage of this workspace is full',
    ],
    [
      'a server that knows no files',
      {},
      fault('files.getUploadURLExternal', 'unknown_method'),
      {},
      'this Slack does not take files',
    ],
    [
      'a channel that the app is not in',
      {},
      fault('files.completeUploadExternal', 'not_in_channel'),
      {},
      'the app is not a member of this channel',
    ],
  ];

  it.for(cases)('%s', async ([, options, problem, outcome, why], { onTestFinished: atEnd }) => {
    const stage = await onStage({ ...options, atEnd });
    if (problem) stage.slack.fault(problem);
    stage.jogg.outcome(
      'page' in outcome ? { videoUrl: `${stage.url}/healthz?v=.mp4` } : { ...outcome },
    );
    await stage.make({ video_name: 'Launch' });
    expect(await resultOf(stage)).toEqual(byLink(why));
  });
});

describe.concurrent('a file whose last answer was lost is shown once', () => {
  const scopes = {
    'the app may read the thread': ALL,
    'the app may read files alone': ALL.filter((scope) => !scope.endsWith(':history')),
    'the app may read nothing': ['commands', 'chat:write', 'files:write'],
  };
  const kinds = { 'was not done': 'reset', 'was done': 'reset_after' } as const;
  const rows = Object.entries(scopes).flatMap(([can, granted]) =>
    Object.entries(kinds).map(([was, kind]) => [was, can, granted, kind] as const),
  );

  it.for(rows)('%s, and %s', async ([, , grantedScopes, kind], { onTestFinished: atEnd }) => {
    const stage = await onStage({ slack: { grantedScopes }, atEnd });
    stage.slack.fault({ method: 'files.completeUploadExternal', kind });
    await stage.make({ video_name: 'Launch' });
    await until(() => stage.lines.some(({ fields }) => fields['to'] === 'delivered'));
    expect([await resultOf(stage), completions(stage) <= 2]).toEqual([BY_FILE, true]);
  });
});
