import type { Identify, ProjectStore, Renderer, UnconfirmedStore } from '../../domain/ports.ts';
import { scopedId } from '../../domain/scope.ts';
import { createFindCandidate, type FindCandidate } from './find-candidate.ts';
import { createProjects, type Projects } from './projects.ts';

/** A Jogg account, as the use cases of videos need it. */
export interface VideoAccount {
  readonly renderer: Renderer;
  readonly identify: Identify;
  /** Whether other tenants use it: then a title proves nothing and may reveal their videos. */
  readonly isShared: () => Promise<boolean>;
}

/** The records of an account's projects, which outlive its key. */
export interface AccountRecords {
  readonly projects: ProjectStore;
  readonly unconfirmed: UnconfirmedStore;
}

/** The unconfirmed videos, each listed under the account that its paid request went to. */
export interface UnconfirmedVideos {
  add(videoId: string, since: number, askedOf: string | null): Promise<void>;
  remove(videoId: string, askedOf: string | null): Promise<void>;
}

/**
 * The Jogg accounts of a tenant's videos. `payingAccount` pays for new videos. Each project is
 * polled and searched in the account that made it, even after a change of key. Accounts are named
 * as in a project. Every method throws what the store throws.
 */
export function createTenantAccounts(deps: {
  readonly scope: string;
  readonly payingAccount: string | undefined;
  /** Null if the account's key is no longer known. */
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
  if (!current) throw new TypeError('the account that pays has no key');
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
      // Without the key Jogg cannot be polled, and the video expires in time.
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
      const videoAccount = accountOf(account);
      return videoAccount === null || (await videoAccount.isShared())
        ? null
        : searchOf(account, videoAccount)(video);
    },
  };
}
