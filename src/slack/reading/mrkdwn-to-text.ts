import { stripEmojiCodes } from './emoji-codes.ts';
import { markMention, stripMarks } from './mention-marks.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/**
 * `<@U1>`, `<#C1|name>`, `<!here>`, `<https://…|label>`: what Slack itself wrote; no other `<…>`.
 */
const TOKEN =
  /<(?:@([A-Z0-9]+)|#([A-Z0-9]+)|!([^|<>]+)|([a-zA-Z][a-zA-Z0-9+.-]*:[^|<>\s]+))(?:\|([^<>]*))?>/g;
const CODE = /```([\s\S]+?)```|`([^`\n]+)`/g;
/** Holds a piece that is read already; a noncharacter, as in `mention-marks.ts`. */
const PLACEHOLDER = /\uFDD4(\d+)\uFDD5/g;
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
const VISIBLE = /[\p{L}\p{N}\uFDD5]|\p{Extended_Pictographic}|:$/u;

/**
 * A message's mrkdwn as words, with mentions marked: links by label or address, no marks of style,
 * no emoji. https://docs.slack.dev/messaging/formatting-message-text
 */
export function mrkdwnToText(mrkdwn: string): string {
  const fragments: string[] = [];
  const protect = (words: string): string => `\uFDD4${fragments.push(words) - 1}\uFDD5`;
  const text = stripMarks(mrkdwn)
    .replace(CODE, (_, block?: string, inline?: string) =>
      protect(replaceTokens(block ?? inline ?? '')),
    )
    .replace(TOKEN, (...found) => protect(labelledUser(found) ?? tokenText(found)));
  const words = stripStyles(text.replace(QUOTE, ''));
  return decodeEntities(words.replace(PLACEHOLDER, (_, at: string) => fragments[Number(at)] ?? ''));
}

/** What somebody typed for the app alone: to the letter, but for what Slack wrote into it. */
export function expandTokens(text: string): string {
  return decodeEntities(replaceTokens(stripMarks(text)));
}

/** `plain_text` of Block Kit: no marks and no mentions, but emoji. */
export function plainTextToText(text: string): string {
  return decodeEntities(stripEmojiCodes(stripMarks(text)));
}

/** A link as somebody would say it: its label, else its address. */
export function linkText(url: string, label: string | undefined): string {
  return stripStyles(label ?? '').trim() || url.replace(/^(https?:\/\/|mailto:|tel:)/i, '');
}

/**
 * `<!here>` and its like. https://docs.slack.dev/messaging/formatting-message-text#special-mentions
 */
function specialMentionText(target: string, label: string | undefined): string {
  const [, group] = /^subteam\^([A-Z0-9]+)/.exec(target) ?? [];
  const name = label?.replace(/^@/, '').trim();
  if (name) return name;
  if (group) return markMention('group', group);
  const [, seconds] = /^date\^(\d{1,12})\^/.exec(target) ?? [];
  return seconds ? dateText(Number(seconds)) : (target.split('^')[0] ?? '');
}

/** A point in time without the fallback that Slack asks for: its day. */
export function dateText(seconds: number): string {
  const day = new Date(seconds * 1_000);
  if (Number.isNaN(day.getTime())) return '';
  return day.toLocaleDateString('en', { dateStyle: 'long', timeZone: 'UTC' });
}

function replaceTokens(text: string): string {
  return text.replace(TOKEN, (...found) => tokenText(found));
}

function tokenText([, user, channel, special, url, label]: readonly string[]): string {
  if (special) return specialMentionText(special, label);
  if (url) return linkText(url, label);
  const name = label?.replace(/^[@#]/, '').trim();
  return name || (user ? markMention('user', user) : markMention('channel', channel ?? ''));
}

/** A person with a name: marked nonetheless, for it may be the app itself. */
function labelledUser([, user, , , , label]: readonly string[]): string | null {
  const name = label?.replace(/^@/, '').trim();
  return user && name ? markMention('user', user, name) : null;
}

function stripStyles(text: string): string {
  const inner = (pair: string, words: string): string => (VISIBLE.test(words) ? words : pair);
  return stripEmojiCodes(MARKS.reduce((words, pair) => words.replace(pair, inner), text));
}

function decodeEntities(text: string): string {
  return text.replace(/&(?:lt|gt|amp);/g, (entity) => ENTITIES[entity] ?? entity);
}
