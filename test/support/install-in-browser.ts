/** Installs the app as a person does in a browser; returns the heading of the last page. */
export async function installInBrowser(app: string, place: string): Promise<string> {
  const start = await fetch(`${app}/slack/install`, { redirect: 'manual' });
  const cookie = start.headers.get('set-cookie')?.split(';', 1)[0] ?? '';
  const consent = start.headers.get('location') ?? '';
  const allow = new URLSearchParams({ place, decision: 'allow' });
  const scopes = new URL(consent).searchParams.get('scope') ?? '';
  for (const scope of scopes.split(',')) allow.append('scope', scope);
  const allowed = await fetch(consent, { method: 'POST', body: allow, redirect: 'manual' });
  const { pathname, search } = new URL(allowed.headers.get('location') ?? '');
  const last = await fetch(`${app}${pathname}${search}`, { headers: { cookie } });
  return /<h1>(.*)<\/h1>/.exec(await last.text())?.[1] ?? '';
}
