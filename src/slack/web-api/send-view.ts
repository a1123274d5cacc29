import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';

/**
 * Opens a view with a trigger, or updates a view. Returns the view's id and hash; empty texts if
 * Slack does not give them. Throws what Slack's client throws.
 */
export type SendView = (
  target: { readonly trigger_id: string } | { readonly view_id: string; readonly hash?: string },
  view: ModalView,
) => Promise<{ readonly id: string; readonly hash: string }>;

const text = z.string().catch('');
const answerSchema = z
  .object({ view: z.object({ id: text, hash: text }) })
  .catch({ view: { id: '', hash: '' } });

/** Sends views with Slack's client. */
export const createSendView =
  (client: Pick<WebClient, 'apiCall'>): SendView =>
  async (target, view) => {
    const method = 'trigger_id' in target ? 'views.open' : 'views.update';
    return answerSchema.parse(await client.apiCall(method, { ...target, view })).view;
  };
