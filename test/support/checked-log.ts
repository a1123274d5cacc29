import { SANDBOX_KEYS } from '../../sandbox/app-env.ts';

/**
 * Keys of the tests, what `make` says where nothing else is said, and whatever leads to a video.
 */
const SECRET = new RegExp(
  ['canary', ...Object.values(SANDBOX_KEYS), 'Hello from Slack', 'https?:', '\\.mp4'].join('|'),
);

/**
 * Throws where a line of a log holds a token, a key, a script or a link. Every test of faults ends
 * with it.
 */
export function checkLog(lines: readonly unknown[], ...secrets: readonly string[]): void {
  const told = lines
    .map((line) => (typeof line === 'string' ? line : JSON.stringify(line)))
    .filter(
      (line) =>
        SECRET.test(line) || secrets.some((secret) => secret !== '' && line.includes(secret)),
    );
  if (told.length > 0) throw new Error(`logged what nobody may read:\n${told.join('\n')}`);
}
