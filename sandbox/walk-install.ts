import type { DemoWorld } from './demo-world.ts';
import { RunFailure } from './once-run.ts';

/**
 * Installs the app in one of the demo's workspaces as a person does in a browser: from the app's
 * own page over Slack's consent page back to the app.
 * @throws RunFailure where it is not there afterwards, with what was said on the way
 */
export async function installIn({ installUrl, slack }: DemoWorld, place: string): Promise<void> {
  const first = await fetch(installUrl ?? '', { redirect: 'manual' });
  const said = await first.text();
  const link = /href="([^"]*\/oauth\/v2\/authorize\?[^"]*)"/.exec(said)?.[1];
  const consent = first.headers.get('location') ?? link?.replaceAll('&amp;', '&');
  if (consent === undefined) throw failed(first, said);
  const body = new URLSearchParams({ place, decision: 'allow' });
  const allowed = await fetch(consent, { method: 'POST', body, redirect: 'manual' });
  const back = allowed.headers.get('location');
  if (back === null) throw failed(allowed, await allowed.text());
  const cookie = first.headers.getSetCookie().map((each) => each.split(';')[0]);
  const last = await fetch(back, { headers: { cookie: cookie.join('; ') }, redirect: 'manual' });
  const page = await last.text();
  if (last.status !== 200 || slack.workspace(place).installed() === null) throw failed(last, page);
}

function failed({ url, status }: Response, page: string): RunFailure {
  const words = page.replaceAll(/<style[\s\S]*?<\/style>|<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
  return new RunFailure(`the app could not be installed: ${url} says ${status}${words}`);
}
