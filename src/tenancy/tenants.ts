import type { Installations, Installed, RequestIds } from './installation.ts';

/**
 * The tenants of this process: what is built from an installation, made when it is first needed.
 * What `use` is lent stays as it is until `use` has ended, also where it is replaced meanwhile.
 * Both methods answer null where nobody has installed the app there (any more), and throw what the
 * store, the build and `use` throw.
 */
export interface Tenants<T> {
  ofRequest<R>(ids: RequestIds, use: (tenant: T) => Promise<R>): Promise<R | null>;
  byScope<R>(scope: string, use: (tenant: T) => Promise<R>): Promise<R | null>;
  /** Ends them all, also those in use. */
  end(): void;
}

interface Kept<T> {
  readonly revision: string;
  readonly tenant: T;
  uses: number;
  isOver: boolean;
}

/**
 * Keeps at most `most` tenants that nobody uses, those used latest. The installation is asked for
 * on every use: after a change by any process its tenant is built anew, and the old one ends with
 * its last use.
 */
export function createTenants<T extends { end(): void }>(deps: {
  readonly installations: Pick<Installations, 'ofRequest' | 'byScope'>;
  readonly build: (installed: Installed) => T;
  readonly most: number;
}): Tenants<T> {
  const { installations, build, most } = deps;
  /** By scope, the one used longest ago first. */
  const kept = new Map<string, Kept<T>>();

  function taken({ scope, revision }: Installed, make: () => T): Kept<T> {
    const known = kept.get(scope);
    if (known?.revision === revision && kept.size === 1) return known;
    kept.delete(scope);
    if (known?.revision === revision) {
      kept.set(scope, known);
      return known;
    }
    if (known) letGo(known);
    const made = { revision, tenant: make(), uses: 0, isOver: false };
    kept.set(scope, made);
    return made;
  }

  function letGo(each: Kept<T>): void {
    each.isOver = true;
    if (each.uses === 0) each.tenant.end();
  }

  function trim(): void {
    for (const [scope, each] of kept) {
      if (kept.size <= most) return;
      if (each.uses > 0) continue;
      kept.delete(scope);
      letGo(each);
    }
  }

  async function lend<R>(installed: Installed, use: (tenant: T) => Promise<R>): Promise<R> {
    const lent = taken(installed, () => build(installed));
    lent.uses += 1;
    try {
      trim();
      return await use(lent.tenant);
    } finally {
      lent.uses -= 1;
      if (lent.isOver && lent.uses === 0) lent.tenant.end();
    }
  }

  return {
    async ofRequest(ids, use) {
      const installed = await installations.ofRequest(ids);
      return installed && lend(installed, use);
    },
    async byScope(scope, use) {
      const installed = await installations.byScope(scope);
      if (installed) return lend(installed, use);
      const gone = kept.get(scope);
      kept.delete(scope);
      if (gone) letGo(gone);
      return null;
    },
    end() {
      for (const { tenant } of kept.values()) tenant.end();
      kept.clear();
    },
  };
}
