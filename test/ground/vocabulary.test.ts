import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';
import { expect, it } from 'vitest';

/** Private words, each with the usual term. None has a plain use here, nor has its plural. */
const REPLACEMENTS = `absorb: evolve, anew: again, asker: principal, astray: misplaced, blind:
unreadable, chore: job, disown: release, fateful: irreversible, habits: behaviour, ill: unhealthy,
insist: assert, likeness: score, mend: fix, misfit: mismatch, mood: tone, nap: idle, nudge: wake,
papers: documents, pardon: reset, patience: time limit, patient: paid request, politely: rate
limited, roll: random, sick: unhealthy, sight: status, surroundings: environment, tidy: sanitize,
tongue: spoken language, trouble: problem, unsaid: pending, untold: unreported, verdict: decision,
whoever: anyone, wish: request`;
const PRIVATE_WORDS = [...REPLACEMENTS.matchAll(/(\w+):/g)].map(([, word]) => word);
const IS_PRIVATE = new RegExp(`^(${PRIVATE_WORDS.join('|')})(s|es|ing)?$`, 'i');

/** The words of a name: `leaveWish`, `leave-wish` and `LEAVE_WISH` have two each. */
const wordsOf = (name: string): string[] =>
  name.split(/[^a-zA-Z]+|(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/);

/** The names in a file, and the file's own name. Texts, comments and property strings are free. */
function namesIn(path: string): { path: string; name: string }[] {
  const names = new Set([basename(path)]);
  const add = ({ name }: { readonly name: string }) => void names.add(name);
  const { program } = parseSync(path, readFileSync(path, 'utf8'));
  new Visitor({ Identifier: add, PrivateIdentifier: add, JSXIdentifier: add }).visit(program);
  return [...names].map((name) => ({ path, name }));
}

it('names in src and sandbox use the usual terms', () => {
  const names = globSync('{src,sandbox}/**/*.{ts,js}').flatMap(namesIn);
  const wrong = names.filter(({ name }) => wordsOf(name).some((word) => IS_PRIVATE.test(word)));
  expect([wrong, names.length > 10_000]).toEqual([[], true]);
});
