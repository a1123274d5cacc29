import type { Message } from '../blocks/message.ts';

/**
 * Slack says of these only that something in the blocks was wrong: an image that it cannot load,
 * say.
 */
export const BLOCK_ERRORS: ReadonlySet<string> = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_blocks_too_long',
  'msg_too_long',
]);

/** The same as one block of words. */
export function fallbackMessage(message: Message): Message {
  const { text, blocks, bare } = message;
  return { text, blocks: bare ? [bare] : blocks.slice(0, 1) };
}
