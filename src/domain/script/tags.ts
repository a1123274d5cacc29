import type { Count } from './inline-markup.ts';

const HTML = `a abbr article aside b blockquote body br button center code col dd del details div dl dt em
  figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins kbd
  label li link main meta nav ol option p pre q samp section select small source span strike strong
  summary sup svg table tbody td template textarea tfoot th thead time title tr tt u ul var video wbr`;
/** https://www.w3.org/TR/speech-synthesis11/ */
const SSML =
  's speak break prosody emphasis say-as phoneme voice sub w lang mark audio token lexicon desc';
const KNOWN_TAGS: ReadonlySet<string> = new Set(`${HTML} ${SSML}`.split(/\s+/));
const LINE_BREAK_TAG =
  /^(?:br|p|div|tr|ul|ol|dl|dt|dd|table|section|header|footer|blockquote|hr|title)$/;
const SPACE_TAG = /^(?:td|th|break|s|mark|img)$/;

const COMMENT = /<!--[\s\S]*?-->|<!doctype[^<>]*>|<\?xml[^<>]*\?>|<!\[CDATA\[|\]\]>/gi;
const UNSPOKEN_ELEMENT = /<(script|style)\b[^<>]*>[\s\S]*?<\/\1\s*>/gi;
const TAG =
  /<(\/?)([a-z][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>=`]+))*)\s*(\/?)>/gi;
const CLOSING_TAG = /<\/([a-z][\w:.-]*)\s*>/gi;

const NAMED_ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  hellip: '…',
  mdash: '—',
  ndash: '–',
  rsquo: '’',
  lsquo: '‘',
  rdquo: '”',
  ldquo: '“',
  copy: '©',
  reg: '®',
  trade: '™',
  euro: '€',
  bull: '•',
};
const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi;

/**
 * Removes HTML and SSML tags and decodes entities. Headings and list items become Markdown.
 * `a < b` and `<Name>` are not tags.
 */
export function stripTags(text: string, count: Count): string {
  const removed = (replacement: string) => () => {
    count('tag');
    return replacement;
  };
  const decoded = text
    .replace(ENTITY, (match, decimal?: string, hex?: string, name?: string) => {
      const code = Number.parseInt(decimal ?? hex ?? '', hex === undefined ? 10 : 16);
      const character = name === undefined ? characterOf(code) : NAMED_ENTITIES[name.toLowerCase()];
      if (character === undefined) return match;
      count('entity');
      return character;
    })
    .replace(UNSPOKEN_ELEMENT, removed(' '))
    .replace(COMMENT, removed(''));
  const closed = new Set(
    [...decoded.matchAll(CLOSING_TAG)].map(([, name = '']) => name.toLowerCase()),
  );
  return decoded.replace(
    TAG,
    (match, slash: string, rawName: string, attributes: string, selfClosing: string) => {
      const name = rawName.toLowerCase();
      const isTag =
        KNOWN_TAGS.has(name) ||
        closed.has(name) ||
        slash !== '' ||
        selfClosing !== '' ||
        attributes !== '';
      if (!isTag) return match;
      count('tag');
      const isOpening = slash === '';
      if (/^h[1-6]$/.test(name)) return isOpening ? '\n# ' : '\n';
      if (name === 'li') return isOpening ? '\n* ' : '\n';
      if (LINE_BREAK_TAG.test(name)) return '\n';
      return SPACE_TAG.test(name) ? ' ' : '';
    },
  );
}

function characterOf(code: number): string {
  return code > 0x10ffff ? '' : String.fromCodePoint(code);
}
