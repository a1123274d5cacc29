import type { ContextBlock } from '@slack/types';
import { literalText } from './plain-text.ts';

/** Small grey lines. Emoji codes in them stay as they are. */
export function contextBlock(lines: readonly string[], blockId?: string): ContextBlock {
  return {
    type: 'context',
    ...(blockId === undefined ? {} : { block_id: blockId }),
    elements: lines.map(literalText),
  };
}
