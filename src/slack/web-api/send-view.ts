import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';

const text = z.string().catch('');
const shownSchema = z
  .object({ view: z.object({ id: text, hash: text }) })
  .catch({ view: { id: '', hash: '' } });

/**
 * Opens a view with a trigger, or updates one; answers the view that Slack shows, with empty texts
 * for what it does not tell. Throws what Slack's client throws. The view goes as text: of an object
 * the client copies every part and looks for secrets in every key, for a line that nobody logs.
 */
export async function sendView(
  client: Pick<WebClient, 'apiCall'>,
  to: { readonly trigger_id: string } | { readonly view_id: string; readonly hash?: string },
  view: ModalView,
): Promise<{ readonly id: string; readonly hash: string }> {
  const method = 'trigger_id' in to ? 'views.open' : 'views.update';
  const answer = await client.apiCall(method, { ...to, view: JSON.stringify(view) });
  return shownSchema.parse(answer).view;
}
