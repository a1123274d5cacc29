import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { readAtMost } from '../../src/lib/read-at-most.ts';

it.each<[string, string[], string | null]>([
  ['in parts is read whole', ['12', '345'], '12345'],
  ['of exactly so many bytes is read whole', ['1234567890'], '1234567890'],
  ['of characters of several bytes is read whole', ['äöüßé'], 'äöüßé'],
  ['of nothing is read', [], ''],
  ['of one part too large is not kept', ['12345678901'], null],
  ['of parts too large in sum is not kept', ['123456', '78901', '2'], null],
  ['too large by its bytes, though not its characters, is not kept', ['äöüßéa'], null],
])('a body %s, and its stream is closed', async (_, parts, text) => {
  const stream = Readable.from(parts.map((part) => Buffer.from(part)));
  const read = await readAtMost(stream, 10);
  expect([read?.toString() ?? null, stream.destroyed]).toEqual([text, true]);
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
