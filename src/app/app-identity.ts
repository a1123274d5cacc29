import { multiWorkspaceStartupLines, startupLines } from '../config/startup-copy.ts';
import type { Installation } from '../domain/membership.ts';
import { errorFields } from '../lib/log.ts';
import type { BotIdentity } from '../slack/web-api/bot-identity.ts';
import type { Installations } from '../tenancy/installation.ts';
import type { Tenants } from '../tenancy/tenants.ts';
import type { Shared } from './open-shared.ts';
import type { TellOperator } from './tell-operator.ts';

/** How often Slack is asked again who the app is, where it did not answer at the start. */
const ASK_AGAIN_MS = 5_000;

/** Who the app is: learnt at the start, and said to the person who runs it. */
export interface Introduction {
  /** Builds what the first request needs, before there is one. */
  prepare(): Promise<void>;
  /**
   * A Slack that does not answer is reported and passes.
   * @throws {TokenRefusedError}
   */
  learn(): Promise<void>;
  isLearnt(): boolean;
  /** Says it, and what to do next. Where Slack does not answer, again once it does. */
  say(port: number): Promise<void>;
}

/** Where a workspace installs the app; null where nobody can reach it. */
export const installAddress = (publicUrl: string | null): string | null =>
  publicUrl === null ? null : `${publicUrl}/slack/install`;

/** Of the app that any workspace may install: nothing waits for one of them. */
export function createManyIntroduction(
  { config, logEvent }: Shared,
  deps: { readonly installations: Pick<Installations, 'list'>; readonly tell: TellOperator },
): Introduction {
  return {
    prepare: async () => undefined,
    learn: async () => undefined,
    isLearnt: () => true,
    async say(port) {
      const facts = { installAt: installAddress(config.publicUrl), mode: config.slack.mode.kind };
      try {
        const { length: workspaces } = await deps.installations.list();
        deps.tell(multiWorkspaceStartupLines({ ...facts, workspaces, port }));
      } catch (error) {
        logEvent('installations_uncounted', errorFields(error));
      }
    },
  };
}

/** Of the app of one workspace, whose token is a setting. */
export function createIntroduction(
  { config, firstRequest, ownWorkspace, clock, stopping, logEvent }: Shared,
  deps: {
    readonly tenants: Pick<Tenants<{ readonly identity: BotIdentity }>, 'byScope'>;
    readonly tell: TellOperator;
  },
): Introduction {
  const { tell } = deps;
  const mode = config.slack.mode.kind;
  /** The only tenant's: nothing ever replaces it. */
  let identity: BotIdentity | null = null;

  const rememberOwn = async (installation: Installation | null): Promise<void> => {
    if (installation === null) return;
    try {
      await ownWorkspace.remember(installation.workspace);
    } catch (error) {
      logEvent('own_workspace_unsaved', errorFields(error));
    }
  };

  return {
    async prepare() {
      identity = await deps.tenants.byScope('', async (tenant) => tenant.identity);
    },
    async learn() {
      await identity?.load((fields) => logEvent('slack_unreachable', fields));
    },
    isLearnt: () => identity !== null && identity.bot() !== null,
    async say(port) {
      if (identity === null) return;
      const hasRequests = await firstRequest.hasArrived().catch(() => true);
      const appId = mode === 'socket' || hasRequests ? null : await identity.appId();
      const facts = { appId, mode, port, hasRequests };
      tell(startupLines({ ...facts, bot: identity.bot() }));
      if (identity.bot() !== null) await rememberOwn(await identity.installation());
      while (identity.bot() === null) {
        await clock.sleep(ASK_AGAIN_MS, stopping);
        if (stopping.aborted) return;
        await identity.installation();
        const bot = identity.bot();
        if (bot === null) continue;
        await rememberOwn(await identity.installation());
        logEvent('slack_reached');
        return tell(startupLines({ ...facts, bot }));
      }
    },
  };
}
