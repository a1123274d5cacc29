/** What the program was started for. The commands that take arguments read their `rest`. */
export type Started =
  | { readonly kind: 'app' | 'doctor' | 'help' }
  | { readonly kind: 'migrate' | 'backup' | 'erase'; readonly rest: readonly string[] }
  | { readonly kind: 'wrong'; readonly problem: string };

export const USAGE = `Usage:

  npm start                             run the app
  npm run doctor                        check settings, tokens, scopes, the Jogg key, the webhook
                                        and the database, and say how to fix what is wrong
  npm run migrate -- --from URL --to URL
                                        move the state from one STATE_URL to another
  npm run backup -- FILE                copy the state to a new file while the app runs
  npm run erase -- T0123456789          erase everything of a workspace (or organization, E…)
  npm run demo                          see it work without any account

Settings come from .env or the environment; the environment wins. To begin: cp .env.example .env
docs/settings.md explains each setting.
`;

/** Reads the arguments behind the program's name. */
export function readArguments(args: readonly string[]): Started {
  const [first, ...rest] = args;
  if (args.some((each) => each === '--help' || each === '-h')) return { kind: 'help' };
  if (first === undefined) return { kind: 'app' };
  if (first === 'migrate' || first === 'backup' || first === 'erase') return { kind: first, rest };
  if (first !== 'doctor') return wrong(first);
  return rest[0] === undefined ? { kind: 'doctor' } : wrong(rest[0]);
}

const wrong = (word: string): Started => ({
  kind: 'wrong',
  problem: `There is no command “${word}”.`,
});
