/** A user, channel or group that a message mentions by id, with or without a name. */
export interface Mention {
  readonly kind: 'user' | 'channel' | 'group';
  readonly id: string;
  readonly label?: string | undefined;
}

/**
 * Marks use noncharacters, which Unicode reserves for internal use. No message can contain them.
 */
const MARK = /\uFDD0(user|channel|group):([^\uFDD1\uFDD6]*)(?:\uFDD6([^\uFDD1]*))?\uFDD1/g;
const MARK_CHARACTERS = /[\uFDD0-\uFDEF]/g;
/** Replaces a removed emoji until the spaces around it are collapsed. */
export const REMOVED = '\uFDD2';
/** Replaces a mention of the app itself. */
const APP_MENTION = '\uFDD3';

/** Removes the characters of marks from external text. */
export function stripMarks(text: string): string {
  return text.replace(MARK_CHARACTERS, '');
}

/**
 * Marks a mention inside a text until `resolveMentions` replaces it. `label`: its name, if known.
 */
export function markMention(kind: Mention['kind'], id: string, label = ''): string {
  return `\uFDD0${kind}:${id}${label === '' ? '' : `\uFDD6${label}`}\uFDD1`;
}

/** The mentions in a marked text, without duplicates. */
export function mentionsIn(marked: string): readonly Mention[] {
  const found = new Map<string, Mention>();
  for (const [mark, kind, id = '', label] of marked.matchAll(MARK))
    found.set(mark, { kind: kindOf(kind), id, label });
  return [...found.values()];
}

/** Replace a mention without a name. People notice them, and `placeholdersIn` finds them. */
const PLACEHOLDERS = { user: '[name]', channel: '[channel]', group: '[group]' } as const;

/**
 * Turns a marked text into a script: replaces each mention by its name or a placeholder, removes
 * mentions of the app (`ownUserId`), and collapses the spaces around what was removed.
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

/** The placeholders in a script, in a fixed order. */
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
