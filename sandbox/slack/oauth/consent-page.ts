import { stylesheet } from '../../page/serve-page.ts';

/** The page's stylesheet. */
export const consentStyle = () =>
  stylesheet([new URL('../../page/style/base.css', import.meta.url)], [new URL(import.meta.url)]);

const PAPER_CLASS =
  'class="mx-auto mt-3 mb-12 max-w-168 rounded-xl border border-line bg-paper px-9 py-7"';
const TITLE_CLASS = 'class="text-center text-[22px]/[1.3] font-normal"';
const SQUARE_CLASS = 'class="size-13 rounded-xl bg-brand text-center leading-13 text-white"';
const ITEM_CLASS = 'class="flex items-baseline gap-3 border-t border-line py-1.75"';
/** Reloads the page for the chosen workspace. */
const RELOAD_SCRIPT =
  "const to = new URLSearchParams(location.search); to.set('team', this.value); " +
  "location.replace('?' + to)";

/** A workspace or organization in which the app can be installed. */
export interface Place {
  readonly id: string;
  readonly name: string;
  readonly orgWide: boolean;
  /** The person who is signed in there. */
  readonly person: string;
  readonly installed: boolean;
}

/** Slack's consent page; it posts back to its own URL. */
export function consentPage(facts: {
  readonly app: string;
  readonly places: readonly Place[];
  readonly chosen: Place;
  readonly scopes: readonly string[];
  /** The scopes that people may leave out. */
  readonly optional: ReadonlySet<string>;
}): string {
  const { app, places, chosen, scopes, optional } = facts;
  const options = places.map(({ id, name, orgWide }) => {
    const label = orgWide ? `${name} (whole organization)` : name;
    return `<option value="${id}"${id === chosen.id ? ' selected' : ''}>${escapeHtml(label)}</option>`;
  });
  const actionScopes = scopes.filter((each) => !isView(each));
  const placeKind = chosen.orgWide ? 'organization and all its workspaces' : 'Slack workspace';
  const alreadyInstalled = chosen.installed
    ? `<p class="muted text-center">${escapeHtml(app)} is already installed here.</p>`
    : '';
  const item = (scope: string): string => {
    const label = escapeHtml(scopeText(scope, app) ?? scope);
    const name = `<span class="flex-1">${label}
      <code class="block border-0 bg-transparent p-0 text-[13px] text-muted">${escapeHtml(scope)}</code>
      </span>`;
    const hiddenInput = `<input type="hidden" name="scope" value="${escapeHtml(scope)}">`;
    if (!optional.has(scope))
      return `<li ${ITEM_CLASS}>${hiddenInput}<b class="w-4 text-go" aria-hidden="true">✓</b>${name}</li>`;
    return `<li ${ITEM_CLASS}><label class="flex flex-1 items-baseline gap-3">
      <input class="w-4 accent-go" type="checkbox" name="scope" value="${escapeHtml(scope)}" checked>
      ${name}<small>optional</small></label></li>`;
  };
  const group = (title: string, some: readonly string[]): string =>
    some.length === 0
      ? ''
      : `<h2 class="mt-5.5 mb-1.5">${title}</h2><ul>${some.map(item).join('')}</ul>`;
  return frame(
    `Add ${app} to ${chosen.name}`,
    `<form method="post">
<header class="flex flex-wrap items-baseline justify-between gap-3 px-6 py-3.5">
  <label>Workspace <select class="button" name="place" onchange="${RELOAD_SCRIPT}">
    ${options.join('')}</select></label>
  <small>Signed in as ${escapeHtml(chosen.person)}</small>
</header>
<main ${PAPER_CLASS}>
  <div class="my-4 flex items-center justify-center gap-3 text-[22px]" aria-hidden="true">
    <span ${SQUARE_CLASS}>🎬</span>⇄<span ${SQUARE_CLASS}>${escapeHtml(chosen.name.slice(0, 1))}</span>
  </div>
  <h1 ${TITLE_CLASS}>${escapeHtml(app)} is requesting permission to
    access the <strong>${escapeHtml(chosen.name)}</strong> ${placeKind}</h1>
  ${alreadyInstalled}
  ${group(`What will ${escapeHtml(app)} be able to view?`, scopes.filter(isView))}
  ${group(`What will ${escapeHtml(app)} be able to do?`, actionScopes)}
  <footer class="my-4 flex justify-center gap-3">
    <button class="button" name="decision" value="cancel">Cancel</button>
    <button class="button" name="decision" value="allow" data-style="primary">Allow</button>
  </footer>
</main>
</form>`,
  );
}

/** The page that Slack shows if the app's request is not valid. */
export const errorPage = (message: string): string =>
  frame(
    'Something went wrong',
    `<main ${PAPER_CLASS}><h1 ${TITLE_CLASS}>Something went wrong</h1><p>${escapeHtml(message)}</p></main>`,
  );

const frame = (title: string, body: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · sandbox</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="/oauth/style.css"></head>
<body class="bg-soft">
<p class="bg-brand text-center text-white">A fake Slack on this computer</p>${body}
<script>
document.documentElement.style.colorScheme = localStorage.getItem('sandbox-theme') ?? '';
</script></body></html>
`;

const ESCAPES: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' },
};
const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);

/** Slack's description of each bot scope. https://docs.slack.dev/reference/scopes */
const SCOPE_TEXTS: Readonly<Record<string, string>> = {
  'app_mentions:read': 'View messages that mention @APP in conversations that APP is in',
  'channels:history':
    'View messages and other content in public channels that APP has been added to',
  'channels:join': 'Join public channels in a workspace',
  'channels:read': 'View basic information about public channels in a workspace',
  'chat:write': 'Send messages as @APP',
  'chat:write.public': "Send messages to channels @APP isn't a member of",
  commands: 'Add shortcuts and slash commands that people can use',
  'files:read': 'View files shared in channels and conversations that APP has been added to',
  'files:write': 'Upload, edit, and delete files as APP',
  'groups:history':
    'View messages and other content in private channels that APP has been added to',
  'groups:read': 'View basic information about private channels that APP has been added to',
  'im:history': 'View messages and other content in direct messages that APP has been added to',
  'mpim:history':
    'View messages and other content in group direct messages that APP has been added to',
  'usergroups:read': 'View user groups in a workspace',
  'users:read': 'View people in a workspace',
};

/** Slack's description of a scope; `undefined` for an unknown one. */
export const scopeText = (scope: string, app: string): string | undefined =>
  SCOPE_TEXTS[scope]?.replaceAll('APP', app);

/** Whether a scope lets the app view something rather than do something. */
const isView = (scope: string): boolean => /:(read|history)$/.test(scope);
