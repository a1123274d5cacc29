import { multiWorkspaceStartupLines, startupLines } from '../config/startup-copy.ts';
import type { Installation } from '../domain/membership.ts';
import { installUrlOf } from '../http/install-paths.ts';
import { errorFields } from '../lib/log.ts';
import type { BotIdentity } from '../slack/web-api/bot-identity.ts';
import type { Installations } from '../tenancy/installation.ts';
import type { Tenants } from '../tenancy/tenants.ts';
import type { Shared } from './open-shared.ts';
import type { TellOperator } from './tell-operator.ts';

/** How often Slack is asked for the app's identity again if it did not answer at the start. */
const RETRY_MS = 5_000;

/** The app's identity in Slack: learned at the start and announced to the operator. */
export interface AppIdentity {
  /** Builds the tenant that the first request needs, before it arrives. */
  prepare(): Promise<void>;
  /**
   * Asks Slack for the identity. If Slack does not answer, logs it and returns.
   * @throws {TokenRefusedError}
   */
  learn(): Promise<void>;
  /** Whether Slack has returned the identity. */
  isKnown(): boolean;
  /** Prints the identity and the next step. If Slack is down, prints them again once it answers. */
  announce(port: number): Promise<void>;
}

/** For an app that any workspace may install. It has no single identity to wait for. */
export function createMultiTenantIdentity(
  { config, logEvent }: Shared,
  deps: { readonly installations: Pick<Installations, 'list'>; readonly tell: TellOperator },
): AppIdentity {
  return {
    prepare: async () => undefined,
    learn: async () => undefined,
    isKnown: () => true,
    async announce(port) {
      const { publicUrl } = config;
      const details = {
        installAt: publicUrl && installUrlOf(publicUrl),
        mode: config.slack.mode.kind,
      };
      try {
        const { length: workspaces } = await deps.installations.list();
        deps.tell(multiWorkspaceStartupLines({ ...details, workspaces, port }));
      } catch (error) {
        logEvent('installations_uncounted', errorFields(error));
      }
    },
  };
}

/** For an app of one workspace, whose token is a setting. */
export function createSingleTenantIdentity(
  { config, firstRequest, ownWorkspace, clock, stopping, logEvent }: Shared,
  deps: {
    readonly tenants: Pick<Tenants<{ readonly identity: BotIdentity }>, 'byScope'>;
    readonly tell: TellOperator;
  },
): AppIdentity {
  const { tell } = deps;
  const mode = config.slack.mode.kind;
  /** The only tenant's identity, which is never replaced. */
  let identity: BotIdentity | null = null;

  const rememberWorkspace = async (installation: Installation | null): Promise<void> => {
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
    isKnown: () => identity !== null && identity.bot() !== null,
    async announce(port) {
      if (identity === null) return;
      const hasRequests = await firstRequest.hasArrived().catch(() => true);
      const appId = mode === 'socket' || hasRequests ? null : await identity.appId();
      const details = { appId, mode, port, hasRequests };
      tell(startupLines({ ...details, bot: identity.bot() }));
      if (identity.bot() !== null) await rememberWorkspace(await identity.installation());
      while (identity.bot() === null) {
        await clock.sleep(RETRY_MS, stopping);
        if (stopping.aborted) return;
        await identity.installation();
        const bot = identity.bot();
        if (bot === null) continue;
        await rememberWorkspace(await identity.installation());
        logEvent('slack_reached');
        return tell(startupLines({ ...details, bot }));
      }
    },
  };
}
