import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const SHORT = join(import.meta.dirname, 'hostile-strings.json');

/** Texts from people, Jogg or an attacker that must stay text. */
export const HOSTILE: readonly string[] = [
  ...z.array(z.string()).parse(JSON.parse(readFileSync(SHORT, 'utf8'))),
  'https://example.com/\ude00',
  'x'.repeat(10_000),
  '😀'.repeat(5_000),
  '&'.repeat(10_000),
  '<'.repeat(4_001),
  'word '.repeat(2_000),
  '\n'.repeat(3_000),
  '👩‍👩‍👧‍👦'.repeat(300),
];

/** Properties that hold a person's own input, or that nobody sees. */
const NOT_SHOWN = /^(private_metadata|value|initial_value)$/;
/** Characters that are invisible or reverse the text. */
const INVISIBLE = /[\p{Cf}\p{Zl}\p{Zp}]|(?![\n\t])\p{Cc}/u;
/** Joiners inside an emoji or after non-Latin letters, and visible signs. */
const VISIBLE =
  /(?<=\p{Extended_Pictographic}[\uFE0F\p{EMod}]?|(?!\p{Script=Latin})[\p{L}\p{M}])\u200D|(?<=[\p{L}\p{M}\p{N}\p{P}])\u200C(?=(?!\p{Script=Latin})[\p{L}\p{M}])|(?<=(?!\p{Script=Latin})[\p{L}\p{M}])[\u200B\u200C](?=[\p{L}\p{M}\p{N}])|(?<=\u{1F3F4})[\u{E0030}-\u{E007A}]{3,5}\u{E007F}|[\u0600-\u0605\u06DD\u070F\u0890\u0891\u08E2\u{110BD}\u{110CD}\u180E]/gu;
/** Elements that hold text, and whether they may mention people. */
const RICH_TEXT: Readonly<Record<string, (element: Fields) => boolean>> = {
  text: () => true,
  link: () => true,
  date: () => true,
  user: ({ user_id }) => user_id === 'U0ANN',
  channel: ({ channel_id }) => channel_id === 'C0LAUNCH',
};
const OWN_MARKUP = [
  /<@U0ANN>|<#C0LAUNCH>|<https:\/\/[^<>|\s]+(\|(Watch the video|Open thread))?>/g,
  /<!date\^\d+\^{date_short_pretty} at {time}\|\d{4}-\d\d-\d\d>/g,
];

type Fields = Readonly<Record<string, unknown>>;

/** What could ping, spoof or mislead in a payload. The app's text may mention Ann and #launch. */
export function safetyViolations(sent: unknown, key = '', within: Fields = {}): string[] {
  if (typeof sent === 'string') return violationsInText(sent, key, within);
  if (Array.isArray(sent)) return sent.flatMap((each) => safetyViolations(each, key, within));
  const fields: Fields = Object(sent);
  const isRich = /^rich_text_(section|quote|preformatted)$/.test(`${within['type']}`);
  const isWrong = key === 'elements' && isRich && !RICH_TEXT[`${fields['type']}`]?.(fields);
  return [
    ...(isWrong ? [`pings, or is no words: ${JSON.stringify(fields)}`] : []),
    ...Object.entries(fields).flatMap(([name, each]) => safetyViolations(each, name, fields)),
  ];
}

function violationsInText(text: string, key: string, within: Fields): string[] {
  // Slack reads a message's own text, and a text object of type `mrkdwn`, as markup.
  const isMarkup =
    key === 'initial_comment' || (key === 'text' && (within['type'] ?? 'mrkdwn') === 'mrkdwn');
  const rest = isMarkup ? OWN_MARKUP.reduce((left, ours) => left.replaceAll(ours, ''), text) : '';
  const checks = {
    'half a character': !text.isWellFormed(),
    'invisible characters': !NOT_SHOWN.test(key) && INVISIBLE.test(text.replace(VISIBLE, '')),
    'no address': /^(image_)?url$/.test(key) && !/^https:\/\/[^\s<>|]+$/.test(text),
    'markup that is not ours': /[<>]/.test(rest),
    'a bare ampersand': /&(?!amp;|lt;|gt;)/.test(rest),
  };
  return Object.entries(checks).flatMap(([name, is]) => (is ? [`${key}: ${name}`] : []));
}
