import { shortName } from '../ids.ts';
import { type Block, type Dict, elementsOf } from '../rules/block-kit.ts';
import type { Message } from '../world.ts';
import { ApiError, type Arguments, blocksOf, json, metadataOf, text } from './api-call.ts';

/** What a message says, checked as Slack checks it. */
export interface Content {
  readonly text: string | undefined;
  readonly blocks: Block[] | undefined;
  readonly attachments: unknown[] | undefined;
  readonly metadata: Message['metadata'] | null | undefined;
}

/**
 * Reads text, blocks, attachments and metadata from a call. `textLimit` is 40 000 for posts and
 * 4000 for edits. https://docs.slack.dev/reference/methods/chat.postMessage
 */
export function contentOf(args: Arguments, textLimit: number): Content {
  const plain = text(args, 'text');
  const markdown = text(args, 'markdown_text');
  const given = blocksOf(args);
  const attachments = json(args, 'attachments', 'invalid_attachments');
  if (markdown !== undefined && (plain !== undefined || given !== undefined))
    throw new ApiError('markdown_text_conflict');
  if ((markdown?.length ?? 0) > 12_000) throw new ApiError('msg_too_long');
  if ((plain?.length ?? 0) > textLimit) throw new ApiError('msg_too_long');
  if (attachments !== undefined && !Array.isArray(attachments))
    throw new ApiError('invalid_attachments');
  if ((attachments?.length ?? 0) > 100) throw new ApiError('too_many_attachments');
  return {
    text: plain ?? markdown,
    blocks: given?.map(withIds),
    attachments,
    metadata: metadataOf(args),
  };
}

/** Refuses a message that says nothing. */
export function requireWords(content: Content): void {
  const empty =
    content.text === undefined && !content.blocks?.length && !content.attachments?.length;
  if (empty) throw new ApiError('no_text');
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
