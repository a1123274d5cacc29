import type { DemoWorld } from './demo-world.ts';
import { RunFailure } from './once-run.ts';

/**
 * Installs the app as a person does in a browser: from the app's own page over Slack's consent
 * page back to the app. `place`: the workspace's id, or the organization's. Resolves with what the
 * app says in the end.
 * @throws Error where a page leads nowhere, with what it said
 */
export async function walkInstall(
  installUrl: string,
  place: string,
  decision: 'allow' | 'cancel' = 'allow',
): Promise<{ readonly status: number; readonly page: string }> {
  const first = await fetch(installUrl, { redirect: 'manual' });
  const said = await first.text();
  const link = /href="([^"]*\/oauth\/v2\/authorize\?[^"]*)"/.exec(said)?.[1];
  const consent = first.headers.get('location') ?? link?.replaceAll('&amp;', '&');
  if (consent === undefined)
    throw new Error(`${installUrl} does not lead to Slack: ${first.status} ${said}`);
  const body = new URLSearchParams({ place, decision });
  const allowed = await fetch(consent, { method: 'POST', body, redirect: 'manual' });
  const back = allowed.headers.get('location');
  if (back === null) throw new Error(`Slack does not lead back: ${await allowed.text()}`);
  const cookie = first.headers.getSetCookie().map((each) => each.split(';')[0]);
  const last = await fetch(back, { headers: { cookie: cookie.join('; ') }, redirect: 'manual' });
  return { status: last.status, page: await last.text() };
}

/**
 * Installs the app in one of the demo's workspaces.
 * @throws RunFailure where it is not there afterwards, with what the app said
 */
export async function installIn(world: DemoWorld, team: string): Promise<void> {
  const { status, page } = await walkInstall(world.installUrl ?? '', team).catch((error: Error) => {
    throw new RunFailure(`the app could not be installed: ${error.message}`);
  });
  const words = page.replaceAll(/<style[\s\S]*?<\/style>|<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
  if (status !== 200 || world.slack.workspace(team).installed() === null)
    throw new RunFailure(`the app could not be installed: ${status}${words}`);
}
