import { stripEmojiCodes } from './emoji-codes.ts';
import { markMention, stripMarks } from './mention-marks.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/**
 * The tokens that Slack itself writes: `<@U1>`, `<#C1|name>`, `<!here>`, `<https://…|label>`. Other
 * `<…>` are text.
 */
const TOKEN =
  /<(?:@([A-Z0-9]+)|#([A-Z0-9]+)|!([^|<>]+)|([a-zA-Z][a-zA-Z0-9+.-]*:[^|<>\s]+))(?:\|([^<>]*))?>/g;
const CODE = /```([\s\S]+?)```|`([^`\n]+)`/g;
/** Stands for an already converted fragment. Uses noncharacters, like `mention-marks.ts`. */
const PLACEHOLDER = /\uFDD4(\d+)\uFDD5/g;
const QUOTE = /^(?:(?:&gt;|>) ?){1,3}/gm;
/**
 * A pair of style marks by Slack's rules: around words on one line. Marks inside words
 * (`snake_case`, `2*3*4`), single marks (`~5 minutes`) and double marks (`**`, `__init__`) are
 * text.
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

/** What a styled text must contain; `(*,*)` is not a style. */
const VISIBLE = /[\p{L}\p{N}\uFDD5]|\p{Extended_Pictographic}|:$/u;

/**
 * Converts mrkdwn to text with mentions marked. Keeps the label or address of links, removes style
 * marks and emoji. https://docs.slack.dev/messaging/formatting-message-text
 */
export function mrkdwnToText(mrkdwn: string): string {
  const fragments: string[] = [];
  const protect = (fragment: string): string => `\uFDD4${fragments.push(fragment) - 1}\uFDD5`;
  const text = stripMarks(mrkdwn)
    .replace(CODE, (_, block?: string, inline?: string) =>
      protect(replaceTokens(block ?? inline ?? '')),
    )
    .replace(TOKEN, (...found) => protect(labelledUser(found) ?? tokenText(found)));
  const plain = stripStyles(text.replace(QUOTE, ''));
  return decodeEntities(
    plain.replace(PLACEHOLDER, (_, index: string) => fragments[Number(index)] ?? ''),
  );
}

/** Replaces Slack's tokens and entities in a text, and keeps everything else as typed. */
export function expandTokens(text: string): string {
  return decodeEntities(replaceTokens(stripMarks(text)));
}

/** Converts a `plain_text` object's text, which has no style marks and no mentions, but emoji. */
export function plainTextToText(text: string): string {
  return decodeEntities(stripEmojiCodes(stripMarks(text)));
}

/** The text of a link: its label, otherwise its address. */
export function linkText(url: string, label: string | undefined): string {
  return stripStyles(label ?? '').trim() || url.replace(/^(https?:\/\/|mailto:|tel:)/i, '');
}

/**
 * Special mentions such as `<!here>`.
 * https://docs.slack.dev/messaging/formatting-message-text#special-mentions
 */
function specialMentionText(target: string, label: string | undefined): string {
  const [, group] = /^subteam\^([A-Z0-9]+)/.exec(target) ?? [];
  const name = label?.replace(/^@/, '').trim();
  if (name) return name;
  if (group) return markMention('group', group);
  const [, seconds] = /^date\^(\d{1,12})\^/.exec(target) ?? [];
  return seconds ? dateText(Number(seconds)) : (target.split('^')[0] ?? '');
}

/** The day of a date that lacks Slack's fallback text. */
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

/** A user mention with a label. It is marked, because it may mention the app itself. */
function labelledUser([, user, , , , label]: readonly string[]): string | null {
  const name = label?.replace(/^@/, '').trim();
  return user && name ? markMention('user', user, name) : null;
}

function stripStyles(text: string): string {
  const unwrap = (pair: string, content: string): string =>
    VISIBLE.test(content) ? content : pair;
  return stripEmojiCodes(MARKS.reduce((result, pair) => result.replace(pair, unwrap), text));
}

function decodeEntities(text: string): string {
  return text.replace(/&(?:lt|gt|amp);/g, (entity) => ENTITIES[entity] ?? entity);
}
