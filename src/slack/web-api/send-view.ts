import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';

/**
 * Opens a view with a trigger, or updates one; answers the view that Slack shows, with empty texts
 * for what it does not tell. Throws what Slack's client throws.
 */
export type SendView = (
  to: { readonly trigger_id: string } | { readonly view_id: string; readonly hash?: string },
  view: ModalView,
) => Promise<{ readonly id: string; readonly hash: string }>;

const text = z.string().catch('');
const shownSchema = z
  .object({ view: z.object({ id: text, hash: text }) })
  .catch({ view: { id: '', hash: '' } });

export const createSendView =
  (client: Pick<WebClient, 'apiCall'>): SendView =>
  async (to, view) => {
    const method = 'trigger_id' in to ? 'views.open' : 'views.update';
    return shownSchema.parse(await client.apiCall(method, { ...to, view })).view;
  };
