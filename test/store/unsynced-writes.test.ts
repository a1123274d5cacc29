import { statSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { expect, it, onTestFinished, vi } from 'vitest';
import { openState } from '../../src/store/open-state.ts';
import { tempStatePath } from './temp-state.ts';

it('only writes that a crash of the machine may lose skip the sync to disk', async () => {
  const path = tempStatePath();
  const state = openState(`sqlite://${path}`, () => undefined);
  onTestFinished(() => state.close());
  const { db, tasks, change } = state;
  const LEVELS = ['off', 'unsynced', 'synced'];
  const events: string[] = [];
  const level = () => LEVELS[Number(db.prepare('PRAGMA synchronous').get()?.['synchronous'])] ?? '';
  db.function('record', (what) => {
    events.push(`${what}: ${level()}`);
    return null;
  });
  for (const event of ['INSERT ON keyv', 'UPDATE ON keyv', 'INSERT ON task', 'UPDATE ON task']) {
    const name = event.endsWith('keyv') ? 'new.namespace' : "'task'";
    db.exec(`CREATE TEMP TRIGGER "${event}" AFTER ${event} BEGIN SELECT record(${name}); END`);
  }
  const put = (space: string) => change(space, 'k', () => ({ result: 0, next: { value: 1 } }));
  const video = { namespace: 'video', key: 'v', value: 1 };
  const poll = { ...video, canSkipSync: true };
  await tasks.add('v', '');
  const [task = { id: '', fence: 0 }] = await tasks.claim('prompt', 1, 1_000);
  await state.keyvFor('hint').set('p', true);
  await state.keyvFor('wish').set('v', true);
  for (const namespace of ['token-bucket', 'edit-budget', 'open-form', 'paid-requests'])
    await put(namespace);
  await tasks.write(task, [poll]);
  await tasks.write(task, [video, poll]);
  const someFile = await open(path);
  await someFile.close();
  const disk = vi.spyOn(Object.getPrototypeOf(someFile), 'datasync');
  disk.mockImplementation(async function (this: FileHandle) {
    const isLog = (await this.stat()).ino === statSync(`${path}-wal`).ino;
    events.push(`the log reaches the disk: ${isLog}`);
  });
  onTestFinished(() => disk.mockRestore());
  const due = () => void events.push('due');
  await Promise.all([tasks.wake('v', due), tasks.wake('v', due)]);
  events.push('woken');
  disk.mockRejectedValueOnce(Object.assign(new Error('no'), { code: 'EIO' }));
  await expect(tasks.wake('v')).rejects.toMatchObject({ name: 'StoreError', code: 'unreachable' });
  await tasks.finish(task, 'idle', [video]);
  const failing = change('hint', 'k', () => {
    throw new TypeError('no');
  });
  await expect(failing).rejects.toThrow('no');
  const expected = [
    'task: synced, task: unsynced, hint: unsynced, wish: synced, token-bucket: unsynced',
    'edit-budget: unsynced, open-form: unsynced, paid-requests: synced, video: unsynced',
    'video: synced, video: synced, task: unsynced, due, task: unsynced, due',
    'the log reaches the disk: true, woken, task: unsynced, task: synced, video: synced, synced',
  ];
  expect([...events, level()].join(', ')).toBe(expected.join(', '));
});
