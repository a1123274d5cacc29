import { z } from 'zod';
import { escapeMrkdwn } from '../blocks/escape.ts';
import { markMention, REMOVED, stripMarks } from './mention-marks.ts';
import { dateText, expandTokens, linkText, mrkdwnToText } from './mrkdwn-to-text.ts';

const text = z.string().nullish().catch(null);
const count = z.number().int().min(0).nullish().catch(null);
const elementSchema = z.object({
  type: z.string(),
  text,
  url: text,
  value: text,
  range: text,
  fallback: text,
  style: z.unknown().optional(),
  user_id: text,
  channel_id: text,
  usergroup_id: text,
  timestamp: z.number().nullish().catch(null),
  indent: count,
  offset: count,
  elements: z.array(z.unknown()).nullish().catch(null),
});
type Element = z.infer<typeof elementSchema>;

const MAX_DEPTH = 20;

/**
 * Converts a `rich_text` block to text with mentions marked. `message` is the mrkdwn `text` of the
 * same message: it shows whether apparent markup in the block was typed or is markup.
 * https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
 */
export function richTextToText(block: unknown, message: string): string {
  const parts = elementsOf(block);
  if (isCopyOfMrkdwn(parts, message)) return mrkdwnToText(message);
  const numbers = new Map<number, number>();
  return parts.map((part) => partToText(part, { message, numbers }, 0)).join('\n');
}

interface RenderContext {
  readonly message: string;
  /** The last number of each ordered list so far, by indentation. */
  readonly numbers: Map<number, number>;
}

function partToText(part: Element, context: RenderContext, depth: number): string {
  if (part.type === 'rich_text_list') return listToText(part, context, depth);
  context.numbers.clear();
  return inlineToText(part, context, depth);
}

/** One line per item. An ordered list continues its numbers after a nested list. */
function listToText(list: Element, context: RenderContext, depth: number): string {
  const indent = list.indent ?? 0;
  const { numbers } = context;
  for (const deeper of [...numbers.keys()]) if (deeper > indent) numbers.delete(deeper);
  const isOrdered = list.style === 'ordered';
  if (!isOrdered) numbers.delete(indent);
  let number = list.offset ?? numbers.get(indent) ?? 0;
  const lines = elementsOf(list).map((item) => {
    number += 1;
    const text = inlineToText(item, context, depth + 1);
    return isOrdered ? `${number}. ${text}` : text;
  });
  if (isOrdered) numbers.set(indent, number);
  return lines.join('\n');
}

function inlineToText(element: Element, context: RenderContext, depth: number): string {
  const { message } = context;
  switch (element.type) {
    case 'emoji':
      return REMOVED;
    case 'text':
      return literal(element.text ?? '', message);
    case 'link':
      return literal(linkText(element.url ?? '', element.text ?? undefined), message);
    case 'user':
      return markMention('user', stripMarks(element.user_id ?? ''));
    case 'channel':
      return resolveName('channel', '#', element.channel_id, message);
    case 'usergroup':
      return resolveName('group', '!subteam^', element.usergroup_id, message);
    case 'broadcast':
      return stripMarks(element.range ?? '');
    case 'date':
      return literal(element.fallback || dateText(element.timestamp ?? Number.NaN), message);
  }
  const inner = depth < MAX_DEPTH ? elementsOf(element) : [];
  if (inner.length > 0)
    return inner
      .map((each) =>
        each.type === 'rich_text_list'
          ? `\n${listToText(each, context, depth + 1)}`
          : inlineToText(each, context, depth + 1),
      )
      .join('');
  // An element type that is not known yet: use any text that it has.
  return literal(element.text ?? element.value ?? element.fallback ?? element.url ?? '', message);
}

/** The name from the message's `text`, otherwise a mark. */
function resolveName(
  kind: 'channel' | 'group',
  sign: string,
  id: string | null | undefined,
  message: string,
): string {
  const token = `<${sign}${stripMarks(id ?? '')}|`;
  const start = message.indexOf(token);
  const end = start < 0 ? -1 : message.indexOf('>', start);
  const mark = markMention(kind, stripMarks(id ?? ''));
  return end < 0 ? mark : expandTokens(message.slice(start, end + 1));
}

/**
 * The text of an element. Slack gives it as typed, but some programs write entities and `<@U…>`
 * into it. The message's `text` distinguishes them, because typed characters are escaped there.
 */
function literal(text: string, message: string): string {
  const stripped = stripMarks(text);
  return !/[&<>]/.test(stripped) || message.includes(escapeMrkdwn(stripped))
    ? stripped
    : expandTokens(stripped);
}

/**
 * Whether the block is one text element with the message's mrkdwn. Some programs send this; Slack's
 * clients do not.
 */
function isCopyOfMrkdwn(parts: readonly Element[], message: string): boolean {
  const [part, ...others] = parts;
  const [only, ...more] = part ? elementsOf(part) : [];
  if (others.length > 0 || more.length > 0 || only?.type !== 'text') return false;
  return only.text === message && /<[@#!a-zA-Z][^<>]*>|&(?:amp|lt|gt);/.test(message);
}

function elementsOf(parent: unknown): Element[] {
  const { elements } = z.object({ elements: z.array(z.unknown()) }).safeParse(parent).data ?? {};
  return (elements ?? []).flatMap((each) => elementSchema.safeParse(each).data ?? []);
}
