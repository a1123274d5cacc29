import { describe, expect, it } from 'vitest';
import { openForm } from '../support/open-form.ts';
import { onStage, type Stage, until } from '../support/stage.ts';

const RECORDING = 'https://media.example.com/hello.mp3';
const MP3 = Buffer.concat([Buffer.from('ID3\u0004\u0000'), Buffer.alloc(2_000, 7)]);

/** A form with the fields under "Advanced". */
async function advancedForm(stage: Stage) {
  const form = await openForm(stage);
  await form.act('advanced');
  await until(() => form.blocks().includes('audio_url'));
  return form;
}

/** A file in Slack, as somebody put it there. */
async function fileIn(stage: Stage, name: string, bytes: Buffer): Promise<string> {
  const headers = { authorization: 'Bearer xoxb-canary-bot' };
  const call = async (method: string, body: Record<string, string>) => {
    const init = { method: 'POST', headers, body: new URLSearchParams(body) };
    return (await fetch(`${stage.apiUrl}${method}`, init)).json() as Promise<
      Record<string, string>
    >;
  };
  const { upload_url = '', file_id = '' } = await call('files.getUploadURLExternal', {
    filename: name,
    length: String(bytes.length),
  });
  await fetch(upload_url, { method: 'POST', body: new Uint8Array(bytes) });
  await call('files.completeUploadExternal', { files: JSON.stringify([{ id: file_id }]) });
  return file_id;
}

describe.concurrent('own audio and backgrounds', () => {
  it('a file of Slack is handed to Jogg before anything is paid, and spoken instead of a script', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    const form = await advancedForm(stage);
    const id = await fileIn(stage, 'hello.mp3', MP3);
    await stage.driver.submit({ viewId: form.viewId, values: { audio_file: [id] } });
    await stage.reply('result');
    const [asked] = stage.asked();
    expect([asked?.['script'], asked?.['audio_url']]).toEqual([
      undefined,
      expect.stringMatching(/\/media\/uploads\/.*\.mp3$/),
    ]);
    const there = await fetch(String(asked?.['audio_url']));
    expect(Buffer.from(await there.arrayBuffer()).equals(MP3)).toBe(true);
    const order = stage.jogg.log.map(({ path }) => path);
    const upload = order.findIndex((path) => path.includes('upload/asset'));
    expect(upload).toBeLessThan(order.findIndex((path) => path.includes('create_video')));
  });

  it('where the app may not read files, an address is possible all the same', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    stage.slack.fault({
      method: 'views.update',
      kind: 'error',
      error: 'invalid_arguments',
      times: 99,
      when: (args) => JSON.stringify(args).includes('file_input'),
    });
    const form = await advancedForm(stage);
    expect(form.blocks()).not.toContain('audio_file');
    const [voice] = stage.jogg.catalogue.voices;
    const audio_url = `${stage.jogg.url}/media/voices/${voice?.id}.wav`;
    await stage.driver.submit({ viewId: form.viewId, values: { audio_url } });
    await stage.reply('result');
    expect(stage.paid()).toHaveLength(1);
    expect(stage.slack.notices).toEqual([]);
  });

  it('what is at an address is checked and handed to Jogg, before anything is paid', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    const form = await advancedForm(stage);
    const [voice] = stage.jogg.catalogue.voices;
    const audio_url = `${stage.jogg.url}/media/voices/${voice?.id}.wav`;
    await stage.driver.submit({ viewId: form.viewId, values: { audio_url } });
    const reply = await stage.reply('result');
    const [asked] = stage.asked();
    expect(asked?.['audio_url']).toMatch(/\/media\/uploads\/.*\.wav$/);
    expect(reply.text).toContain('your video is ready');
  });

  it('an address that must not be asked costs nothing, and says what to do', async ({
    onTestFinished: atEnd,
  }) => {
    const audio_url = 'http://localhost:1/hello.mp3';
    const stage = await onStage({ atEnd });
    const form = await advancedForm(stage);
    await stage.driver.submit({ viewId: form.viewId, values: { audio_url } });
    const reply = await stage.reply('result');
    expect([stage.paid(), reply.text]).toEqual([
      [],
      expect.stringMatching(/must be a public https address[\s\S]*Nothing was paid\./),
    ]);
  });

  it('a file that is no recording costs nothing, and says what to do', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    const form = await advancedForm(stage);
    const id = await fileIn(stage, 'hello.mp3', Buffer.from('<html>Sign in</html> and more'));
    await stage.driver.submit({ viewId: form.viewId, values: { audio_file: [id] } });
    const reply = await stage.reply('result');
    expect([stage.paid(), reply.text]).toEqual([
      [],
      expect.stringMatching(/not an mp3, a wav or an m4a[\s\S]*Nothing was paid\./),
    ]);
  });

  it('storage that stumbles is asked again, and one video is made', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    const form = await advancedForm(stage);
    const id = await fileIn(
      stage,
      'hello.wav',
      Buffer.from('RIFF\u0001\u0001\u0001\u0001WAVEfmt '),
    );
    stage.jogg.fault({ kind: 'status', status: 503, match: { path: /upload\/asset/ } });
    await stage.driver.submit({ viewId: form.viewId, values: { audio_file: [id] } });
    await stage.reply('result');
    expect([stage.paid().length, stage.slots()]).toEqual([1, ['card', 'result']]);
  });

  it('a script and a recording, or two recordings, are said under their fields', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    const { viewId } = await advancedForm(stage);
    const errorsOf = async (values: Record<string, string | string[] | null>) =>
      (await stage.driver.submit({ viewId, values })).errors;
    expect([
      await errorsOf({ script: null }),
      await errorsOf({ script: 'Hello', audio_url: RECORDING }),
      await errorsOf({ script: null, audio_url: RECORDING, audio_file: ['F1'] }),
      await errorsOf({ audio_url: 'http://10.0.0.7/x.mp3', audio_file: [] }),
    ]).toEqual([
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
    async ([background, style, caption], { onTestFinished: atEnd }) => {
      const stage = await onStage({ atEnd });
      const form = await advancedForm(stage);
      await form.act('background', background);
      await until(() => form.chosen('background') === background);
      await until(() => (form.said('captions_note') !== 'null') === !caption);
      await stage.driver.submit({ viewId: form.viewId, values: { script: 'Hello there' } });
      await stage.card();
      await until(() => stage.paid().length === 1);
      expect(stage.asked()[0]).toMatchObject({ screen_style: style, caption });
      const { blocks, text } = await stage.card();
      expect(`${text} ${JSON.stringify(blocks)}`).toContain(`Captions: ${caption ? 'on' : 'off'}`);
    },
  );
});
