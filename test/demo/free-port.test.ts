import { expect, test } from 'vitest';
import { freePort } from '../../sandbox/free-port.ts';

test('no port is given twice, though nobody listens on any yet', async () => {
  const ports = await Promise.all(Array.from({ length: 400 }, () => freePort()));
  expect(new Set(ports).size).toBe(400);
});
