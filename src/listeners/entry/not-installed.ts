import { notInstalled } from '../../slack/copy/answers-copy.ts';
import { noticeView } from '../../slack/home/small-views.ts';

interface Asked {
  readonly body: Readonly<Record<string, unknown>>;
  readonly ack: (answer?: unknown) => Promise<void>;
}

/**
 * Answers a workspace that has not installed the app, or not any more: in words, where a person
 * waits for some. Without a token nothing else can be said.
 */
export async function answerNotInstalled(
  { body, ack }: Asked,
  installAt: string | null,
): Promise<void> {
  const { text, title } = notInstalled(installAt);
  if (typeof body['command'] === 'string') return ack({ response_type: 'ephemeral', text });
  if (body['type'] !== 'view_submission') return ack();
  return ack({ response_action: 'update', view: noticeView(title, text) });
}
