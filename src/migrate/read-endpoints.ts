import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { schema } from '../config/settings-schema.ts';
import { stateLocation, statePath } from '../store/state-path.ts';
import { MigrationError } from './migration-error.ts';

/** The source or the target of a migration. `location` omits user and password. */
export interface Endpoint {
  readonly url: string;
  readonly location: string;
}

/** The source and the target. */
export interface Endpoints {
  readonly from: Endpoint;
  readonly to: Endpoint;
}

const USAGE =
  'Usage: npm run migrate -- --from sqlite://data/jogg-slack.sqlite --to postgres://user:password@host/database';

/**
 * Reads `--from URL --to URL`. Error messages never repeat the arguments: they may hold a password.
 * @throws {MigrationError} for any other arguments
 */
export function readEndpoints(args: readonly string[]): Endpoints {
  const url = { type: 'string', multiple: true } as const;
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { from: url, to: url },
    strict: false,
    allowPositionals: true,
  });
  const unknown = Object.keys(values).find((name) => name !== 'from' && name !== 'to');
  if (unknown !== undefined) throw argumentError(`there is no option --${unknown}.`);
  if (positionals.length > 0)
    throw argumentError('a word has no --from or --to before it. (npm needs the -- before them.)');
  const from = readEndpoint('--from', values['from']);
  const to = readEndpoint('--to', values['to']);
  if (from.location === to.location)
    throw argumentError(
      `--from and --to name the same state, ${from.location}. Name another one in --to.`,
    );
  const path = statePath(from.url);
  if (path !== null && !existsSync(path))
    throw argumentError(
      `--from names a file that does not exist, ${from.location}. Check its path: a relative one begins at ${process.cwd()}.`,
    );
  return { from, to };
}

function readEndpoint(option: string, value: unknown): Endpoint {
  const [url, ...more] = Array.isArray(value) ? value : [];
  if (typeof url !== 'string' || url === '') throw argumentError(`${option} URL is missing.`);
  if (more.length > 0) throw argumentError(`${option} is given twice.`);
  const read = schema.shape.STATE_URL.safeParse(url);
  if (!read.success) throw argumentError(`${option}: ${read.error.issues[0]?.message}.`);
  const location = stateLocation(url);
  if (location === 'memory:')
    throw argumentError(
      `${option} names memory, which the next start forgets. Name a file or a database.`,
    );
  return { url, location };
}

const argumentError = (message: string) =>
  new MigrationError(`Wrong arguments: ${message} ${USAGE}`);
