import { FLAG, readOptions, wrong } from '../src/lib/process/read-options.ts';

/** The options of a run. `once`: the script of a headless run, or `null` to keep running. */
export type DemoOptions = Extract<DemoRequest, { kind: 'run' }>['options'];
type DemoRequest = ReturnType<typeof readDemoOptions>;

export const USAGE = `npm run demo -- [options]

The real app with a fake Slack and a fake Jogg on this computer. You need no account.

  --once "Some script"  make one video without a browser and print its thread
  --tour                show everything the app does, step by step, without a browser
  --workspaces          three workspaces that install the app themselves, as at a vendor's
  --socket              Slack over Socket Mode instead of HTTP
  --no-webhook          no webhook from Jogg: the app polls instead
  --kill                with --once: kill the app while the video renders; it starts again
  --verbose             show the app's log, one line per event
  --port N              port of the page (default: 4400, or a free one if that is taken)
  --help                show this text

With --workspaces, --once makes one video in each of two.
--once and --tour exit with 0 if all is well, else with 1 and say why.
`;

const ONCE = { type: 'string', needs: 'a script, e.g. --once "Hello from Slack"' } as const;
const PORT = {
  ...({ type: 'string', needs: 'a port number' } as const),
  isValid: (text: string) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535,
};
const FLAGS = {
  ...{ once: ONCE, tour: FLAG, socket: FLAG, 'no-webhook': FLAG },
  ...{ kill: FLAG, workspaces: FLAG, verbose: FLAG, port: PORT },
};

/** Reads the command line; `wrong` names the option that is not valid. */
export function readDemoOptions(args: readonly string[]) {
  const command = readOptions(args, FLAGS);
  if (command.kind !== 'run') return command;
  const { values } = command;
  const once = values.once ?? null;
  if (values.kill && once === null) return wrong('--kill works only together with --once');
  if (values.tour && once !== null) return wrong('--tour and --once are two runs: choose one');
  if (values.tour && values['no-webhook'])
    return wrong('--tour needs the webhook: leave --no-webhook out');
  if (values.tour && values.workspaces)
    return wrong('--tour and --workspaces are two runs: choose one');
  if (values.workspaces && values['no-webhook'])
    return wrong('--workspaces needs the address of the webhook: leave --no-webhook out');
  const port = Number(values.port ?? 0);
  const { tour, socket, kill, workspaces, verbose } = values;
  const webhook = !values['no-webhook'];
  const options = { once, tour, socket, webhook, kill, workspaces, verbose, port };
  return { kind: 'run', options } as const;
}
