import type { Renderer, Unconfirmed } from '../domain/ports.ts';
import { fullId } from '../domain/scope.ts';
import type { Video } from '../domain/video/video.ts';
import { errorFields } from '../lib/log.ts';
import type { Installed } from '../tenancy/installed.ts';
import { NO_BALANCE } from '../videos/balance.ts';
import { createFindCandidate } from '../videos/find-candidate.ts';
import { createProjects } from '../videos/projects.ts';
import type { Accounts } from './accounts.ts';
import type { Shared } from './open-shared.ts';
import type { JoggParts } from './wire-jogg.ts';

export type TenantAccount = ReturnType<typeof wireAccount>;

/**
 * The Jogg account that a tenant pays with, its own or the operator's, and those where videos of
 * its are still being made: a project is asked for where it was made, also after a change of key.
 */
export function wireAccount(
  { isMany, logEvent }: Pick<Shared, 'isMany' | 'logEvent'>,
  accounts: Accounts,
  { scope, jogg, formerJogg }: Pick<Installed, 'scope' | 'jogg' | 'formerJogg'>,
) {
  const known = new Map([...formerJogg, ...(jogg ? [jogg] : [])].map((own) => [own.keyId, own]));
  const held = new Map(
    [...known.values()]
      .filter((own) => !accounts.isOperators(own))
      .map((own) => [own.keyId, accounts.hold(own)]),
  );
  const paying = (jogg && held.get(jogg.keyId)?.parts) ?? accounts.operator;
  /** As in a project: none is the operator's. */
  const account = paying === accounts.operator ? undefined : jogg?.keyId;
  const { client, unconfirmed, users } = paying;
  const projects = createProjects({ scope, at: accounts.projectsOf });
  /** What this account tells is not this tenant's alone. */
  const isShared = isMany && account === undefined;
  if (account !== undefined)
    users.add(scope).catch((error: unknown) => {
      logEvent('account_user_unsaved', errorFields(error));
    });
  const findOwn = createFindCandidate({
    projects,
    unconfirmed,
    identify: client.identify,
    account,
  });
  const renderer: Renderer = {
    version: client.renderer.version,
    async submit(order, audioUrl) {
      const outcome = await client.renderer.submit(order, audioUrl);
      return outcome.kind === 'done' ? { ...outcome, account } : outcome;
    },
    async poll(project) {
      const { account: by } = project;
      const parts = by === undefined ? accounts.operator : held.get(by)?.parts;
      // Without the key nobody can ask: the video is given up in time.
      return parts ? parts.client.renderer.poll(project) : { kind: 'later', afterMs: null };
    },
  };
  const webhookOf = (token: string): JoggParts | null => {
    const own = [...known.values()].find((each) => each.webhookToken === token);
    return (own && held.get(own.keyId)?.parts) ?? null;
  };
  return {
    client,
    /** The account that Jogg calls for at an address which ends so. */
    webhookOf,
    postLimiter: isMany ? paying.fairTurns(scope, paying.postLimiter) : paying.postLimiter,
    registration: paying.registration,
    renders: paying.renders,
    catalogue: isShared ? paying.publicCatalogue : paying.catalogue,
    balance: isShared ? NO_BALANCE : paying.balance,
    renderer,
    projects,
    unconfirmed: {
      add: (id, since) => unconfirmed.add(fullId(scope, id), since),
      remove: (id) => unconfirmed.remove(fullId(scope, id)),
    } satisfies Pick<Unconfirmed, 'add' | 'remove'>,
    /** Where others may have made a project, its title proves nothing, and tells of theirs. */
    findCandidate: async (video: Video) =>
      isShared || (account !== undefined && (await users.areSeveral())) ? null : findOwn(video),
    end() {
      for (const each of held.values()) each.release();
    },
  };
}
