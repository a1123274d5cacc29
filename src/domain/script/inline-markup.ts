/** A kind of markup that Jogg would read aloud. Text styles are named by their characters. */
export type Mark =
  | 'heading'
  | 'list'
  | 'quote'
  | 'table'
  | 'divider'
  | 'code_block'
  | 'code'
  | 'link'
  | 'image'
  | 'address'
  | 'email'
  | 'tag'
  | 'entity'
  | 'mention'
  | 'emoji'
  | '**'
  | '__'
  | '~~'
  | '*'
  | '_'
  | '~';
export type Count = (mark: Mark, times?: number) => void;

const CODE = /(?<!`)(`{1,3})(?!`)([^`\n]+)\1(?!`)/g;
const SLACK_LINK = /<((?:https?|mailto|tel):[^\s<>|]+)(?:\|([^<>|\n]*))?>/gi;
const SLACK_MENTION = /<(?:[@#][A-Z0-9]{2,}|![a-z][\w^-]*)(?:\|([^<>|\n]*))?>/g;
const LINK_LABEL = '((?:[^\\[\\]\\n]|\\[[^\\[\\]\\n]{0,100}\\]){0,500})';
const LINK_TARGET =
  '\\(\\s*<?[^\\s()<>]*(?:\\([^\\s()]*\\)[^\\s()<>]*)*>?(?:\\s+["\'][^"\'\\n]{0,200}["\'])?\\s*\\)';
const IMAGE = new RegExp(`!\\[${LINK_LABEL}\\]${LINK_TARGET}`, 'g');
const LINK = new RegExp(`\\[${LINK_LABEL}\\]${LINK_TARGET}`, 'g');
const FOOTNOTE = /\[\^[^\s\]]{1,50}\]:?/g;
const URL_START = '(?:https?|ftp):\\/\\/|www\\.(?=[\\p{L}\\p{N}])';
const ADDRESS = new RegExp(`(?<![\\p{L}\\p{N}@])(?:${URL_START})[^\\s<>"\`|\\\\^{}]+`, 'giu');
/** An address without a scheme counts only if a path follows the host. */
const TOP_LEVEL_DOMAINS =
  'com|org|net|edu|gov|int|io|ai|app|dev|co|me|tv|info|biz|eu|de|at|ch|fr|it|es|pt|nl|be|pl|se|no|fi|dk|uk|ie|us|ca|mx|br|ar|in|jp|cn|kr|tw|au|nz|za|ru|ua|tr|il';
const BARE_ADDRESS = new RegExp(
  `(?<![\\w@./\\-])(?:[a-z0-9\\-]{1,63}\\.){1,5}(?:${TOP_LEVEL_DOMAINS})(?::\\d{1,5})?\\/[^\\s<>"\`]*`,
  'gi',
);
const MAILBOX = '[\\w.+\\-]{1,64}@[\\w\\-]{1,63}(?:\\.[\\w\\-]{1,63})*\\.[a-z]{2,}\\b';
const EMAIL = new RegExp(`<(?:mailto:)?${MAILBOX}>|(?<![\\w.+@\\-])(?:mailto:)?${MAILBOX}`, 'gi');
const SPELLED_TOGETHER =
  '\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Hang}\\p{sc=Thai}\\p{sc=Laoo}\\p{sc=Khmr}\\p{sc=Mymr}';
const EMOJI_NAME = "(?=[^:\\s]*\\p{L}|1(?:00|234):|[+\\-]1:)[\\p{L}\\p{M}\\p{N}_+'’&.\\-]{1,80}";
const EMOJI = new RegExp(
  `([ \\t]{0,3})(?<![[\\p{L}\\p{N}:]--[${SPELLED_TOGETHER}]])` +
    `((?::${EMOJI_NAME}(?:::skin-tone-[2-6])?:)+)([ \\t]{0,3})(?=([^]?))`,
  'gv',
);

/** Pairs of style marks around words. Inside a word or before a space they are plain characters. */
const STYLE_PAIRS: readonly (readonly [Mark, RegExp])[] = [
  ['**', /(?<![*\\])\*{2,3}(?=[^\s*])((?:[^*\n]|\*(?!\*))*?[^\s*])\*{2,3}(?!\*)/g],
  ['__', /(?<![\p{L}\p{N}_])_{2,3}(?=[^\s_])([^\n]{0,500}?[^\s_])_{2,3}(?![\p{L}\p{N}_])/gu],
  ['~~', /(?<!~)~~(?=[^\s~])([^~\n]*[^\s~])~~(?!~)/g],
  ['*', /(?<![\p{L}\p{N}*\\])\*(?=[^\s*])([^*\n]*[^\s*])\*(?![\p{L}\p{N}*])/gu],
  ['_', /(?<![\p{L}\p{N}_])_(?=[^\s_])([^_\n]*[^\s_])_(?![\p{L}\p{N}_])/gu],
  ['~', /(?<![\p{L}\p{N}~])~(?=[^\s~])([^~\n]*[^\s~])~(?![\p{L}\p{N}~])/gu],
];

/**
 * Removes the marks inside the lines of a text. Code and addresses are replaced by placeholders, so
 * that no marks are found in them. `cleanLines` cleans tags and line starts between the two
 * replacements.
 */
export function stripInlineMarkup(
  text: string,
  count: Count,
  cleanLines: (text: string) => string,
): string {
  const placeholders: string[] = [];
  // A well-formed text contains no noncharacters, so they can delimit placeholders.
  const setAside = (piece: string): string => `\uFDD0${placeholders.push(piece) - 1}\uFDD1`;
  const countAs = (mark: Mark, piece: string): string => {
    count(mark);
    return piece;
  };
  let cleaned = text
    .replace(CODE, (_, __, code: string) => countAs('code', setAside(code.trim())))
    .replace(SLACK_LINK, (_, target: string, label?: string) => countAs('link', label ?? target))
    .replace(SLACK_MENTION, (_, label?: string) =>
      countAs('mention', (label ?? '').replace(/^[@#]/, '')),
    )
    .replace(IMAGE, () => countAs('image', ''))
    .replace(LINK, (_, label: string) => countAs('link', label));
  cleaned = cleanLines(cleaned)
    .replace(FOOTNOTE, () => countAs('link', ''))
    .replace(EMAIL, (match) => {
      const email = match.replace(/^<?(?:mailto:)?|>$/gi, '');
      if (email !== match) count('address');
      return countAs('email', setAside(email));
    })
    .replace(ADDRESS, (address) => countAs('address', siteOf(address, setAside)))
    .replace(BARE_ADDRESS, (address) => countAs('address', siteOf(address, setAside)))
    .replace(EMOJI, (_, before: string, codes: string, after: string, next: string) => {
      count('emoji', codes.replace(/::skin-tone-\d/g, '').split('::').length);
      if (before !== '' && after !== '') return ' ';
      return /^[\s\p{P}]?$/u.test(next) ? '' : before || after;
    });
  for (const [mark, pair] of STYLE_PAIRS)
    cleaned = cleaned.replace(pair, (match, inside: string, at: number) => {
      // 2**3**4
      if (/\d/.test(cleaned.charAt(at - 1)) && /^\d/.test(inside)) return match;
      return countAs(mark, inside);
    });
  return cleaned
    .replace(/[ \t]{2,}/g, ' ')
    .replace(/^[ \t]+|[ \t]+$/gm, '')
    .replace(/\uFDD0(\d+)\uFDD1/g, (_, index: string) => placeholders[Number(index)] ?? '');
}

/** The host of an address, followed by the punctuation that belongs to the sentence. */
function siteOf(address: string, setAside: (piece: string) => string): string {
  const tail = /[.,;:!?)\]}»”’'*_~]*$/.exec(address)?.[0] ?? '';
  const end = [...address]
    .filter((each) => each === '(')
    .reduce((all) => all.replace(')', ''), tail);
  const site = address
    .slice(0, address.length - tail.length)
    .replace(/^[a-z]+:\/\//i, '')
    .replace(/[/?#][\s\S]*$/, '')
    .replace(/^[^@]*@/, '')
    .replace(/:\d+$/, '')
    .replace(/^www\./i, '');
  return `${setAside(site)}${end}`;
}
