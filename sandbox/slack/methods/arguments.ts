import { z } from 'zod';
import { shortName } from '../ids.ts';
import { type Block, checkBlocks, type Dict, elementsOf, isDict } from '../rules/block-kit.ts';
import { parseJson } from '../server/http-body.ts';
import { ApiError, type Arguments, invalidArguments, valueOrThrow } from './api-call.ts';

/** A string argument; an empty one counts as absent. */
export function text(args: Arguments, name: string): string | undefined {
  const value = args[name];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw invalidArguments(`must provide a string [json-pointer:/${name}]`);
}

export function required(args: Arguments, name: string): string {
  const value = text(args, name);
  if (value === undefined) throw invalidArguments(`missing required field: ${name}`);
  return value;
}

/** A boolean argument, in any of Slack's spellings. */
export const flag = (args: Arguments, name: string): boolean =>
  ['true', '1'].includes(text(args, name) ?? '');

export function integer(args: Arguments, name: string, fallback: number, max: number): number {
  const value = text(args, name);
  if (value === undefined) return fallback;
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) throw new ApiError('invalid_limit');
  return Math.min(number, max);
}

/** A JSON argument: a string in forms, a value in JSON bodies. */
export function json(args: Arguments, name: string, error: string): unknown {
  const value = args[name];
  if (value === undefined || value === null || value === '') return undefined;
  const read = typeof value === 'string' ? parseJson(value) : value;
  if (read === undefined) throw new ApiError(error);
  return read;
}

export function blocksOf(args: Arguments): Dict[] | undefined {
  const blocks = json(args, 'blocks', 'invalid_blocks_format');
  if (blocks === undefined) return undefined;
  if (!Array.isArray(blocks)) throw new ApiError('invalid_blocks_format');
  return valueOrThrow(checkBlocks(blocks), 'invalid_blocks');
}

const metadataSchema = z.object({
  event_type: z.string().min(1).max(255),
  event_payload: z.record(z.string(), z.unknown()),
});
/** The sandbox's own limit: Slack documents none. https://docs.slack.dev/messaging/message-metadata */
const METADATA_LIMIT = 4000;

/** Message metadata; `null` clears it, `undefined` leaves it. */
function metadataOf(args: Arguments): z.infer<typeof metadataSchema> | null | undefined {
  const value = json(args, 'metadata', 'invalid_metadata_format');
  if (value === undefined) return undefined;
  if (!isDict(value)) throw new ApiError('invalid_metadata_format');
  if (Object.keys(value).length === 0) return null;
  if (JSON.stringify(value).length > METADATA_LIMIT) throw new ApiError('metadata_too_large');
  const result = metadataSchema.safeParse(value);
  if (!result.success) throw new ApiError('invalid_metadata_schema');
  return result.data;
}

/** The content of a message, checked as Slack checks it. */
export type Content = ReturnType<typeof contentOf>;

/** Reads the content of a call. https://docs.slack.dev/reference/methods/chat.postMessage */
export function contentOf(args: Arguments, textLimit: number) {
  const plain = text(args, 'text');
  const blocks = blocksOf(args)?.map(withIds);
  for (const name of ['attachments', 'markdown_text'])
    if (args[name] !== undefined) throw invalidArguments(`the app sends no ${name}`);
  if ((plain?.length ?? 0) > textLimit) throw new ApiError('msg_too_long');
  return { text: plain, blocks, metadata: metadataOf(args) };
}

/** Reads the content of a new message, which needs text or blocks. */
export function newContent(args: Arguments): Content {
  const content = contentOf(args, 40_000);
  if (content.text === undefined && !content.blocks?.length) throw new ApiError('no_text');
  return content;
}

/** Returns the block with generated ids where it has none. */
export function withIds(block: Dict): Block {
  const copy = structuredClone(block);
  for (const element of elementsOf(copy)) {
    if (!WITHOUT_ACTION_ID.test(String(element['type']))) element['action_id'] ??= shortName();
  }
  return { ...copy, type: String(copy['type']), block_id: String(copy['block_id'] ?? shortName()) };
}

const WITHOUT_ACTION_ID = /^(image|plain_text|mrkdwn|rich_text_\w+)$/;
