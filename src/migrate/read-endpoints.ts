import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { schema } from '../config/settings-schema.ts';
import { stateLocation, statePath } from '../store/state-path.ts';
import { MigrationError } from './migration-error.ts';

/** One end of the move. `place` names it without user and password. */
export interface End {
  readonly url: string;
  readonly place: string;
}

/** From which state to which. */
export interface Route {
  readonly from: End;
  readonly to: End;
}

const USAGE =
  'Write it like this: npm run migrate -- --from sqlite://data/jogg-slack.sqlite --to postgres://user:password@host/database';

/**
 * Reads `--from URL --to URL`. Nothing of what was given is repeated: it may hold a password.
 * @throws {MigrationError} for anything else
 */
export function readRoute(args: readonly string[]): Route {
  const url = { type: 'string', multiple: true } as const;
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { from: url, to: url },
    strict: false,
    allowPositionals: true,
  });
  const unknown = Object.keys(values).find((name) => name !== 'from' && name !== 'to');
  if (unknown !== undefined) throw wrong(`there is no option --${unknown}.`);
  if (positionals.length > 0)
    throw wrong('a word has no --from or --to before it. (npm needs the -- before them.)');
  const from = readEnd('--from', values['from']);
  const to = readEnd('--to', values['to']);
  if (from.place === to.place)
    throw wrong(`--from and --to name the same state, ${from.place}. Name another one in --to.`);
  const path = statePath(from.url);
  if (path !== null && !existsSync(path))
    throw wrong(
      `--from names a file that does not exist, ${from.place}. Check its path: a relative one begins at ${process.cwd()}.`,
    );
  return { from, to };
}

function readEnd(option: string, given: unknown): End {
  const [url, ...more] = Array.isArray(given) ? given : [];
  if (typeof url !== 'string' || url === '') throw wrong(`${option} URL is missing.`);
  if (more.length > 0) throw wrong(`${option} is there twice.`);
  const read = schema.shape.STATE_URL.safeParse(url);
  if (!read.success) throw wrong(`${option}: ${read.error.issues[0]?.message}.`);
  const place = stateLocation(url);
  if (place === 'memory:')
    throw wrong(`${option} names memory, which the next start forgets. Name a file or a database.`);
  return { url, place };
}

const wrong = (says: string) => new MigrationError(`Wrong arguments: ${says} ${USAGE}`);
