/** Reads Slack's mrkdwn. https://docs.slack.dev/messaging/formatting-message-text */
export function parseMrkdwn(text) {
  return text.split(/```\n?([\s\S]+?)\n?```/).flatMap((part, index) => {
    if (index % 2 === 1) return [{ type: 'pre', text: unescaped(part) }];
    return part === '' ? [] : quotes(part);
  });
}

/** Undoes Slack's three escapes. */
export function unescaped(text) {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function quotes(part) {
  return part.split(/((?:^(?:>|&gt;).*(?:\n|$))+)/m).flatMap((run) => {
    if (!/^(?:>|&gt;)/.test(run)) return inlines(run);
    const inner = run.replace(/\n$/, '').replaceAll(/^(?:>|&gt;) ?/gm, '');
    return [{ type: 'quote', children: inlines(inner) }];
  });
}

const MARK =
  /<(?<angle>[^<>\n]+)>|`(?<code>[^`\n]+)`|(?<![\p{L}\p{N}])(?<sign>[*_~])(?!\s)(?<marked>(?:(?!\k<sign>)[^\n])+)(?<!\s)\k<sign>(?![\p{L}\p{N}])|(?<![\p{L}\p{N}]):(?<emoji>[a-z0-9_+'-]+):/gu;

const SIGNS = { '*': 'bold', _: 'italic', '~': 'strike' };

function inlines(text) {
  const out = [];
  let from = 0;
  for (const match of text.matchAll(MARK)) {
    if (match.index > from)
      out.push({ type: 'text', text: unescaped(text.slice(from, match.index)) });
    out.push(marked(match.groups ?? {}));
    from = match.index + match[0].length;
  }
  if (from < text.length) out.push({ type: 'text', text: unescaped(text.slice(from)) });
  return out;
}

function marked({ angle, code, sign, marked: inner, emoji }) {
  if (angle !== undefined) return entity(angle);
  if (code !== undefined) return { type: 'code', text: unescaped(code) };
  if (emoji !== undefined) return { type: 'emoji', name: emoji };
  return { type: SIGNS[/** @type {'*'} */ (sign)], children: inlines(inner) };
}

function entity(content) {
  const bar = content.indexOf('|');
  const target = bar < 0 ? content : content.slice(0, bar);
  const text = bar < 0 ? null : unescaped(content.slice(bar + 1));
  if (target.startsWith('@')) return { type: 'user', id: target.slice(1), text };
  if (target.startsWith('#')) return { type: 'channel', id: target.slice(1), text };
  if (target.startsWith('!date^')) {
    const [, timestamp, format, url] = target.split('^');
    const moment = { timestamp: Number(timestamp), format: unescaped(format ?? '') };
    const link = url === undefined ? null : unescaped(url);
    return { type: 'date', ...moment, url: link, fallback: text ?? '' };
  }
  if (target.startsWith('!')) return { type: 'broadcast', name: text ?? target.slice(1) };
  return { type: 'link', url: unescaped(target), text };
}
