import { lazy } from './lazy.ts';

/** Letters and marks of cursive and Indic scripts, whose spelling needs joiners. */
const JOINING_SCRIPT =
  '[[[\\p{L}\\p{M}]--\\p{DI}]&&[' +
  [
    'Arabic Syriac Nko Mandaic Adlam Phags_Pa Mongolian Hanifi_Rohingya',
    'Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala',
    'Khmer Myanmar Tibetan Balinese Javanese Sundanese Tai_Tham Meetei_Mayek Newa Chakma',
  ]
    .flatMap((line) => line.split(' '))
    .map((script) => `\\p{scx=${script}}`)
    .join('') +
  ']]';
/** Scripts that separate words by zero-width spaces. */
const UNSPACED_SCRIPT =
  '[[[\\p{L}\\p{M}]--\\p{DI}]&&[\\p{scx=Thai}\\p{scx=Laoo}\\p{scx=Khmr}\\p{scx=Mymr}]]';
const PICTOGRAPH = '\\p{Extended_Pictographic}';
const HAN = '[\\p{scx=Han}--\\p{DI}]';

/**
 * Invisible characters in the contexts where they have a meaning.
 * https://www.unicode.org/reports/tr31/
 */
const MEANINGFUL = [
  // Family, profession and flag emoji. https://www.unicode.org/reports/tr51/
  `(?<=${PICTOGRAPH}[\\uFE0F\\p{EMod}]?)\\u200D(?=${PICTOGRAPH})`,
  '(?<=[\\p{Emoji}--[0-9#*]]\\p{EMod}?)[\\uFE0E\\uFE0F]',
  '(?<=[0-9#*])\\uFE0F(?=\\u20E3)',
  // The flags of England, Scotland, Wales and US states, the only flags that consist of tags.
  '(?<=\\u{1F3F4})[\\u{E0061}-\\u{E007A}]{2}[\\u{E0030}-\\u{E0039}\\u{E0061}-\\u{E007A}]{1,3}\\u{E007F}',
  // Half and stand-alone forms, letters that must not join, and endings after foreign words.
  `(?<=${JOINING_SCRIPT})\\u200D`,
  `(?<=${JOINING_SCRIPT})\\u200C(?=[[\\p{L}\\p{M}\\p{N}]--\\p{DI}])`,
  `(?<=[[\\p{L}\\p{N}\\p{P}]--\\p{DI}])\\u200C(?=${JOINING_SCRIPT})`,
  `(?<=${UNSPACED_SCRIPT})\\u200B(?=${UNSPACED_SCRIPT})`,
  // Variants of single characters.
  `(?<=${HAN})[\\uFE00-\\uFE02\\u{E0100}-\\u{E01EF}]`,
  '(?<=[\\p{Script=Myanmar}\\p{Script=Phags_Pa}\\p{Sm}])\\uFE00',
  '(?<=\\p{Script=Mongolian})[\\u180B-\\u180F]',
  '(?<=[\\u1100-\\u115E\\uA960-\\uA97C])\\u1160|\\u115F(?=[\\u1161-\\u11A7\\uD7B0-\\uD7C6])',
].join('|');

/** Format characters of Unicode that are visible. */
const VISIBLE = '[\\u0600-\\u0605\\u06DD\\u070F\\u0890\\u0891\\u08E2\\u{110BD}\\u{110CD}]';
/** Escape sequences for the colours of a terminal. */
const TERMINAL_ESCAPE = '\\u001B\\[[0-9;?]*[ -\\/]*[@-~]';
const INVISIBLE = `[[\\p{Cc}\\p{Cf}\\p{Cs}\\p{DI}\\p{NChar}\\uFFFC]--[\\n\\t]--${VISIBLE}]`;

const LINE_ENDS = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
const REPEATED_JOINERS = /([\u200C\u200D])\1+/g;
const removable = lazy(() => new RegExp(`(${MEANINGFUL})|${TERMINAL_ESCAPE}|${INVISIBLE}`, 'gv'));

/**
 * Removes control, bidirectional, zero-width and tag characters, lone surrogates and noncharacters.
 * Line breaks become `\n`. Keeps tabs, the joiners that a script or an emoji needs, and variation
 * selectors in valid positions. Idempotent.
 *
 * Does not normalize to NFC: Jogg and Slack treat canonically equivalent texts alike, and NFC would
 * change how some Han characters in names look and the order of Hebrew points.
 */
export function sanitizeText(text: string): string {
  return text
    .replace(LINE_ENDS, '\n')
    .replace(REPEATED_JOINERS, '$1')
    .replace(removable(), (_, meaningful?: string) => meaningful ?? '');
}
