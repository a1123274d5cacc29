import { withoutEmojiCodes } from './emoji-codes.ts';
import { markMention, withoutMarks } from './mention-marks.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/**
 * `<@U1>`, `<#C1|name>`, `<!here>`, `<https://…|label>`: what Slack itself wrote; no other `<…>`.
 */
const TOKEN =
  /<(?:@([A-Z0-9]+)|#([A-Z0-9]+)|!([^|<>]+)|([a-zA-Z][a-zA-Z0-9+.-]*:[^|<>\s]+))(?:\|([^<>]*))?>/g;
const CODE = /```([\s\S]+?)```|`([^`\n]+)`/g;
/** Holds a piece that is read already; a noncharacter, as in `mention-marks.ts`. */
const HELD = /\uFDD4(\d+)\uFDD5/g;
const QUOTE = /^(?:(?:&gt;|>) ?){1,3}/gm;
/**
 * A pair of marks as Slack takes it: from before a word to behind one, on one line. Inside words
 * (`snake_case`, `2*3*4`), alone (`~5 minutes`) and doubled (`**`, `__init__`) they are text.
 */
const MARKS = ['*', '_', '~'].map(
  (mark) =>
    new RegExp(
      String.raw`(?<=^|[\s:"'“‘«([{*_~\uFDD5—–-])(?<![M])[M](?![\sM])([^\n]*?)(?<![\sM])[M](?![M])(?=[*_~"'”’»)\]},.!?;:…—–-]*(?:$|\s|\uFDD4))`.replaceAll(
        'M',
        mark,
      ),
      'gmu',
    ),
);

/** What a pair of marks may stand around: `(*,*)` is no style. */
const SAYS = /[\p{L}\p{N}\uFDD5]|\p{Extended_Pictographic}|:$/u;

/**
 * A message's mrkdwn as words, with mentions marked: links by label or address, no marks of style,
 * no emoji. https://docs.slack.dev/messaging/formatting-message-text
 */
export function mrkdwnWords(mrkdwn: string): string {
  const held: string[] = [];
  const hold = (words: string): string => `\uFDD4${held.push(words) - 1}\uFDD5`;
  const text = withoutMarks(mrkdwn)
    .replace(CODE, (_, block?: string, inline?: string) => hold(spoken(block ?? inline ?? '')))
    .replace(TOKEN, (...found) => hold(addressee(found) ?? tokenWords(found)));
  const words = unstyled(text.replace(QUOTE, ''));
  return decoded(words.replace(HELD, (_, at: string) => held[Number(at)] ?? ''));
}

/** What somebody typed for the app alone: to the letter, but for what Slack wrote into it. */
export function typedWords(text: string): string {
  return decoded(spoken(withoutMarks(text)));
}

/** `plain_text` of Block Kit: no marks and no mentions, but emoji. */
export function plainTextWords(text: string): string {
  return decoded(withoutEmojiCodes(withoutMarks(text)));
}

/** A link as somebody would say it: its label, else its address. */
export function linkWords(url: string, label: string | undefined): string {
  return unstyled(label ?? '').trim() || url.replace(/^(https?:\/\/|mailto:|tel:)/i, '');
}

/**
 * `<!here>` and its like. https://docs.slack.dev/messaging/formatting-message-text#special-mentions
 */
function specialWords(target: string, label: string | undefined): string {
  const [, group] = /^subteam\^([A-Z0-9]+)/.exec(target) ?? [];
  const name = label?.replace(/^@/, '').trim();
  if (name) return name;
  if (group) return markMention('group', group);
  const [, seconds] = /^date\^(\d{1,12})\^/.exec(target) ?? [];
  return seconds ? dateWords(Number(seconds)) : (target.split('^')[0] ?? '');
}

/** A point in time without the fallback that Slack asks for: its day. */
export function dateWords(seconds: number): string {
  const day = new Date(seconds * 1_000);
  if (Number.isNaN(day.getTime())) return '';
  return day.toLocaleDateString('en', { dateStyle: 'long', timeZone: 'UTC' });
}

function spoken(text: string): string {
  return text.replace(TOKEN, (...found) => tokenWords(found));
}

function tokenWords([, user, channel, special, url, label]: readonly string[]): string {
  if (special) return specialWords(special, label);
  if (url) return linkWords(url, label);
  const name = label?.replace(/^[@#]/, '').trim();
  return name || (user ? markMention('user', user) : markMention('channel', channel ?? ''));
}

/** A person with a name: marked nonetheless, for it may be the app itself. */
function addressee([, user, , , , label]: readonly string[]): string | null {
  const name = label?.replace(/^@/, '').trim();
  return user && name ? markMention('user', user, name) : null;
}

function unstyled(text: string): string {
  const inner = (pair: string, words: string): string => (SAYS.test(words) ? words : pair);
  return withoutEmojiCodes(MARKS.reduce((words, pair) => words.replace(pair, inner), text));
}

function decoded(text: string): string {
  return text.replace(/&(?:lt|gt|amp);/g, (entity) => ENTITIES[entity] ?? entity);
}
