import { parseArgs } from 'node:util';
import type { Flavour } from './flavour.ts';

export const USAGE = `npm run -s manifest -- [options]

Prints the manifest of the Slack app, to paste at api.slack.com/apps → App Manifest.

  --url URL      the app's PUBLIC_URL, e.g. https://videos.example.com: Slack reaches the app there
  --workspaces   for many workspaces, which install the app at URL/slack/install
  --socket       Socket Mode: only installing uses --url
  --rotation     tokens live 12 hours; Slack does not let you turn this off again
  --help         show this text

Without options: one workspace over Socket Mode, as in manifest.yml.
`;

const FLAG = { type: 'boolean', default: false } as const;
const TEXT = { type: 'string' } as const;
const OPTIONS = { url: TEXT, workspaces: FLAG, socket: FLAG, rotation: FLAG, help: FLAG };

/** The requested flavour, or a text about the problem; `null` means to show the usage. */
export function readFlavour(args: readonly string[]): Flavour | string | null {
  const values = parse(args);
  if (typeof values === 'string') return values;
  if (values.help) return null;
  const { workspaces, socket, rotation } = values;
  const url = values.url?.replace(/\/+$/, '') ?? null;
  if (url !== null && (!URL.canParse(url) || !/^https:\/\/[^?#]+$/.test(url)))
    return `--url needs an https address such as https://videos.example.com, not “${url}”`;
  if (url === null && workspaces)
    return '--workspaces needs --url, the address at which others install the app';
  if (rotation && !workspaces)
    return '--rotation needs --workspaces: SLACK_BOT_TOKEN must not expire';
  return { url, workspaces, rotation, socket: socket || url === null };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch (error) {
    return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  }
}
