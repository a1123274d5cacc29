import { sendEvent } from './events.ts';
import { Refusal, type Stage } from './stage.ts';

const ENDINGS = ['tokens_revoked', 'app_uninstalled'] as const;

/**
 * The app is removed from where it is installed: its token is dead, and it is told so, by two
 * events in either order. https://docs.slack.dev/reference/events/app_uninstalled
 */
export async function uninstall(
  stage: Stage,
  order: readonly (typeof ENDINGS)[number][] = ENDINGS,
): Promise<void> {
  const left = installationOf(stage);
  stage.installations.end(left);
  const tokens = { oauth: [], bot: [stage.world.app.botUser] };
  const events = {
    tokens_revoked: { type: 'tokens_revoked', tokens },
    app_uninstalled: { type: 'app_uninstalled' },
  };
  for (const name of order) await sendEvent(stage, events[name], left);
}

/** An organization takes its app away from one of its workspaces: others keep it. */
export function withdraw(stage: Stage): void {
  if (!installationOf(stage).orgWide) throw new Refusal('it is not of an organization');
  stage.world.install(null);
}

/** The token's life ends now: Slack answers `token_expired` until the app has refreshed it. */
export function expireToken(stage: Stage): void {
  const installation = installationOf(stage);
  if (installation.refresh === null) throw new Refusal('tokens do not rotate here');
  installation.expiresAt = stage.now();
}

function installationOf({ world }: Stage) {
  const installation = world.installed();
  if (installation === null) throw new Refusal('the app is not installed here');
  return installation;
}
