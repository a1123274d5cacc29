import { html, OutsideLink } from '../html.js';
import { formatDate } from './dates.js';
import { parseMrkdwn } from './mrkdwn.js';

const PAIRS =
  '+1 👍 -1 👎 alarm_clock ⏰ art 🎨 bell 🔔 bulb 💡 calendar 📅 camera 📷 clapper 🎬 eyes 👀 ' +
  'film_frames 🎞️ fire 🔥 gear ⚙️ hourglass ⌛ hourglass_flowing_sand ⏳ key 🔑 link 🔗 lock 🔒 ' +
  'mag 🔍 memo 📝 microphone 🎤 movie_camera 🎥 no_entry ⛔ pencil2 ✏️ pushpin 📌 question ❓ ' +
  'recycle ♻️ repeat 🔁 rocket 🚀 scissors ✂️ sparkles ✨ speaker 🔈 speech_balloon 💬 star ⭐ ' +
  'stopwatch ⏱️ tada 🎉 thumbsup 👍 tv 📺 video_camera 📹 warning ⚠️ wastebasket 🗑️ wave 👋 ' +
  'white_check_mark ✅ x ❌ zap ⚡';

const EMOJI = new Map(
  [...PAIRS.matchAll(/(\S+) (\S+)/g)].map(([, name = '', sign = '']) => [name, sign]),
);

/** Returns unknown emoji as written. */
const emoji = (name) => EMOJI.get(name) ?? `:${name}:`;

/** The nodes of a text object or of a message's plain `text`. */
export function textNodes(text, directory) {
  if (text.type === 'plain_text') return withLines(withEmoji(text.text));
  return inlineNodes(parseMrkdwn(text.text ?? text), directory);
}

export function withEmoji(text) {
  return text.replaceAll(/:([a-z0-9_+'-]+):/g, (_, name) => emoji(name));
}

export function inlineNodes(inlines, directory) {
  return inlines.flatMap((each) => NODES[each.type](each, directory));
}

function withLines(text) {
  return text.split('\n').flatMap((line, index) => (index === 0 ? [line] : [html`<br />`, line]));
}

const wrapped =
  (tag) =>
  ({ children }, directory) =>
    html`<${tag}>${inlineNodes(children, directory)}<//>`;

const NODES = {
  text: ({ text }) => withLines(text),
  bold: wrapped('strong'),
  italic: wrapped('em'),
  strike: wrapped('s'),
  quote: wrapped('blockquote'),
  code: ({ text }) => html`<code>${text}</code>`,
  pre: ({ text }) => html`<pre>${text}</pre>`,
  link: ({ url, text }) => html`<${OutsideLink} url=${url}>${text ?? url}<//>`,
  user: ({ id }, { nameOf, me }) => mention(`@${nameOf(id)}`, id === me),
  channel: ({ id }, { channelName }) => mention(`#${channelName(id)}`, false),
  broadcast: ({ name }) => mention(`@${name}`, true),
  emoji: ({ name }) => emoji(name),
  date: ({ timestamp, format, url, fallback }) => {
    const now = Date.now() / 1000;
    const text = Number.isFinite(timestamp) ? formatDate(timestamp, format, { now }) : fallback;
    const time = html`<time title=${fallback}>${text}</time>`;
    return url === null ? time : html`<${OutsideLink} url=${url}>${time}<//>`;
  },
};

const MENTION = 'rounded-[3px] px-0.75 text-link';
const mention = (text, mine) =>
  html`<span class="${MENTION} ${mine ? 'bg-mine' : 'bg-tint'}">${text}</span>`;
