/** A verified request from Slack; `ack` answers it. */
export interface SlackRequest {
  readonly body: Record<string, unknown>;
  readonly ack: (content?: unknown) => Promise<void>;
  readonly retryNum?: number;
  readonly retryReason?: string;
}

/**
 * Handles a request of any tenant. If it resolves without a call of `ack`, no listener matched.
 * Throws if the request was not handled.
 */
export type SlackRequestHandler = (request: SlackRequest) => Promise<void>;
