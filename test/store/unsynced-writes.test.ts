import { statSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { openState } from '../../src/store/open-state.ts';
import { newPath } from './some-files.ts';

it('only what may be forgotten with a crash of the machine does not wait for the disk', async () => {
  const path = newPath();
  const state = openState(`sqlite://${path}`, () => undefined);
  onTestFinished(() => state.close());
  const { db, tasks, change } = state;
  const LEVELS = ['off', 'unsynced', 'synced'];
  const seen: string[] = [];
  const level = () => LEVELS[Number(db.prepare('PRAGMA synchronous').get()?.['synchronous'])] ?? '';
  db.function('seen', (what) => {
    seen.push(`${what}: ${level()}`);
    return null;
  });
  for (const event of ['INSERT ON keyv', 'UPDATE ON keyv', 'INSERT ON task', 'UPDATE ON task']) {
    const name = event.endsWith('keyv') ? 'new.namespace' : "'task'";
    db.exec(`CREATE TEMP TRIGGER "${event}" AFTER ${event} BEGIN SELECT seen(${name}); END`);
  }
  const put = (namespace: string) =>
    change(namespace, 'k', () => ({ answer: 0, next: { value: 1 } }));
  const video = { namespace: 'video', key: 'v', value: 1 };
  const poll = { ...video, isForgettable: true };
  await tasks.add('v', '');
  const [task = { id: '', fence: 0 }] = await tasks.claim('prompt', 1, 1_000);
  await state.keyvFor('hint').set('p', true);
  await state.keyvFor('wish').set('v', true);
  for (const namespace of ['token-bucket', 'edit-budget', 'open-form', 'paid-requests'])
    await put(namespace);
  await tasks.write(task, [poll]);
  await tasks.write(task, [video, poll]);
  const logged = () => statSync(`${path}-wal`).size;
  let before = Infinity;
  await tasks.wake('v', () => {
    before = logged();
  });
  // One more commit, which waits for the disk with those before it.
  expect(logged()).toBeGreaterThan(before);
  await tasks.finish(task, 'idle', [video]);
  const failing = change('hint', 'k', () => {
    throw new TypeError('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect([...seen, level()]).toEqual([
    ...['task: synced', 'task: unsynced', 'hint: unsynced', 'wish: synced'],
    ...['token-bucket: unsynced', 'edit-budget: unsynced', 'open-form: unsynced'],
    'paid-requests: synced',
    ...['video: unsynced', 'video: synced', 'video: synced'],
    ...['task: unsynced', 'task: synced', 'video: synced', 'synced'],
  ]);
});
