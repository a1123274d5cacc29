type Fields = Readonly<Record<string, unknown>>;

const MARKS: Fields = { rich_text_section: '|', rich_text_quote: '>', rich_text_preformatted: '`' };
const NESTED = ['blocks', 'element', 'elements'];
const indented = (lines: string[], mark = ' ') => lines.map((line) => `${mark} ${line}`);
const isFields = (value: unknown): value is Fields => value instanceof Object;

/** The content of a snapshot file: each row's name as a heading, followed by its content. */
export function snapshotText(rows: readonly (readonly unknown[])[]): string {
  const sections = rows.map(([name, content]) => [`## ${name}`, ...linesOf(content), '']);
  const lines = sections.flat().map((line) => line.trimEnd());
  return lines.join('\n');
}

/**
 * A message, a view or blocks as lines, so that a changed text is one line of a diff. Nothing is
 * omitted: `#` is a `block_id`, `@` an `action_id`, `verbatim` a text without emoji, `*…*` bold;
 * `|`, `>` and a backtick begin the lines of a section, a quote and preformatted text.
 */
function linesOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(linesOf);
  if (!isFields(value)) return String(value).split('\n');
  const { type, block_id, action_id, ...rest } = value;
  const mark = MARKS[String(type)];
  if (mark !== undefined) return indented(richTextRun(rest['elements']).split('\n'), String(mark));
  const ids = [type, block_id && `#${block_id}`, action_id && `@${action_id}`];
  const head = ids.filter((each) => each !== undefined);
  const below: string[] = [];
  for (const [key, field] of Object.entries(rest)) {
    const text = type === undefined && key === 'text' ? null : inlineText(field);
    if (text !== null) head.push(key === 'text' ? text : `${key}=${text}`);
    else if (NESTED.includes(key)) below.push(...linesOf(field));
    else below.push(`${key}:`, ...indented(linesOf(field)));
  }
  return head.length === 0 ? below : [head.join(' '), ...indented(below)];
}

/** A field in one line; null for a field that needs lines of its own. */
function inlineText(value: unknown): string | null {
  if (!isFields(value)) {
    const text = String(value);
    if (text.includes('\n')) return null;
    return text.trim() === text ? text : JSON.stringify(text);
  }
  const fields = Object.entries(value).map(([key, field]) => [key, inlineText(field)] as const);
  const parts = fields.map(([, each]) => each);
  if (Array.isArray(value))
    return parts.length === 0 || parts.includes(null) ? null : `[${parts.join(', ')}]`;
  const { type, text, emoji } = value;
  if (type === 'mrkdwn') return `mrkdwn ${JSON.stringify(text)}`;
  if (type === 'plain_text') return `${emoji === false ? 'verbatim ' : ''}${JSON.stringify(text)}`;
  if (type !== undefined || parts.includes(null)) return null;
  return `{${fields.map(([key, each]) => (key === 'text' ? each : `${key}=${each}`)).join(' ')}}`;
}

function richTextRun(elements: unknown): string {
  const all: Fields[] = Array.isArray(elements) ? elements : [];
  const parts = all.map((element) => {
    const { type, text, style, user_id, channel_id, url, ...rest } = element;
    const isBold = JSON.stringify(style) === '{"bold":true}';
    if (Object.keys(rest).length > 0 || (style !== undefined && !isBold)) return null;
    if (type === 'text') return isBold ? `*${text}*` : text;
    if (type === 'user') return `@${user_id}`;
    if (type === 'channel') return `#${channel_id}`;
    return type === 'link' ? `[${text ?? ''}](${url})` : null;
  });
  return parts.map((each, index) => each ?? JSON.stringify(all[index])).join('');
}
