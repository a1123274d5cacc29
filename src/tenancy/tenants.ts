import type { Installations, OpenInstallation, RequestIds } from './installation.ts';

/**
 * The tenants of this process, each built from its installation on first use. A tenant stays alive
 * until `use` has ended, even if it is replaced meanwhile. Both lookups return null if the app is
 * not installed there (any more), and throw what the store, the build and `use` throw.
 */
export interface Tenants<T> {
  ofRequest<R>(ids: RequestIds, use: (tenant: T) => Promise<R>): Promise<R | null>;
  byScope<R>(scope: string, use: (tenant: T) => Promise<R>): Promise<R | null>;
  /** Ends all tenants, including those in use. */
  end(): void;
}

interface Entry<T> {
  readonly revision: string;
  readonly tenant: T;
  uses: number;
  isRetired: boolean;
}

/**
 * Caches tenants, evicting the least recently used idle ones above `maxIdle`. The installation is
 * read on every use: after a change by any process its tenant is rebuilt, and the old one ends with
 * its last use.
 */
export function createTenants<T extends { end(): void }>(deps: {
  readonly installations: Pick<Installations, 'ofRequest' | 'byScope'>;
  readonly build: (installation: OpenInstallation) => T;
  readonly maxIdle: number;
}): Tenants<T> {
  const { installations, build, maxIdle } = deps;
  /** By scope, the least recently used first. */
  const entries = new Map<string, Entry<T>>();

  function entryFor({ scope, revision }: OpenInstallation, make: () => T): Entry<T> {
    const known = entries.get(scope);
    if (known?.revision === revision && entries.size === 1) return known;
    entries.delete(scope);
    if (known?.revision === revision) {
      entries.set(scope, known);
      return known;
    }
    if (known) retire(known);
    const entry = { revision, tenant: make(), uses: 0, isRetired: false };
    entries.set(scope, entry);
    return entry;
  }

  function retire(entry: Entry<T>): void {
    entry.isRetired = true;
    if (entry.uses === 0) entry.tenant.end();
  }

  function trim(): void {
    for (const [scope, entry] of entries) {
      if (entries.size <= maxIdle) return;
      if (entry.uses > 0) continue;
      entries.delete(scope);
      retire(entry);
    }
  }

  async function withTenant<R>(
    installation: OpenInstallation,
    use: (tenant: T) => Promise<R>,
  ): Promise<R> {
    const entry = entryFor(installation, () => build(installation));
    entry.uses += 1;
    try {
      trim();
      return await use(entry.tenant);
    } finally {
      entry.uses -= 1;
      if (entry.isRetired && entry.uses === 0) entry.tenant.end();
    }
  }

  return {
    async ofRequest(ids, use) {
      const installation = await installations.ofRequest(ids);
      return installation && withTenant(installation, use);
    },
    async byScope(scope, use) {
      const installation = await installations.byScope(scope);
      if (installation) return withTenant(installation, use);
      const removed = entries.get(scope);
      entries.delete(scope);
      if (removed) retire(removed);
      return null;
    },
    end() {
      for (const { tenant } of entries.values()) tenant.end();
      entries.clear();
    },
  };
}
