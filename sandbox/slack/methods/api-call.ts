import { z } from 'zod';
import { type Checked, checkBlocks, type Dict, isDict } from '../rules/block-kit.ts';
import type { FaultSpec } from '../server/faults.ts';
import type { World } from '../world.ts';

/** An answer of the form `{ ok: false, error }`. */
export class ApiError extends Error {
  readonly extra: Dict;
  constructor(error: string, extra: Dict = {}) {
    super(error);
    this.name = 'ApiError';
    this.extra = extra;
  }
}

/** One call of a Web API method: its arguments as they came, strings where form-encoded. */
export type Arguments = Readonly<Record<string, unknown>>;

/** One Web API method. https://docs.slack.dev/reference/methods */
export interface Method {
  /** Which kind of token it takes. */
  readonly token: 'bot' | 'app';
  /** The bot scope it needs whatever its arguments are. */
  readonly scope: string | null;
  /** Whether a JSON body is read; the others read form bodies only. */
  readonly json: boolean;
  run(args: Arguments, fault?: FaultSpec): Dict;
}

/** A method for the bot's token; `json`: whether it reads JSON bodies, too. */
export const botMethod = (scope: string | null, json: boolean, run: Method['run']): Method => ({
  ...{ token: 'bot', scope, json, run },
});

/** A string argument; absent and empty are the same. */
export function text(args: Arguments, name: string): string | undefined {
  const value = args[name];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw invalidArguments(`must provide a string [json-pointer:/${name}]`);
}

/** A string argument that must be there. */
export function needed(args: Arguments, name: string): string {
  const value = text(args, name);
  if (value === undefined) throw invalidArguments(`missing required field: ${name}`);
  return value;
}

/** A yes/no argument, in any of Slack's spellings. */
export const flag = (args: Arguments, name: string): boolean =>
  ['true', '1'].includes(text(args, name) ?? '');

/** A whole number within bounds. */
export function whole(args: Arguments, name: string, fallback: number, max: number): number {
  const value = text(args, name);
  if (value === undefined) return fallback;
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) throw new ApiError('invalid_limit');
  return Math.min(number, max);
}

/** An argument that is JSON: a string in forms, a value in JSON bodies. */
export function json(args: Arguments, name: string, error: string): unknown {
  const value = args[name];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    throw new ApiError(error);
  }
}

/** The blocks of a message, checked. */
export function blocksOf(args: Arguments): Dict[] | undefined {
  const blocks = json(args, 'blocks', 'invalid_blocks_format');
  if (blocks === undefined) return undefined;
  if (!Array.isArray(blocks)) throw new ApiError('invalid_blocks_format');
  return accepted(checkBlocks(blocks), 'invalid_blocks');
}

/** The checked value, or `error` with Slack's messages. */
export function accepted<T>(result: Checked<T>, error: string): T {
  if (result.ok) return result.value;
  throw new ApiError(error, {
    errors: result.messages.map((each) => each.replace('[ERROR] ', '')),
    response_metadata: { messages: result.messages },
  });
}

/** `error` with a message of Slack's. */
export const invalid = (error: string, message: string): ApiError =>
  new ApiError(error, { response_metadata: { messages: [`[ERROR] ${message}`] } });
export const invalidArguments = (message: string) => invalid('invalid_arguments', message);

/** Refuses the call where `scope` was not granted. */
export function requireScope(world: World, scope: string): void {
  if (!world.scopes.has(scope))
    throw new ApiError('missing_scope', { needed: scope, provided: [...world.scopes].join(',') });
}

const metadataSchema = z.object({
  event_type: z.string().min(1).max(255),
  event_payload: z.record(z.string(), z.unknown()),
});
/** The sandbox's own: Slack says none. https://docs.slack.dev/messaging/message-metadata */
const METADATA_LIMIT = 4000;

/** Message metadata; `null` clears it, `undefined` leaves it. */
export function metadataOf(args: Arguments): z.infer<typeof metadataSchema> | null | undefined {
  const value = json(args, 'metadata', 'invalid_metadata_format');
  if (value === undefined) return undefined;
  if (!isDict(value)) throw new ApiError('invalid_metadata_format');
  if (Object.keys(value).length === 0) return null;
  if (JSON.stringify(value).length > METADATA_LIMIT) throw new ApiError('metadata_too_large');
  const result = metadataSchema.safeParse(value);
  if (!result.success) throw new ApiError('invalid_metadata_schema');
  return result.data;
}
