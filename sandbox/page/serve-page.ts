import { readFileSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
};

/**
 * Answers the GETs of the page and says whether there is such a file; `/` is `index.html`,
 * `/jogg-log.json` what `joggLog` gives. Only plain names in this folder and the folders in it are
 * looked up, so no path leads out of it.
 */
export function createPage(deps: { readonly joggLog: () => unknown }) {
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const send = (type: string, body: Buffer | string) => {
      response.writeHead(200, {
        'content-type': type,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      });
      response.end(body);
      return true;
    };
    if (path === '/jogg-log.json') return send('application/json', JSON.stringify(deps.joggLog()));
    const name = path === '/' ? 'index.html' : path.slice(1);
    const type = TYPES[extname(name)];
    if (type === undefined || !/^([a-z]+\/)?[a-z][a-z-]*\.[a-z]+$/.test(name)) return false;
    const file = fileURLToPath(new URL(name, import.meta.url));
    if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return false;
    return send(type, readFileSync(file));
  };
}
