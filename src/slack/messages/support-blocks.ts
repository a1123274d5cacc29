import type { ContextBlock } from '@slack/types';
import type { Video } from '../../domain/video/video.ts';
import { contextBlock } from '../blocks/context-block.ts';
import { supportId } from '../copy/failure-copy.ts';

/** The request id for Jogg's support as a small line; none without an id. */
export function supportBlocks(video: Video): ContextBlock[] {
  const id = supportId(video);
  if (id === null) return [];
  return [contextBlock([id])];
}
