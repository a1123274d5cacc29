import { describe, expect } from 'vitest';
import { SANDBOX_KEYS } from '../../sandbox/app-env.ts';
import { openForm } from '../support/form.ts';
import { it } from '../support/journey.ts';
import { type Stage, until } from '../support/stage.ts';

const RECORDING = 'https://media.example.com/hello.mp3';
const MP3 = Buffer.concat([Buffer.from('ID3\u0004\u0000'), Buffer.alloc(2_000, 7)]);
const PAGE = Buffer.from('<html>Sign in</html> and more');

/** A form with the fields under "Advanced". */
async function advancedForm(stage: Stage) {
  const form = await openForm(stage);
  await form.act('advanced');
  await until(() => form.blocks().includes('audio_url'));
  return form;
}

/** A file in Slack, as somebody put it there. */
async function fileIn(stage: Stage, bytes: Buffer): Promise<string> {
  const headers = { authorization: `Bearer ${SANDBOX_KEYS.botToken}` };
  const call = async (method: string, body: Record<string, string>) => {
    const init = { method: 'POST', headers, body: new URLSearchParams(body) };
    const answer = await fetch(`${stage.apiUrl}${method}`, init);
    return (await answer.json()) as Record<string, string>;
  };
  const place = { filename: 'hello.mp3', length: String(bytes.length) };
  const { upload_url = '', file_id: id = '' } = await call('files.getUploadURLExternal', place);
  await fetch(upload_url, { method: 'POST', body: new Uint8Array(bytes) });
  await call('files.completeUploadExternal', { files: JSON.stringify([{ id }]) });
  return id;
}

describe.concurrent('own audio and backgrounds', () => {
  it('a file of Slack is handed to Jogg before paying, and spoken as it is', async ({ stage }) => {
    const form = await advancedForm(stage);
    await form.video({ audio_file: [await fileIn(stage, MP3)] });
    const [asked] = stage.asked();
    expect([asked?.['script'], asked?.['audio_url']]).toEqual([
      undefined,
      expect.stringMatching(/\/media\/uploads\/.*\.mp3$/),
    ]);
    const there = await fetch(String(asked?.['audio_url']));
    expect(Buffer.from(await there.arrayBuffer()).equals(MP3)).toBe(true);
    const order = stage.jogg.log.map(({ path }) => /upload\/asset|create_video/.exec(path)?.[0]);
    expect(order.filter(Boolean)).toEqual(['upload/asset', 'create_video']);
  });

  it('an address is spoken, too, also where the app may not read files', async ({ stage }) => {
    stage.slack.fault({
      method: 'views.update',
      kind: 'error',
      error: 'invalid_arguments',
      times: 99,
      when: (args) => JSON.stringify(args).includes('file_input'),
    });
    const form = await advancedForm(stage);
    expect(form.blocks()).not.toContain('audio_file');
    const { jogg } = stage;
    const voice = jogg.catalogue.voices[0]?.id;
    await form.video({ audio_url: `${jogg.url}/media/voices/${voice}.wav` });
    expect([stage.asked()[0]?.['audio_url'], stage.slack.notices]).toEqual([
      expect.stringMatching(/\/media\/uploads\/.*\.wav$/),
      [],
    ]);
  });

  it.for([
    ['an address that must not be asked', null, /must be a public https address/],
    ['a file that is no recording', PAGE, /not an mp3, a wav or an m4a/],
  ] as const)('%s costs nothing, and says what to do', async ([, bytes, said], { stage }) => {
    const form = await advancedForm(stage);
    const { text } = await form.video(
      bytes
        ? { audio_file: [await fileIn(stage, bytes)] }
        : { audio_url: 'http://localhost:1/hello.mp3' },
    );
    expect(text).toMatch(new RegExp(`${said.source}[\\s\\S]*Nothing was paid\\.`));
    expect(stage.paid()).toEqual([]);
  });

  it('storage that stumbles is asked again, and one video is made', async ({ stage }) => {
    const form = await advancedForm(stage);
    stage.jogg.fault({ kind: 'status', status: 503, match: { path: /upload\/asset/ } });
    await form.video({ audio_file: [await fileIn(stage, MP3)] });
    expect([stage.paid().length, stage.slots()]).toEqual([1, ['card', 'result']]);
  });

  it('what is missing or too much is said under its field', async ({ stage }) => {
    const form = await advancedForm(stage);
    const told: unknown[] = [];
    for (const values of [
      { script: null },
      { script: 'Hello', audio_url: RECORDING },
      { script: null, audio_url: RECORDING, audio_file: ['F1'] },
      { audio_url: 'http://10.0.0.7/x.mp3', audio_file: [] },
    ])
      told.push((await form.submit(values)).errors);
    expect(told).toEqual([
      { script: 'Write what the avatar should say, or give your own audio below.' },
      { audio_url: 'Give a script or your own audio, not both: empty one of them.' },
      { audio_file: 'Give an address or a file, not both: empty one of them.' },
      { audio_url: 'Give an address that begins with https:// and that everybody may open.' },
    ]);
  });

  it.for([
    ['green', 2, true],
    ['transparent', 3, false],
  ] as const)(
    'a %s background reaches Jogg as it wants it, captions with it where possible',
    async ([background, style, caption], { stage }) => {
      const form = await advancedForm(stage);
      await form.act('background', background);
      await until(() => form.chosen('background') === background);
      await until(() => (form.block('captions_note') !== undefined) === !caption);
      await form.submit({ script: 'Hello there' });
      await until(() => stage.paid().length === 1);
      expect(stage.asked()[0]).toMatchObject({ screen_style: style, caption });
      const { blocks, text } = await stage.card();
      expect(`${text} ${JSON.stringify(blocks)}`).toContain(`Captions: ${caption ? 'on' : 'off'}`);
    },
  );
});
