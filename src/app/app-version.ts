import { readFileSync } from 'node:fs';

/** The version in `package.json`; `unknown` if the file cannot be read. */
export function appVersion(): string {
  try {
    const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
    return /"version": "([^"]+)"/.exec(text)?.[1] ?? 'unknown';
  } catch {
    return 'unknown';
  }
}
