import { expect, it, onTestFinished } from 'vitest';
import { examine } from '../../src/doctor/index.ts';
import { freshDatabase } from '../support/postgres.ts';
import { onStage, until } from '../support/stage.ts';

it('a video is made with its state in PostgreSQL, and the next start knows it', async () => {
  const database = await freshDatabase();
  onTestFinished(database.drop);
  const stage = await onStage({ env: { STATE_URL: database.url } });
  const reply = await stage.video();
  await stage.stop();
  await stage.start();
  await stage.make({ script: 'A second one' });
  await until(() => stage.slots().length === 4);
  const findings = await examine(stage.env);
  expect([stage.slots(), stage.paid().length]).toEqual([['card', 'result', 'card', 'result'], 2]);
  expect(reply.text).toMatch(/^<@U0ADA00001>, your video is ready/);
  expect(findings.filter(({ what }) => what === 'Database').map(({ says }) => says)).toEqual([
    expect.stringMatching(/^PostgreSQL \d+[.\d]*, can be read and written$/),
    expect.stringMatching(/^no synchronous standby/),
  ]);
});
