import { expect, it } from 'vitest';
import type { Installed } from '../../src/tenancy/installed.ts';
import { createTenants } from '../../src/tenancy/tenants.ts';
import { installedIn } from '../support/installed.ts';

/** Tenants over installations that change; what was built and ended, by tenant and revision. */
function some(most = 2) {
  const known = new Map<string, Installed>();
  const done: string[] = [];
  const install = (id: string, revision = '1') =>
    known.set(id, { ...installedIn(id, 'xoxb-1'), revision });
  const tenants = createTenants({
    installations: {
      ofRequest: async ({ teams: [id = ''] }) => known.get(id) ?? null,
      byScope: async (scope) => known.get(scope) ?? null,
    },
    build: ({ id, revision }) => {
      done.push(`built ${id}.${revision}`);
      return { name: `${id}.${revision}`, end: () => void done.push(`ended ${id}.${revision}`) };
    },
    most,
  });
  const use = (id: string, whileLent = async () => {}) =>
    tenants.byScope(id, async ({ name }) => {
      await whileLent();
      return name;
    });
  return { ...tenants, known, install, use, done: () => done.splice(0) };
}

it('a tenant is built once, for requests and tasks alike, also where many come at once', async () => {
  const { install, use, ofRequest, done } = some();
  install('T1');
  const ids = { orgWide: false, enterprise: null, teams: ['T1'] };
  const names = await Promise.all([
    ...[use('T1'), use('T1')],
    ofRequest(ids, async ({ name }) => name),
    ofRequest({ ...ids, teams: ['T9'] }, async ({ name }) => name),
  ]);
  expect([names, done()]).toEqual([['T1.1', 'T1.1', 'T1.1', null], ['built T1.1']]);
});

it('after a change of its installation it is built anew; the old one ends with its last use', async () => {
  const { install, use, done } = some();
  const held = Promise.withResolvers<void>();
  install('T1');
  const begun = use('T1', () => held.promise);
  await use('T1');
  install('T1', '2');
  expect([await use('T1'), done()]).toEqual(['T1.2', ['built T1.1', 'built T1.2']]);
  held.resolve();
  expect([await begun, done()]).toEqual(['T1.1', ['ended T1.1']]);
});

it('where the installation is gone, nothing is lent and the tenant ends', async () => {
  const { known, install, use, done } = some();
  install('T1');
  await use('T1');
  known.delete('T1');
  expect([await use('T1'), done()]).toEqual([null, ['built T1.1', 'ended T1.1']]);
});

it('of those that nobody uses, the ones used longest ago go; one in use stays', async () => {
  const { install, use, done, end } = some(2);
  const held = Promise.withResolvers<void>();
  for (const id of ['T1', 'T2', 'T3']) install(id);
  const begun = use('T1', () => held.promise);
  for (const id of ['T2', 'T3', 'T3']) await use(id);
  expect(done()).toEqual(['built T1.1', 'built T2.1', 'built T3.1', 'ended T2.1']);
  held.resolve();
  await begun;
  end();
  expect(done()).toEqual(['ended T3.1', 'ended T1.1'].toSorted());
});

it('what cannot be built is tried again by the next use', async () => {
  let fails = true;
  const { byScope } = createTenants({
    installations: { ofRequest: async () => null, byScope: async (id) => installedIn(id, 'x') },
    build: () => {
      if (fails) throw new Error('no');
      return { end: () => {} };
    },
    most: 1,
  });
  await expect(byScope('T1', async () => 'used')).rejects.toThrow('no');
  fails = false;
  expect(await byScope('T1', async () => 'used')).toBe('used');
});
