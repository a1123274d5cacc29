/** What the command line asks for. Each command parses its own `args`. */
export type Invocation =
  | { readonly kind: 'app' | 'doctor' | 'help' }
  | { readonly kind: 'migrate' | 'backup' | 'erase'; readonly args: readonly string[] }
  | { readonly kind: 'invalid'; readonly problem: string };

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

/** Parses the arguments that follow the program's name. */
export function readArguments(words: readonly string[]): Invocation {
  const [first, ...args] = words;
  if (words.some((each) => each === '--help' || each === '-h')) return { kind: 'help' };
  if (first === undefined) return { kind: 'app' };
  if (first === 'migrate' || first === 'backup' || first === 'erase') return { kind: first, args };
  if (first !== 'doctor') return invalid(first);
  return args[0] === undefined ? { kind: 'doctor' } : invalid(args[0]);
}

const invalid = (word: string): Invocation => ({
  kind: 'invalid',
  problem: `There is no ${word.startsWith('-') ? 'option' : 'command'} “${word}”.`,
});
