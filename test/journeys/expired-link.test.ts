import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { onStage, until } from '../support/stage.ts';

describe.concurrent('a link of the result that has expired', () => {
  it.for([403, 410])(
    'and answers %i: the file comes by a fresh one',
    async (status, { onTestFinished: atEnd }) => {
      const stage = await onStage({ atEnd });
      let asked = 0;
      const storage = createServer((_, response) => {
        asked += 1;
        for (const project of stage.jogg.projects.values()) delete project.outcome.videoUrl;
        response.writeHead(status).end('Request has expired');
      });
      await new Promise<void>((resolve) => storage.listen(0, '127.0.0.1', resolve));
      atEnd(() => new Promise((resolve) => storage.close(() => resolve())));
      const { port } = storage.address() as AddressInfo;
      stage.jogg.outcome({ videoUrl: `http://127.0.0.1:${port}/v.mp4?Expires=1` });
      await stage.make({ video_name: 'Launch' });
      const { files = [], text } = await stage.reply('result');
      await until(() => stage.lines.some(({ fields }) => fields['to'] === 'delivered'));
      expect([
        asked,
        files.map(({ name }) => name),
        text.includes('Expires=1'),
        stage.slots(),
      ]).toEqual([1, ['Launch.mp4'], false, ['card', 'result']]);
    },
  );
});
