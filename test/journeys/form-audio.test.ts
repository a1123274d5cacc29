import { describe, expect } from 'vitest';
import { SANDBOX_KEYS } from '../../sandbox/app-env.ts';
import { it } from '../support/journey.ts';
import type { Stage } from '../support/stage.ts';

const MP3 = Buffer.concat([Buffer.from('ID3\u0004\u0000'), Buffer.alloc(2_000, 7)]);

async function advancedForm(stage: Stage) {
  const form = await stage.open();
  await form.act('advanced');
  await form.shows('audio_url');
  return form;
}

async function uploadToSlack(stage: Stage, bytes: Buffer): Promise<string> {
  const headers = { authorization: `Bearer ${SANDBOX_KEYS.botToken}` };
  const call = async (method: string, body: Record<string, string>) => {
    const init = { method: 'POST', headers, body: new URLSearchParams(body) };
    const answer = await fetch(`${stage.apiUrl}${method}`, init);
    return (await answer.json()) as Record<string, string>;
  };
  const file = { filename: 'hello.mp3', length: String(bytes.length) };
  const { upload_url = '', file_id: id = '' } = await call('files.getUploadURLExternal', file);
  await fetch(upload_url, { method: 'POST', body: new Uint8Array(bytes) });
  await call('files.completeUploadExternal', { files: JSON.stringify([{ id }]) });
  return id;
}

describe.concurrent('own audio and backgrounds', () => {
  it('a Slack file replaces the script until “Clear”, and goes to Jogg before paying', async ({
    stage,
  }) => {
    const form = await advancedForm(stage);
    const audio_file = [await uploadToSlack(stage, MP3)];
    await form.act('background', 'transparent', { audio_file });
    await form.shows('price', 'of your audio');
    await form.act('fewer_options');
    await form.shows('price', '1 credit up to 2 minutes');
    await form.act('advanced');
    await form.shows('background');
    await form.act('background', 'transparent');
    await form.shows('captions_note');
    await form.video({ audio_file });
    const [{ script, audio_url, screen_style, caption } = {}] = stage.orders();
    const uploaded = await fetch(String(audio_url));
    const same = Buffer.from(await uploaded.arrayBuffer()).equals(MP3);
    const order = stage.jogg.log.map(({ path }) => /upload\/asset|create_video/.exec(path)?.[0]);
    const expectedOrder = ['upload/asset', 'create_video'];
    expect([script, screen_style, caption]).toEqual([undefined, 3, false]);
    expect([same, order.filter(Boolean)]).toEqual([true, expectedOrder]);
    await stage.cardShows(/Captions off/);
  });

  it('a URL of an audio works even if the app may not read files', async ({ stage }) => {
    const refused = { kind: 'error', error: 'invalid_arguments', times: 99 } as const;
    const when = (args: object) => JSON.stringify(args).includes('file_input');
    stage.slack.fault({ ...refused, method: 'views.update', when });
    const form = await advancedForm(stage);
    expect(form.blocks()).not.toContain('audio_file');
    const { url, catalogue } = stage.jogg;
    await form.video({ audio_url: `${url}/media/voices/${catalogue.voices[0]?.id}.wav` });
    expect(stage.orders()[0]?.['audio_url']).toMatch(/\/media\/uploads\/.*\.wav$/);
    expect(stage.slack.notices).toEqual([]);
  });
});
