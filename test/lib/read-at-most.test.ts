import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { readAtMost } from '../../src/lib/network/read-at-most.ts';

it('a body that is too large is discarded, and its stream is destroyed or paused', async () => {
  const endless = () => {
    const stream: Readable = new Readable({ read: () => void stream.push(Buffer.alloc(2)) });
    return stream;
  };
  const [destroyed, paused] = [endless(), endless()];
  const results = [await readAtMost(destroyed, 1), await readAtMost(paused, 1, 'pause')];
  expect([results, destroyed.destroyed, paused.destroyed]).toEqual([[null, null], true, false]);
});

it('a body that ends early or does not consist of bytes is an error', async () => {
  const cut = new Readable({ read: () => void setImmediate(() => cut.destroy()) });
  await expect(readAtMost(cut, 1)).rejects.toThrow('the body was cut');
  await expect(readAtMost(Readable.from(['text']), 9)).rejects.toThrow('must come as bytes');
});
