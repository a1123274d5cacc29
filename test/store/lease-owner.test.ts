import { describe, expect, it } from 'vitest';
import { createLeaseOwner } from '../../src/store/sqlite/lease-owner.ts';

const HERE = { host: 'here', pid: 1, boot: 'boot', space: 'pid:[1]', began: '100' };

const owner = (facts: Partial<typeof HERE> = {}, nonce = 'x') =>
  createLeaseOwner({ ...HERE, ...facts }, nonce, (pid) =>
    pid === 7 ? 'gone' : { began: String(pid * 100) },
  );

describe('whether the holder of a lease is dead', () => {
  it.each([
    ['ourselves', owner(), false],
    ['another queue of this process', owner({}, 'y'), false],
    ['a process that is gone', owner({ pid: 7 }), true],
    ['a process that lives', owner({ pid: 42, began: '4200' }), false],
    ['an earlier process with our number', owner({ began: '99' }), true],
    ['an earlier process whose number another one has now', owner({ pid: 42, began: '41' }), true],
    ['a container with our host name and number', owner({ space: 'pid:[2]', began: '99' }), false],
    ['a process of another machine', owner({ host: 'there', boot: 'other', pid: 7 }), false],
    ['a machine of our name, or ours before it started again', owner({ boot: 'o', pid: 7 }), false],
  ])('%s', (_, other, dead) => {
    expect(owner().isDead(other.id)).toBe(dead);
  });

  it.each(['', 'here', 'here x', 'here -1 b s 5 x', 'here 0 b s 5 x', 'here 7 1000.5 nonce'])(
    'an id like "%s" cannot be known',
    (id) => {
      expect(owner().isDead(id)).toBe(false);
    },
  );
});
