import { expect, it } from 'vitest';
import type { OpenInstallation } from '../../src/tenancy/installation.ts';
import { createTenants } from '../../src/tenancy/tenants.ts';

/**
 * Title, steps and expected events of each scenario. Steps are `verb id`: `install` (again),
 * `remove`, `fail` the next build, `ask` by a request, `use` by a task, `hold` and later `free` a
 * tenant, `end` all. A tenant's name contains its installation's revision.
 */
const SCENARIOS = `
is built once for requests and tasks, even if both arrive at the same time
install 1, hold 1, ask 1, use 1, ask 9, free
1.1 built | ask: 1.1 | use: 1.1 | ask: null | hold: 1.1
is rebuilt after a change of its installation; the old one ends with its last use
install 1, hold 1, install 1, use 1, free
1.1 built | 1.2 built | use: 1.2 | 1.1 ended | hold: 1.1
ends when its installation is removed, and can no longer be used
install 1, use 1, remove 1, use 1
1.1 built | use: 1.1 | 1.1 ended | use: null
ends after two others were used later, but not while it is in use
install 1, install 2, hold 1, use 2, install 3, use 3, use 3, free, end
1.1 built | 2.1 built | use: 2.1 | 3.1 built | 2.1 ended | use: 3.1 | use: 3.1 | hold: 1.1 | 1.1 ended | 3.1 ended
that could not be built is built by the next use
install 1, fail 1, use 1, use 1
use: no | 1.1 built | use: 1.1`;
const ROWS = [...SCENARIOS.matchAll(/\n(.+)\n(.+)\n(.+)/g)].map(([, ...row]) => row);
it.each(ROWS)('a tenant %s', async (_, steps = '', expected) => {
  const known = new Map<string, OpenInstallation>();
  const events: string[] = [];
  let fails = false;
  const tenants = createTenants({
    installations: {
      ofRequest: async ({ teams: [id = ''] }) => known.get(id) ?? null,
      byScope: async (scope) => known.get(scope) ?? null,
    },
    build: ({ id, revision }) => {
      if (fails) {
        fails = false;
        throw new Error('no');
      }
      const name = `${id}.${revision}`;
      events.push(`${name} built`);
      return { name, end: () => void events.push(`${name} ended`) };
    },
    maxIdle: 2,
  });
  const held = Promise.withResolvers<void>();
  const lend = async (verb: string, id: string) => {
    const use = async ({ name }: { name: string }) => {
      if (verb === 'hold') await held.promise;
      return name;
    };
    const ids = { orgWide: false, enterprise: null, teams: [id] };
    const used = verb === 'ask' ? tenants.ofRequest(ids, use) : tenants.byScope(id, use);
    events.push(`${verb}: ${await used.catch((error: Error) => error.message)}`);
  };
  let holding = Promise.resolve();
  for (const step of steps.split(', ')) {
    const [verb = '', id = ''] = step.split(' ');
    if (verb === 'install') {
      const revision = String(Number(known.get(id)?.revision ?? 0) + 1);
      known.set(id, { id, scope: id, revision } as OpenInstallation);
    } else if (verb === 'remove') known.delete(id);
    else if (verb === 'fail') fails = true;
    else if (verb === 'hold') holding = lend(verb, id);
    else if (verb === 'end') tenants.end();
    else if (verb === 'free') {
      held.resolve();
      await holding;
    } else await lend(verb, id);
  }
  expect(events.join(' | ')).toBe(expected);
});
