/** Somebody or something that a message names by an id, with a name or without. */
export interface Mention {
  readonly kind: 'user' | 'channel' | 'group';
  readonly id: string;
  readonly label?: string | undefined;
}

/** Noncharacters: Unicode keeps them for a program's own use, so no message can hold them. */
const MARK = /\uFDD0(user|channel|group):([^\uFDD1\uFDD6]*)(?:\uFDD6([^\uFDD1]*))?\uFDD1/g;
const MARK_CHARACTERS = /[\uFDD0-\uFDEF]/g;
/** Stands where an emoji stood until the blanks around it are tidied. */
export const REMOVED = '\uFDD2';
/** Stands where the app itself was mentioned. */
const APP_MENTION = '\uFDD3';

/** A text from outside without the characters that mark things here. */
export function stripMarks(text: string): string {
  return text.replace(MARK_CHARACTERS, '');
}

/** A mention inside a text, until `namedWords` puts a name there: `label` where it has one. */
export function markMention(kind: Mention['kind'], id: string, label = ''): string {
  return `\uFDD0${kind}:${id}${label === '' ? '' : `\uFDD6${label}`}\uFDD1`;
}

/** Whom a marked text mentions, each once. */
export function mentionsIn(marked: string): readonly Mention[] {
  const found = new Map<string, Mention>();
  for (const [mark, kind, id = '', label] of marked.matchAll(MARK))
    found.set(mark, { kind: kindOf(kind), id, label });
  return [...found.values()];
}

/** What stands for a mention without a name: seen at once, and found again. */
const PLACEHOLDERS = { user: '[name]', channel: '[channel]', group: '[group]' } as const;

/**
 * A marked text as the words to speak: each mention by its name or a placeholder, `own` (the app)
 * left out, and the blanks tidied around whatever is gone.
 */
export function resolveMentions(
  marked: string,
  nameOf: (mention: Mention) => string | null = () => null,
  ownUserId?: string,
): string {
  const resolved = marked.replace(MARK, (_, kind: string, id: string, label?: string) => {
    const mention = { kind: kindOf(kind), id };
    if (id === ownUserId) return APP_MENTION;
    return stripMarks(label ?? nameOf(mention) ?? '').trim() || PLACEHOLDERS[mention.kind];
  });
  return collapseSpaces(resolved);
}

/** The placeholders that a script has, in a fixed order. */
export function placeholdersIn(script: string): readonly string[] {
  return Object.values(PLACEHOLDERS).filter((each) => script.includes(each));
}

function kindOf(kind: string | undefined): Mention['kind'] {
  return kind === 'channel' || kind === 'group' ? kind : 'user';
}

function collapseSpaces(text: string): string {
  return text
    .replace(/^(\s*\uFDD3)+\s*[,;:]?/gm, '')
    .replace(/\uFDD3/g, REMOVED)
    .replace(/\([\s\uFDD2]*\uFDD2[\s\uFDD2]*\)/g, REMOVED)
    .replace(/(?<=[\p{L}\p{N}])\uFDD2+(?=[\p{L}\p{N}])/gu, ' ')
    .replace(/[ \t]*\uFDD2[ \t\uFDD2]*(?=[,.!?;:)]|$)/gm, '')
    .replace(/\uFDD2/g, '')
    .replace(/[ \t\u00A0]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
