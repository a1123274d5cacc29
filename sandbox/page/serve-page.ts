import { globSync, readFileSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
};
const STYLES = ['base', 'layout', 'sidebar', 'message', 'form'].map(
  (name) => new URL(`style/${name}.css`, import.meta.url),
);
const MARKUP = globSync('**/*.js', { cwd: import.meta.dirname }).map(
  (name) => new URL(name, import.meta.url),
);
/** The packages in the page's import map. */
const PACKAGE = /^npm\/(htm|preact(?:\/hooks)?)$/;

/**
 * Serves the page; resolves with false if there is no such file. `/` is `index.html`, `/style.css`
 * the stylesheets in `style/`, `/npm/NAME` an installed package, `/jogg-log.json` the result of
 * `joggLog`. Only plain names in this folder and its subfolders are valid: no path leads out of it.
 */
export function createPage(deps: { readonly joggLog: () => unknown }) {
  let style: Promise<string> | undefined;
  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname.slice(1);
    const send = (type: string | undefined, body: Buffer | string) => {
      response.writeHead(200, {
        'content-type': type,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      });
      response.end(body);
      return true;
    };
    if (path === 'jogg-log.json') return send('application/json', JSON.stringify(deps.joggLog()));
    if (path === 'style.css') {
      style ??= stylesheet(STYLES, MARKUP);
      return send('text/css; charset=utf-8', await style);
    }
    const [, named] = PACKAGE.exec(path) ?? [];
    if (named) return send(TYPES['.js'], readFileSync(new URL(import.meta.resolve(named))));
    const name = path || 'index.html';
    const type = TYPES[extname(name)];
    if (type === undefined || !/^([a-z]+\/)?[a-z][a-z-]*\.[a-z]+$/.test(name)) return false;
    const file = fileURLToPath(new URL(name, import.meta.url));
    if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return false;
    return send(type, readFileSync(file));
  };
}

const read = (file: URL): string => readFileSync(file, 'utf8');

/** Compiles the files to plain CSS, with the Tailwind classes that the markup uses. */
export async function stylesheet(files: readonly URL[], markup: readonly URL[]): Promise<string> {
  // Loaded for the first page, because most runs of the sandbox show none.
  const { compile } = await import('tailwindcss');
  const { build } = await compile(files.map(read).join('\n'), {
    loadStylesheet: async (name, base) => {
      const path = import.meta.resolve(`${name}/index.css`);
      return { path, base, content: read(new URL(path)) };
    },
  });
  // A class name may contain a quotation mark.
  const words = markup
    .map(read)
    .flatMap((text) => [/[\s"`]+/, /[\s"'`]+/].flatMap((at) => text.split(at)));
  return build(words);
}
