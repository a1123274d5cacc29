import { globSync, readFileSync } from 'node:fs';
import { parseSync, Visitor } from 'oxc-parser';
import { expect, it } from 'vitest';

const read = (path: string): string => readFileSync(path, 'utf8');

/** The files with texts that people read in Slack. */
const COPY = 'src/slack/copy/';
/** The operator reads these files' texts: in the terminal, in the log, from the doctor. */
const OPERATOR_FILES =
  /^src\/(app|backup|erase|config|doctor|lib|migrate|store)\/|^src\/(main\.ts|start\.js)$/;
/** Files that build Slack's surfaces or listen to them: they have no labels of their own. */
const SURFACES = /^src\/slack\/(blocks|form|home|messages)\//;
const LISTENERS = /^src\/listeners\//;

/** Words that the glossary has replaced. */
const REPLACED = `mend(s|ed|ing)?|under way|came to nothing|nobody can know|look again|more room|canceled|
what (it|this app) is called|any more|organisation\\w*|ask Jogg again|each started`;
const FORBIDDEN = new RegExp(`\\b(${REPLACED.replace('\n', '')})\\b`, 'i');

/** Every text in a file's code, except those in errors that the code throws. */
function textsIn(path: string): { path: string; text: string }[] {
  const texts: string[] = [];
  const inError: boolean[] = [];
  const add = (text: unknown) =>
    typeof text === 'string' && !inError.includes(true) && texts.push(text);
  const isError = (callee: object) => 'name' in callee && /Error$/.test(String(callee.name));
  new Visitor({
    NewExpression: ({ callee }) => void inError.push(isError(callee)),
    'NewExpression:exit': () => void inError.pop(),
    Literal: ({ value }) => void add(value),
    TemplateLiteral: ({ quasis }) => void add(quasis.map(({ value }) => value.cooked).join('X')),
  }).visit(parseSync(path, read(path)).program);
  return texts.map((text) => ({ path, text }));
}

/** Three words or more, ending like a sentence. */
const isSentence = (text: string): boolean =>
  /^\P{L}*\p{Lu}/u.test(text) && /(\S+\s+){2}\S+/.test(text) && /[.?!…:]$/.test(text.trim());
/** A capitalized word or two words, as in a label; values that code compares are lowercase. */
const isLabel = (path: string, text: string): boolean =>
  /^\P{L}*\p{Lu}\p{Ll}/u.test(text) ||
  (SURFACES.test(path) && /\p{L}{2}\S*\s+\S*\p{L}{2}/u.test(text));
const isCopy = (path: string, text: string): boolean =>
  isSentence(text) || ((SURFACES.test(path) || LISTENERS.test(path)) && isLabel(path, text));
const TEXTS = globSync('src/**/*.ts').flatMap(textsIn);

it('only src/slack/copy contains texts that people read in Slack', () => {
  const all = TEXTS.filter(({ path, text }) => !OPERATOR_FILES.test(path) && isCopy(path, text));
  const stray = all.filter(({ path }) => !path.startsWith(COPY));
  expect([stray, all.length > 200]).toEqual([[], true]);
});

it('no sentence of the app uses a word that the glossary has replaced', () => {
  const copy = TEXTS.filter(({ path, text }) => /\s/.test(text) && !path.includes('/language/'));
  expect(copy.filter(({ text }) => FORBIDDEN.test(text))).toEqual([]);
});
