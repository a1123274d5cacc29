import type { Message } from '../blocks/message.ts';

/** Errors that only say that a block is invalid, for example an image that Slack cannot load. */
export const BLOCK_ERRORS: ReadonlySet<string> = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_blocks_too_long',
  'msg_too_long',
]);

/** The same message reduced to one block of text. */
export function fallbackMessage(message: Message): Message {
  const { text, blocks, bare } = message;
  return { text, blocks: bare ? [bare] : blocks.slice(0, 1) };
}
