import { expect, it } from 'vitest';
import { createLeaseOwner } from '../../src/store/sqlite/lease-owner.ts';

const HERE = { host: 'here', pid: 1, bootId: 'boot', pidNamespace: 'pid:[1]', startTime: '100' };

/** Process 7 is gone, and the start time of process 8 is unknown. */
const owner = (facts: Partial<Parameters<typeof createLeaseOwner>[0]> = {}, nonce = 'x') =>
  createLeaseOwner({ ...HERE, ...facts }, nonce, (pid) =>
    pid === 7 ? 'gone' : { startTime: pid === 8 ? null : String(pid * 100) },
  );

it.each([
  ['ourselves', owner(), false],
  ['another queue of this process', owner({}, 'y'), false],
  ['a process that is gone', owner({ pid: 7 }), true],
  ['a process that lives', owner({ pid: 42, startTime: '4200' }), false],
  ['a process that cannot be seen clearly', owner({ pid: 8 }), false],
  ['a process that does not say when it began', owner({ pid: 42, startTime: null }), false],
  ['an earlier process with our number', owner({ startTime: '99' }), true],
  ['an earlier process whose number another has now', owner({ pid: 42, startTime: '41' }), true],
  ['a container with our host and pid', owner({ pidNamespace: 'pid:[2]', startTime: '99' }), false],
  ['a process of another machine', owner({ host: 'there', bootId: 'other', pid: 7 }), false],
  ['a machine of our name, or ours before it started again', owner({ bootId: 'o', pid: 7 }), false],
])('the owner of a lease is dead only if it has surely ended: %s', (_, other, dead) => {
  expect(owner().isDead(other.id)).toBe(dead);
});

it('no owner is dead if the boot or the namespace is unknown, or if its id cannot be parsed', () => {
  const unknown = [{ bootId: null }, { pidNamespace: null }];
  const dead = unknown.map((facts) => owner(facts).isDead(owner({ ...facts, pid: 7 }).id));
  const broken = ['', 'here', 'here x', 'here -1 b s 5 x', 'here 0 b s 5 x', 'here 7 1000.5 nonce'];
  expect([...dead, ...broken.map(owner().isDead)]).toEqual(Array(8).fill(false));
});
