import { FLAG, readOptions, wrong } from '../../src/lib/process/read-options.ts';
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

const URL_OPTION = {
  ...({ type: 'string', needs: 'an https address such as https://videos.example.com' } as const),
  isValid: (text: string) => URL.canParse(text) && /^https:\/\/[^?#@]+$/.test(text),
};
const OPTIONS = { url: URL_OPTION, workspaces: FLAG, socket: FLAG, rotation: FLAG };

/** Reads the command line; `wrong` says what is not valid. */
export function readFlavour(args: readonly string[]) {
  const command = readOptions(args, OPTIONS);
  if (command.kind !== 'run') return command;
  const { workspaces, socket, rotation } = command.values;
  const url = command.values.url?.replace(/\/+$/, '') ?? null;
  if (url === null && workspaces)
    return wrong('--workspaces needs --url, at which others install the app');
  if (rotation && !workspaces)
    return wrong('--rotation needs --workspaces: SLACK_BOT_TOKEN must not expire');
  const flavour: Flavour = { url, workspaces, rotation, socket: socket || url === null };
  return { kind: 'run', flavour } as const;
}
