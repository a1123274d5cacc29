/**
 * Installs the app at `app` in a workspace or organization as a person does in a browser: to
 * Slack's page of consent, and back. Answers the heading of the last page.
 */
export async function installInBrowser(app: string, place: string): Promise<string> {
  const begun = await fetch(`${app}/slack/install`, { redirect: 'manual' });
  const cookie = begun.headers.get('set-cookie')?.split(';', 1)[0] ?? '';
  const consent = begun.headers.get('location') ?? '';
  const allow = new URLSearchParams({ place, decision: 'allow' });
  const asked = new URL(consent).searchParams.get('scope') ?? '';
  for (const scope of asked.split(',')) allow.append('scope', scope);
  const allowed = await fetch(consent, { method: 'POST', body: allow, redirect: 'manual' });
  const { pathname, search } = new URL(allowed.headers.get('location') ?? '');
  const ended = await fetch(`${app}${pathname}${search}`, { headers: { cookie } });
  return /<h1>(.*)<\/h1>/.exec(await ended.text())?.[1] ?? '';
}
