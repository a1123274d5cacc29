import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { readAtMost } from '../../src/lib/read-at-most.ts';

const bytes = (...parts: string[]) => Readable.from(parts.map((part) => Buffer.from(part)));

it.each([
  ['in parts', bytes('12', '345'), '12345'],
  ['of exactly so many bytes', bytes('1234567890'), '1234567890'],
  ['of characters of several bytes', bytes('äöüßé'), 'äöüßé'],
  ['of nothing', bytes(), ''],
])('a body %s is read whole', async (_, stream, text) => {
  expect((await readAtMost(stream, 10))?.toString()).toBe(text);
});

it.each([
  ['one part', ['12345678901']],
  ['the sum of its parts', ['123456', '78901', '2']],
  ['its bytes, though not by its characters', ['äöüßéa']],
])('a body too large by %s is not kept, and its stream is closed', async (_, parts) => {
  const stream = bytes(...parts);
  expect([await readAtMost(stream, 10), stream.destroyed]).toEqual([null, true]);
});

it.each([
  ['is cut', 'cut', [Buffer.from('1'), new Error('cut')]],
  ['comes as text', 'must come as bytes', ['1']],
])('a body that %s is an error', async (_, message, parts) => {
  const stream = Readable.from(
    (function* () {
      for (const part of parts)
        if (part instanceof Error) throw part;
        else yield part;
    })(),
  );
  await expect(readAtMost(stream, 10)).rejects.toThrow(message);
});
