import { shortName } from '../ids.ts';
import { type Block, type Dict, elementsOf } from '../rules/block-kit.ts';
import type { Message } from '../world.ts';
import {
  ApiError,
  type Arguments,
  blocksOf,
  invalidArguments,
  metadataOf,
  text,
} from './api-call.ts';

/** What a message says, checked as Slack checks it. */
export interface Content {
  readonly text: string | undefined;
  readonly blocks: Block[] | undefined;
  readonly metadata: Message['metadata'] | null | undefined;
}

/**
 * Reads text, blocks and metadata from a call; the app sends no attachments and no Markdown.
 * `textLimit` is 40 000 for posts and 4000 for edits.
 * https://docs.slack.dev/reference/methods/chat.postMessage
 */
export function contentOf(args: Arguments, textLimit: number): Content {
  const plain = text(args, 'text');
  const blocks = blocksOf(args)?.map(withIds);
  for (const name of ['attachments', 'markdown_text'])
    if (args[name] !== undefined) throw invalidArguments(`the app sends no ${name}`);
  if ((plain?.length ?? 0) > textLimit) throw new ApiError('msg_too_long');
  return { text: plain, blocks, metadata: metadataOf(args) };
}

/** Refuses a message that says nothing. */
export function requireWords({ text: plain, blocks }: Content): void {
  if (plain === undefined && !blocks?.length) throw new ApiError('no_text');
}

/** A block with the ids Slack gives where the app gave none. */
export function withIds(block: Dict): Block {
  const copy = structuredClone(block);
  for (const element of elementsOf(copy)) {
    if (!NAMELESS.test(String(element['type']))) element['action_id'] ??= shortName();
  }
  return { ...copy, type: String(copy['type']), block_id: String(copy['block_id'] ?? shortName()) };
}

const NAMELESS = /^(image|plain_text|mrkdwn|rich_text_\w+)$/;
