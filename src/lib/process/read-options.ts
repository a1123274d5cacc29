import { parseArgs } from 'node:util';

/** An option: a flag, or a text that `isValid` accepts. `needs` says what the text must be. */
type Option =
  | { readonly type: 'boolean'; readonly default: false }
  | {
      readonly type: 'string';
      readonly default?: string;
      readonly needs: string;
      readonly isValid?: (text: string) => boolean;
    };
type Options = Readonly<Record<string, Option>>;
interface Help {
  readonly kind: 'help';
}
interface Wrong {
  readonly kind: 'wrong';
  readonly problem: string;
}

const HELP: Help = { kind: 'help' };
const TEXT = { type: 'string' } as const;
/** An option without a value. */
export const FLAG = { type: 'boolean', default: false } as const;

/** An option whose value is a whole number, `from` or more; `preset` unless it is given. */
export const wholeNumber = (from: number, preset: number) => ({
  ...{ ...TEXT, default: `${preset}`, needs: `a whole number from ${from} on` },
  isValid: (text: string) => /^\d{1,9}$/.test(text) && Number(text) >= from,
});

/** An option whose value is one of these words. */
export const oneOf = (words: readonly string[]) => ({
  ...{ ...TEXT, needs: `one of: ${words.join(', ')}` },
  isValid: (text: string) => words.includes(text),
});

/** A mistake in a command line, as one sentence without a full stop. */
export const wrong = (problem: string): Wrong => ({ kind: 'wrong', problem });

/**
 * Reads a command line of `options`, and of `words`, which are not options. Never throws: `problem`
 * is one sentence that names the argument.
 */
export function readOptions<const O extends Options>(
  args: readonly string[],
  options: O,
  words: readonly string[] = [],
) {
  if (args.some((each) => each === '--help' || each === '-h')) return HELP;
  const problem = problemOf(args, options, words);
  if (problem !== null) return wrong(problem);
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  return { kind: 'run', values, words: positionals } as const;
}

function problemOf(args: readonly string[], options: Options, words: readonly string[]) {
  const names = [...Object.keys(options), 'help'].map((name) => `--${name}`);
  const known = `There are: ${names.join(', ')}`;
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind === 'positional' && !words.includes(token.value))
      return words.length > 0
        ? `“${token.value}” is none of: ${words.join(', ')}`
        : `“${token.value}” is not an option. ${known}`;
    if (token.kind !== 'option') continue;
    const { rawName: name, value = '', inlineValue: isInline = false } = token;
    const option = names.includes(name) ? options[name.slice(2)] : undefined;
    if (option === undefined) return `${name} is not an option. ${known}`;
    const problem = valueProblem({ name, value, isInline }, option);
    if (problem !== null) return problem;
  }
  return null;
}

function valueProblem(
  { name, value, isInline }: { name: string; value: string; isInline: boolean },
  option: Option,
): string | null {
  if (option.type === 'boolean') return isInline ? `${name} takes no value` : null;
  const needed = `${name} needs ${option.needs}`;
  if (value.trim() === '') return needed;
  if (option.isValid?.(value) === false) return `${needed}, not “${value}”`;
  if (!value.startsWith('-') || isInline) return null;
  return `${needed}. If it begins with a dash, write ${name}=${value}`;
}

/** Returns a command that can run. Otherwise prints `usage`, after the problem, and exits. */
export function runOrExit<T extends { readonly kind: 'run' }>(
  command: T | Help | Wrong,
  usage: string,
): T {
  if (command.kind === 'run') return command;
  if (command.kind === 'help') {
    process.stdout.write(usage);
    process.exit(0);
  }
  process.stderr.write(`${command.problem}\n\n${usage}`);
  process.exit(1);
}
