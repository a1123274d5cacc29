import { type Block, type Dict, dictsOf, isDict } from '../rules/block-kit.ts';
import type { Message, SharedFile, World } from '../world.ts';
import { unescaped } from './typed-blocks.ts';

/**
 * A thread as a person would read it: names for ids, blocks as text, and links in full unless they
 * are long.
 */
export function threadText(world: World, channel: string, rootTs: string): string {
  return threadOf(world, channel, rootTs)
    .map((message) => {
      const lines = linesOf(world, message);
      const reply = message.ts !== rootTs;
      const edited = message.edited === undefined ? '' : ' (edited)';
      const who = `${nameOf(world, message.user)}${edited}:`;
      return [who, ...lines.map((line) => `  ${line}`)]
        .map((line) => (reply ? `  │ ${line}` : line))
        .join('\n');
    })
    .join('\n');
}

/** The root and its replies, oldest first, without ephemeral messages. */
export const threadOf = (world: World, channel: string, rootTs: string): Message[] =>
  world
    .messages(channel)
    .filter((each) => !each.ephemeral && (each.ts === rootTs || each.thread_ts === rootTs));

export function linesOf(world: World, message: Message): string[] {
  const body = message.blocks?.length
    ? message.blocks.flatMap((block) => blockLines(world, block))
    : readable(world, message.text).split('\n');
  const fileLine = ({ name, url_private }: SharedFile) =>
    `[file ${name}] → ${shortUrl(url_private)}`;
  const files = (message.files ?? []).map(fileLine);
  return [...body, ...files].filter((line) => line !== '');
}

/** One block as lines; `view-text.ts` handles inputs. */
export function blockLines(world: World, block: Block | Dict): string[] {
  const { type, title, text, accessory } = block;
  const lines = (...values: unknown[]) => values.flatMap((each) => textLines(world, each));
  const elements = dictsOf(block['elements']).map((each) => elementText(world, each));
  if (type === 'divider') return ['──────'];
  if (type === 'header') return lines(text).map((line) => line.toUpperCase());
  if (type === 'context') return [elements.join(' · ')];
  if (type === 'actions') return [elements.join(' ')];
  if (type === 'image') return [elementText(world, block)];
  if (type === 'rich_text')
    return dictsOf(block['elements']).flatMap((each) => richLines(world, each));
  const beside = isDict(accessory) ? [elementText(world, accessory)] : [];
  return [...lines(title, text, ...dictsOf(block['fields'])), ...beside];
}

function elementText(world: World, element: Dict): string {
  const { type, text, alt_text: alt, placeholder, url } = element;
  const textOf = (value: unknown): string => textLines(world, value).join(' ');
  if (type === 'image') return `[image ${String(alt)}]`;
  if (type === 'static_select') return `[${textOf(placeholder)} ▾]`;
  const address = url === undefined ? '' : ` → ${shortUrl(String(url))}`;
  return textOf(element) || `[${textOf(text) || String(type)}]${address}`;
}

function textLines(world: World, value: unknown): string[] {
  if (typeof value === 'string') return readable(world, value).split('\n');
  if (!isDict(value) || typeof value['text'] !== 'string') return [];
  const plain = value['type'] === 'plain_text';
  return (plain ? value['text'] : readable(world, value['text'])).split('\n');
}

function richLines(world: World, element: Dict): string[] {
  const parts = dictsOf(element['elements']);
  const line = parts.map((each) => inline(world, each)).join('');
  const quote = element['type'] === 'rich_text_quote' ? '> ' : '';
  return line.split('\n').map((each) => `${quote}${each}`);
}

function inline(world: World, part: Dict): string {
  const { type, text, url, user_id, channel_id, name, range, fallback } = part;
  if (type === 'user') return `@${nameOf(world, String(user_id))}`;
  if (type === 'channel') return `#${world.channel(String(channel_id))?.name ?? ''}`;
  if (type === 'emoji') return `:${String(name)}:`;
  if (type === 'broadcast') return `@${String(range)}`;
  if (type !== 'link') return String(text ?? fallback ?? '');
  return text ? `${String(text)} (${shortUrl(String(url))})` : shortUrl(String(url));
}

/** Shortens a long URL to its origin and its end. */
function shortUrl(address: string): string {
  if (address.length <= 60 || !URL.canParse(address)) return address;
  return `${new URL(address).origin}/…${address.slice(-20)}`;
}

/** Slack's markup as plain text. https://docs.slack.dev/messaging/formatting-message-text */
function readable(world: World, text: string): string {
  const words = text
    .replace(/<@([A-Z0-9]+)(?:\|[^>]*)?>/g, (_all, id) => `@${nameOf(world, id)}`)
    .replace(/<#([A-Z0-9]+)(?:\|[^>]*)?>/g, (_all, id) => `#${world.channel(id)?.name ?? id}`)
    .replace(/<!(?:date\^[^>]*\|)?([^>|]*)>/g, (_all, word) =>
      /^\w+$/.test(word) ? `@${word}` : word,
    )
    .replace(/<([^>|]+)\|([^>]+)>/g, '$2 ($1)')
    .replace(/<([^>|]+)>/g, '$1');
  return unescaped(words);
}

const nameOf = (world: World, id: string): string => world.user(id)?.real_name ?? id;
