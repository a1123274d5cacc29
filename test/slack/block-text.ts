type Fields = Readonly<Record<string, unknown>>;

const RUN_MARKS: Fields = {
  rich_text_section: '|',
  rich_text_quote: '>',
  rich_text_preformatted: '`',
};

/** Rows of a name and what is shown, each under its heading: the content of one snapshot file. */
export function sheet(rows: readonly (readonly unknown[])[]): string {
  const sections = rows.map(([name, shown]) => [`## ${name}`, ...linesOf(shown, ''), '']);
  return sections
    .flat()
    .map((line) => line.trimEnd())
    .join('\n');
}

/**
 * A message, a view or blocks as lines, so that a change of wording is a line of a diff. Nothing is
 * left out: `#` is a `block_id`, `@` an `action_id`, `verbatim` a text without emoji, `*…*` bold;
 * `|`, `>` and a backtick begin the lines of a section, a quote and preformatted text.
 */
function linesOf(value: unknown, indent: string): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => linesOf(each, indent));
  if (typeof value !== 'object')
    return String(value)
      .split('\n')
      .map((line) => indent + line);
  const { type, block_id, action_id, ...rest } = fieldsOf(value);
  const mark = RUN_MARKS[String(type)];
  if (mark !== undefined) return linesOf(runOf(rest['elements']), `${indent}${mark} `);
  const fields = Object.entries(rest).map(([key, field]) => {
    const isText = type === undefined && key === 'text';
    return { key, field, words: isText ? null : short(field) };
  });
  const head = [
    ...(type === undefined ? [] : [type]),
    ...(block_id === undefined ? [] : [`#${block_id}`]),
    ...(action_id === undefined ? [] : [`@${action_id}`]),
    ...fields.flatMap(({ key, words }) => words && (key === 'text' ? words : `${key}=${words}`)),
  ].filter((each) => each !== null);
  const below = head.length === 0 ? indent : `${indent}  `;
  return [
    ...(head.length === 0 ? [] : [indent + head.join(' ')]),
    ...fields.flatMap(({ key, field, words }) => {
      if (words !== null) return [];
      if (['blocks', 'element', 'elements'].includes(key)) return linesOf(field, below);
      return [`${below}${key}:`, ...linesOf(field, `${below}  `)];
    }),
  ];
}

/** A field that fits on the line of its owner; null for one with lines of its own. */
function short(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) {
    const words = String(value);
    if (/\n/.test(words)) return null;
    return /^\s|\s$/.test(words) ? JSON.stringify(words) : words;
  }
  if (Array.isArray(value)) {
    const all = value.map(short);
    return all.includes(null) || value.length === 0 ? null : `[${all.join(', ')}]`;
  }
  const { type, text, emoji, ...rest } = fieldsOf(value);
  const others = Object.entries(rest).map(([key, field]) => [key, short(field)]);
  if (others.some(([, words]) => words === null)) return null;
  if (type === 'plain_text' || type === 'mrkdwn') {
    const how = type === 'mrkdwn' ? 'mrkdwn ' : emoji === false ? 'verbatim ' : '';
    return `${how}${JSON.stringify(text)}`;
  }
  if (type !== undefined) return null;
  const label = text === undefined ? [] : [short(text)];
  return `{${[...label, ...others.map(([key, words]) => `${key}=${words}`)].join(' ')}}`;
}

/** The elements of a line of rich text, one behind the other. */
function runOf(elements: unknown): string {
  const all: unknown[] = Array.isArray(elements) ? elements : [];
  return all
    .map((element) => {
      const { type, text, style, user_id, channel_id, url, ...rest } = fieldsOf(element);
      const bold = JSON.stringify(style) === '{"bold":true}';
      if (Object.keys(rest).length > 0 || (style !== undefined && !bold))
        return JSON.stringify(element);
      if (type === 'text') return bold ? `*${text}*` : `${text}`;
      if (type === 'user') return `@${user_id}`;
      if (type === 'channel') return `#${channel_id}`;
      return type === 'link' ? `[${text ?? ''}](${url})` : JSON.stringify(element);
    })
    .join('');
}

function fieldsOf(value: unknown): Fields {
  return Object.fromEntries(Object.entries(Object(value)));
}
