/** A request that is surely Slack's; `ack` answers it. */
export interface SlackRequest {
  readonly body: Record<string, unknown>;
  readonly ack: (answer?: unknown) => Promise<void>;
  readonly retryNum?: number;
  readonly retryReason?: string;
}

/**
 * Handles a request of any tenant; what it throws was not handled. Where it never calls `ack`,
 * nothing listens to such a request.
 */
export type HearSlack = (request: SlackRequest) => Promise<void>;
