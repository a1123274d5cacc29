import { expect, test } from 'vitest';
import { freePort } from '../free-port.ts';

test('no port is returned twice, even before anybody listens on it', async () => {
  const ports = new Set<number>();
  for (let asked = 0; asked < 300; asked += 1) ports.add(await freePort());
  expect(ports.size).toBe(300);
});

test('two programs that want the same port get two ports', async () => {
  const wanted = await freePort();
  expect(await freePort(wanted)).not.toBe(wanted);
});
