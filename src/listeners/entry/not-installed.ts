import { notInstalled } from '../../slack/copy/answers-copy.ts';
import { noticeView } from '../../slack/home/modals.ts';

interface UnroutedRequest {
  readonly body: Readonly<Record<string, unknown>>;
  readonly ack: (answer?: unknown) => Promise<void>;
}

/**
 * Answers a request of a workspace that has not installed the app, or no longer has it. A person
 * who waits for a reply gets one; more is impossible without a token. `post` sends JSON to a URL.
 */
export async function answerNotInstalled(
  { body, ack }: UnroutedRequest,
  installAt: string | null,
  post: (url: string, message: object) => Promise<void>,
): Promise<void> {
  const { text, title } = notInstalled(installAt);
  const message = { response_type: 'ephemeral', text };
  if (typeof body['command'] === 'string') return ack(message);
  if (body['type'] === 'view_submission')
    return ack({ response_action: 'update', view: noticeView(title, text) });
  await ack();
  const { response_url: url } = body;
  if (typeof url === 'string') await post(url, { ...message, replace_original: false });
}
