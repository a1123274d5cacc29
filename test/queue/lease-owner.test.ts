import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { createLeaseOwner, processOwner } from '../../src/queue/lease-owner.ts';

const owner = (facts: { host?: string; pid?: number; born?: number; nonce?: string } = {}) =>
  createLeaseOwner({
    host: 'here',
    pid: 1,
    born: 1000.5,
    nonce: 'x',
    alive: (pid) => pid === 42,
    ...facts,
  });

describe('whether the holder of a lease is dead', () => {
  it.each([
    ['ourselves', owner(), false],
    ['another queue of this process', owner({ nonce: 'y' }), false],
    ['a predecessor with our number, as in a container', owner({ born: 999 }), true],
    ['a process that is gone', owner({ pid: 7 }), true],
    ['a process that lives', owner({ pid: 42 }), false],
    ['a process of another machine', owner({ host: 'there', pid: 7 }), false],
  ])('%s', (_, other, dead) => {
    expect(owner().isDead(other.id)).toBe(dead);
  });

  it.each(['', 'here', 'here x', 'here -1 5', 'here 0 5'])(
    'an id like "%s" cannot be known',
    (id) => {
      expect(owner().isDead(id)).toBe(false);
    },
  );

  it('asks the system about real processes', () => {
    const mine = processOwner(() => 0.5);
    const [host, pid, born] = mine.id.split(' ');
    const gone = spawnSync(process.execPath, ['-e', '']).pid;
    expect([
      pid,
      mine.isDead(`${host} ${process.ppid} 1 x`),
      mine.isDead(`${host} ${gone} ${born} x`),
    ]).toEqual([String(process.pid), false, true]);
  });
});
