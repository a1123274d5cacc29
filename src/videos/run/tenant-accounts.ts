import type { Identify, ProjectStore, Renderer, UnconfirmedStore } from '../../domain/ports.ts';
import { scopedId } from '../../domain/scope.ts';
import { createFindCandidate, type FindCandidate } from './find-candidate.ts';
import { createProjects, type Projects } from './projects.ts';

/** A Jogg account, as videos use it. */
export interface VideoAccount {
  readonly renderer: Renderer;
  readonly identify: Identify;
  /** Whether other tenants use it: then a title proves nothing, and tells of theirs. */
  readonly isShared: () => Promise<boolean>;
}

/** What is kept of an account's projects, also where nobody knows its key any more. */
export interface AccountRecords {
  readonly projects: ProjectStore;
  readonly unconfirmed: UnconfirmedStore;
}

/** The videos in doubt, each at the account that was asked for it: a webhook of that wakes it. */
export interface UnconfirmedVideos {
  add(videoId: string, since: number, askedOf: string | null): Promise<void>;
  remove(videoId: string, askedOf: string | null): Promise<void>;
}

/**
 * What the videos of a tenant need of Jogg accounts: new ones are paid by `paying`; each project is
 * asked for, and looked for, at the account that made it, also after a change of key. An account is
 * named as in a project. Throws what the store throws.
 */
export function createTenantAccounts(deps: {
  readonly scope: string;
  readonly payingAccount: string | undefined;
  /** Null where the account's key is not known any more. */
  readonly accountOf: (account: string | undefined) => VideoAccount | null;
  readonly recordsOf: (account: string | undefined) => AccountRecords;
}): {
  readonly renderer: Renderer;
  readonly projects: Projects;
  readonly unconfirmed: UnconfirmedVideos;
  readonly findCandidate: FindCandidate;
} {
  const { scope, payingAccount, accountOf, recordsOf } = deps;
  const current = accountOf(payingAccount);
  if (!current) throw new TypeError('an account that pays has a key');
  const projects = createProjects({ scope, storeOf: (account) => recordsOf(account).projects });
  const searches = new Map<string | undefined, FindCandidate>();
  const unconfirmedOf = (askedOf: string | null): UnconfirmedStore =>
    recordsOf(askedOf ?? undefined).unconfirmed;

  function searchOf(account: string | undefined, { identify }: VideoAccount): FindCandidate {
    const { unconfirmed } = recordsOf(account);
    const search =
      searches.get(account) ?? createFindCandidate({ projects, unconfirmed, identify, account });
    searches.set(account, search);
    return search;
  }

  return {
    renderer: {
      get version() {
        return current.renderer.version;
      },
      account: payingAccount,
      async submit(order, audioUrl) {
        const outcome = await current.renderer.submit(order, audioUrl);
        return outcome.kind === 'done' ? { ...outcome, account: payingAccount } : outcome;
      },
      // Without the key nobody can ask: the video is given up in time.
      poll: async (project) =>
        accountOf(project.account)?.renderer.poll(project) ?? { kind: 'later', afterMs: null },
    },
    projects,
    unconfirmed: {
      add: (id, since, askedOf) => unconfirmedOf(askedOf).add(scopedId(scope, id), since),
      remove: (id, askedOf) => unconfirmedOf(askedOf).remove(scopedId(scope, id)),
    },
    async findCandidate(video) {
      const account = video.askedOf ?? undefined;
      const asked = accountOf(account);
      return asked === null || (await asked.isShared()) ? null : searchOf(account, asked)(video);
    },
  };
}
