import { type Block, type Dict, dictsOf, isDict } from '../rules/block-kit.ts';
import type { Message, World } from '../world.ts';

/**
 * A thread as a person would read it: names for ids, blocks as text, links spelt out unless they
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

/** The root and its replies, oldest first; nothing that only one person sees. */
export const threadOf = (world: World, channel: string, rootTs: string): Message[] =>
  world
    .messages(channel)
    .filter((each) => !each.ephemeral && (each.ts === rootTs || each.thread_ts === rootTs));

export function linesOf(world: World, message: Message): string[] {
  const body = message.blocks?.length
    ? message.blocks.flatMap((block) => blockLines(world, block))
    : readable(world, message.text).split('\n');
  const files = (message.files ?? []).map(
    (file) => `[file ${file.name}] → ${short(file.url_private)}`,
  );
  return [...body, ...files].filter((line) => line !== '');
}

/** One block as lines; inputs are `view-text.ts`'s. */
export function blockLines(world: World, block: Block | Dict): string[] {
  const texts = (...keys: string[]) => keys.flatMap((key) => textLines(world, block[key]));
  const list = (key: string) => dictsOf(block[key]);
  const elements = () => list('elements').map((each) => elementText(world, each));
  switch (block['type']) {
    case 'divider':
      return ['──────'];
    case 'header':
      return texts('text').map((line) => line.toUpperCase());
    case 'context':
      return [elements().join(' · ')];
    case 'actions':
      return [elements().join(' ')];
    case 'image':
      return [elementText(world, block)];
    case 'rich_text':
      return list('elements').flatMap((each) => richLines(world, each));
    default:
      return [
        ...texts('title', 'text'),
        ...list('fields').flatMap((each) => textLines(world, each)),
        ...(isDict(block['accessory']) ? [elementText(world, block['accessory'])] : []),
      ];
  }
}

function elementText(world: World, element: Dict): string {
  const words = textLines(world, element['text']).join(' ');
  switch (element['type']) {
    case 'image':
      return `[image ${String(element['alt_text'])}]`;
    case 'button':
      return element['url'] === undefined
        ? `[${words}]`
        : `[${words}] → ${short(String(element['url']))}`;
    case 'plain_text':
    case 'mrkdwn':
      return textLines(world, element).join(' ');
    case 'static_select':
      return `[${textLines(world, element['placeholder']).join(' ')} ▾]`;
    default:
      return `[${words || String(element['type'])}]`;
  }
}

function textLines(world: World, value: unknown): string[] {
  if (typeof value === 'string') return readable(world, value).split('\n');
  if (!isDict(value) || typeof value['text'] !== 'string') return [];
  const plain = value['type'] === 'plain_text';
  return (plain ? value['text'] : readable(world, value['text'])).split('\n');
}

function richLines(world: World, element: Dict): string[] {
  const parts = dictsOf(element['elements']);
  if (element['type'] === 'rich_text_list')
    return parts.flatMap((each) => richLines(world, each)).map((line) => `• ${line}`);
  const line = parts.map((each) => inline(world, each)).join('');
  const quote = element['type'] === 'rich_text_quote' ? '> ' : '';
  return line.split('\n').map((each) => `${quote}${each}`);
}

function inline(world: World, part: Dict): string {
  switch (part['type']) {
    case 'text':
      return String(part['text']);
    case 'link':
      return part['text']
        ? `${String(part['text'])} (${short(String(part['url']))})`
        : short(String(part['url']));
    case 'user':
      return `@${nameOf(world, String(part['user_id']))}`;
    case 'channel':
      return `#${world.channel(String(part['channel_id']))?.name ?? ''}`;
    case 'emoji':
      return `:${String(part['name'])}:`;
    case 'broadcast':
      return `@${String(part['range'])}`;
    default:
      return String(part['fallback'] ?? '');
  }
}

/** A long address, by where it leads and what it ends with. */
function short(address: string): string {
  if (address.length <= 60 || !URL.canParse(address)) return address;
  return `${new URL(address).origin}/…${address.slice(-20)}`;
}

/** Slack's markup as plain words. https://docs.slack.dev/messaging/formatting-message-text */
function readable(world: World, text: string): string {
  return text
    .replace(/<@([A-Z0-9]+)(?:\|[^>]*)?>/g, (_all, id) => `@${nameOf(world, id)}`)
    .replace(/<#([A-Z0-9]+)(?:\|[^>]*)?>/g, (_all, id) => `#${world.channel(id)?.name ?? id}`)
    .replace(/<!(?:date\^[^>]*\|)?([^>|]*)>/g, (_all, word) =>
      /^\w+$/.test(word) ? `@${word}` : word,
    )
    .replace(/<([^>|]+)\|([^>]+)>/g, '$2 ($1)')
    .replace(/<([^>|]+)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

const nameOf = (world: World, id: string): string => world.user(id)?.real_name ?? id;
