import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';

/** The content of a page. All of it is plain text and is escaped. */
export interface Page {
  readonly title: string;
  /** One sentence or two each. */
  readonly paragraphs: readonly string[];
  readonly next?: { readonly label: string; readonly address: string };
  readonly tone: 'good' | 'neutral' | 'bad';
}

const STYLE = `
:root { color-scheme: light dark; --back: #f4f3fa; --card: #fff; --ink: #1d1c2b; --soft: #5a5870;
  --line: #e3e1f0; --act: #3f3fb8; --on-act: #fff; --good: #167a4a; --bad: #b3372c; }
@media (prefers-color-scheme: dark) { :root { --back: #14131d; --card: #1e1d2b; --ink: #f1f0f8;
  --soft: #b3b1c9; --line: #34324a; --act: #8f8fff; --on-act: #14131d; --good: #5bd69b;
  --bad: #ff9a8f; } }
 * { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.5rem;
  background: var(--back); color: var(--ink); line-height: 1.55;
  font-family: system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; }
main { width: 100%; max-width: 30rem; padding: 2.5rem; background: var(--card);
  border: 1px solid var(--line); border-radius: 1rem; }
.mark { width: 3rem; height: 3rem; border-radius: 50%; display: grid; place-items: center;
  border: 2px solid currentColor; font-size: 1.4rem; font-weight: 700; }
.good { color: var(--good); } .bad { color: var(--bad); } .neutral { color: var(--soft); }
h1 { margin: 1.25rem 0 0.5rem; font-size: 1.5rem; line-height: 1.25; text-wrap: balance; }
p { margin: 0.5rem 0 0; color: var(--soft); overflow-wrap: anywhere; }
a { display: inline-block; margin-top: 1.75rem; padding: 0.7rem 1.25rem; border-radius: 0.6rem;
  background: var(--act); color: var(--on-act); font-weight: 600; text-decoration: none; }
a:hover { filter: brightness(1.08); }
a:focus-visible { outline: 3px solid var(--act); outline-offset: 3px; }
@media (max-width: 28rem) { main { padding: 1.75rem; } }
`;

const MARKS = { good: '✓', neutral: 'i', bad: '!' } as const;

/** The page may use only this style: no scripts, no images, no embedding in a frame. */
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  // The URL of Slack's redirect contains a code.
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
} as const;

/** Answers with an HTML page. Its headers allow no active content. */
export function answerPage(response: ServerResponse, status: number, page: Page): void {
  const html = htmlOf(page);
  response.writeHead(status, { ...HEADERS, 'content-length': Buffer.byteLength(html) });
  response.end(html);
}

function htmlOf({ title, paragraphs, next, tone }: Page): string {
  const link = next ? `\n<a href="${escaped(next.address)}">${escaped(next.label)}</a>` : '';
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
<main>
<div class="mark ${tone}" aria-hidden="true">${MARKS[tone]}</div>
<h1>${escaped(title)}</h1>
${paragraphs.map((each) => `<p>${escaped(each)}</p>`).join('\n')}${link}
</main>
</html>
`;
}

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (each) => `&#${each.charCodeAt(0)};`);
