import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { readAtMost } from '../../src/lib/read-at-most.ts';

const bytes = (...parts: string[]) => parts.map((part) => Buffer.from(part));

it.each<[string, unknown[], string | null]>([
  ['in parts is read whole', bytes('12', '345'), '12345'],
  ['of exactly so many bytes is read whole', bytes('1234567890'), '1234567890'],
  ['of characters of several bytes is read whole', bytes('äöüßé'), 'äöüßé'],
  ['of nothing is read', [], ''],
  ['of one part too large is not kept', bytes('12345678901'), null],
  ['of parts too large in sum is not kept', bytes('123456', '78901', '2'), null],
  ['too large by its bytes, though not its characters, is not kept', bytes('äöüßéa'), null],
  ['that comes as text is an error', ['1'], 'a body must come as bytes'],
])('a body %s, and its stream is closed', async (_, parts, expected) => {
  const stream = Readable.from(parts);
  const read = await readAtMost(stream, 10).catch((error: Error) => error.message);
  expect([read?.toString() ?? null, stream.destroyed]).toEqual([expected, true]);
});

it('a body that is cut is an error', async () => {
  const stream = new Readable({ read: () => stream.destroy(new Error('cut')) });
  await expect(readAtMost(stream, 10)).rejects.toThrow('cut');
});
