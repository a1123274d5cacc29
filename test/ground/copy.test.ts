import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseSync } from 'oxc-parser';
import { expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(resolve(ROOT, path), 'utf8');
const filesIn = (folder: string, ending: string): string[] =>
  readdirSync(resolve(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(ending))
    .map((path) => `${folder}/${path}`);

/** Everything that people read in Slack. */
const COPY = 'src/slack/copy/';
/** What these say, the operator reads: in the terminal, in the log, from the doctor. */
const FOR_OPERATORS =
  /^src\/(app|backup|erase|config|doctor|lib|migrate|store)\/|^src\/(main\.ts|start\.js)$/;
/** What builds Slack's surfaces, and what listens to them: without a label of its own. */
const SURFACES = /^src\/slack\/(blocks|form|home|messages)\//;
const LISTENERS = /^src\/listeners\//;

/** Words of the glossary that were replaced, with the one to write. */
const FORBIDDEN: readonly (readonly [RegExp, string])[] = [
  [/\bmend(s|ed|ing)?\b/i, 'fix'],
  [/\bunder way\b/i, 'in progress'],
  [/\bcame to nothing\b/i, 'failed or cancelled'],
  [/\bnobody can know\b/i, 'we don’t know'],
  [/\bwhat (it|this app) is called\b/i, "the app's handle"],
  [/\bany more\b/i, 'no longer'],
  [/\borganisation/i, 'organization'],
  [/\bask Jogg again\b/i, 'Send again'],
  [/\blook again\b/i, 'Check again'],
  [/\bcanceled\b/i, 'Cancelled'],
  [/\beach started\b/i, '1 credit per 2 minutes, rounded up'],
  [/\bmore room\b/i, 'Longer script'],
];

interface Node {
  readonly type: string;
  readonly [field: string]: unknown;
}
const isNode = (each: unknown): each is Node =>
  typeof each === 'object' && each !== null && 'type' in each;

/** Every text of a file's code, but those in imports, types and the errors that code throws. */
function textsOf(path: string, source: string): string[] {
  const texts: string[] = [];
  const walk = (each: unknown): void => {
    if (Array.isArray(each)) {
      for (const one of each) walk(one);
      return;
    }
    if (!isNode(each) || /^(Import|TSInterface|TSType|TSLiteral|TSUnion)/.test(each.type)) return;
    const { callee, value } = each;
    if (each.type === 'NewExpression' && isNode(callee) && /Error$/.test(String(callee['name'])))
      return;
    if (each.type === 'Literal' && typeof value === 'string') texts.push(value);
    if (each.type === 'TemplateLiteral')
      texts.push(
        (each['quasis'] as { value: { cooked: string } }[])
          .map((part) => part.value.cooked)
          .join('X'),
      );
    for (const one of Object.values(each)) walk(one);
  };
  walk(parseSync(path, source).program);
  return texts;
}

/** Three words or more, with the end of a sentence. */
const isSentence = (text: string): boolean =>
  /^\P{L}*\p{Lu}/u.test(text) && /(\S+\s+){2}\S+/.test(text) && /[.?!…:]$/.test(text.trim());
/** A word as a label begins, or two words; what code compares has small letters alone. */
const isLabel = (path: string, text: string): boolean =>
  /^\P{L}*\p{Lu}\p{Ll}/u.test(text) ||
  (SURFACES.test(path) && /\p{L}{2}\S*\s+\S*\p{L}{2}/u.test(text));
const isCopy = (path: string, text: string): boolean =>
  isSentence(text) || ((SURFACES.test(path) || LISTENERS.test(path)) && isLabel(path, text));
const strayIn = (path: string, source = read(path)): string[] =>
  textsOf(path, source)
    .filter((text) => isCopy(path, text))
    .map((text) => `${path}: ${text}`);

it('what people read in Slack is written in src/slack/copy and nowhere else', () => {
  const others = filesIn('src', '.ts').filter(
    (path) => !path.startsWith(COPY) && !FOR_OPERATORS.test(path),
  );
  expect(others.flatMap((path) => strayIn(path))).toEqual([]);
});

it.each([
  ['videos', "const A = 'We lost your video.';", 1],
  ['listeners', `respond(\`Slack took \${n} s. Try again.\`);`, 1],
  ['slack/home', "button(IDS.hide, 'Hide')", 1],
  ['slack/form', "label: 'look at it'", 1],
  ['listeners', "const title = 'Videos';", 1],
  ['listeners', "throw new TypeError('The list has no end.');", 0],
  ['listeners', "logEvent('video_lost', { kind: 'not yours' });", 0],
])('a stray text is found, and nothing else is taken for one: %s, %s', (folder, source, count) => {
  expect(strayIn(`src/${folder}/x.ts`, source)).toHaveLength(count);
});

it('no sentence of the app says a word that the glossary has replaced', () => {
  const found = filesIn('src', '.ts').flatMap((path) =>
    textsOf(path, read(path))
      .filter((text) => /\s/.test(text) && !path.includes('/language/'))
      .flatMap((text) =>
        FORBIDDEN.filter(([word]) => word.test(text)).map(([, say]) => `${path}: ${text} → ${say}`),
      ),
  );
  expect(found).toEqual([]);
});
