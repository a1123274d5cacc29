import type { Checked, Dict } from '../rules/block-kit.ts';
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

/** The arguments of a Web API call as received; strings if they are form-encoded. */
export type Arguments = Readonly<Record<string, unknown>>;

/** One Web API method. https://docs.slack.dev/reference/methods */
export interface Method {
  /** `none`: the client id and secret authenticate the app. */
  readonly token: 'bot' | 'app' | 'none';
  /** The bot scope that it always needs. */
  readonly scope: string | null;
  /** Whether it accepts JSON bodies; otherwise only form bodies. */
  readonly json: boolean;
  run(args: Arguments, fault?: FaultSpec): Dict;
}

/** A method for the bot's token. `json`: whether it accepts JSON bodies. */
export const botMethod = (scope: string | null, json: boolean, run: Method['run']): Method => ({
  ...{ token: 'bot', scope, json, run },
});

/** Returns the checked value. @throws ApiError `error` with Slack's messages */
export function valueOrThrow<T>(result: Checked<T>, error: string): T {
  if (result.ok) return result.value;
  throw new ApiError(error, {
    errors: result.messages.map((each) => each.replace('[ERROR] ', '')),
    response_metadata: { messages: result.messages },
  });
}

export const invalid = (error: string, message: string): ApiError =>
  new ApiError(error, { response_metadata: { messages: [`[ERROR] ${message}`] } });
export const invalidArguments = (message: string) => invalid('invalid_arguments', message);

export function requireScope(world: World, scope: string): void {
  const scopes = world.installed()?.scopes;
  if (!scopes?.has(scope))
    throw new ApiError('missing_scope', { needed: scope, provided: [...(scopes ?? [])].join(',') });
}
