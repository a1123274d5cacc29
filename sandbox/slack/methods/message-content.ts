import { shortName } from '../ids.ts';
import { type Block, type Dict, elementsOf } from '../rules/block-kit.ts';
import { ApiError, type Arguments, invalidArguments } from './api-call.ts';
import { blocksOf, metadataOf, text } from './arguments.ts';

/** What a message says, checked as Slack checks it. */
export type Content = ReturnType<typeof contentOf>;

/** Reads what a call says. https://docs.slack.dev/reference/methods/chat.postMessage */
export function contentOf(args: Arguments, textLimit: number) {
  const plain = text(args, 'text');
  const blocks = blocksOf(args)?.map(withIds);
  for (const name of ['attachments', 'markdown_text'])
    if (args[name] !== undefined) throw invalidArguments(`the app sends no ${name}`);
  if ((plain?.length ?? 0) > textLimit) throw new ApiError('msg_too_long');
  return { text: plain, blocks, metadata: metadataOf(args) };
}

/** What a new message says; it must say something. */
export function newContent(args: Arguments): Content {
  const content = contentOf(args, 40_000);
  if (content.text === undefined && !content.blocks?.length) throw new ApiError('no_text');
  return content;
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
