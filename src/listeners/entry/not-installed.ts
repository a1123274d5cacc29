import { notInstalled } from '../../slack/copy/answers-copy.ts';
import { noticeView } from '../../slack/home/modals.ts';

interface Asked {
  readonly body: Readonly<Record<string, unknown>>;
  readonly ack: (answer?: unknown) => Promise<void>;
}

/**
 * Answers a workspace that has not installed the app, or not any more: in words, where a person
 * waits for some. Without a token nothing else can be said. `post` sends JSON to an address.
 */
export async function answerNotInstalled(
  { body, ack }: Asked,
  installAt: string | null,
  post: (url: string, message: object) => Promise<void>,
): Promise<void> {
  const { text, title } = notInstalled(installAt);
  const words = { response_type: 'ephemeral', text };
  if (typeof body['command'] === 'string') return ack(words);
  if (body['type'] === 'view_submission')
    return ack({ response_action: 'update', view: noticeView(title, text) });
  await ack();
  const { response_url: url } = body;
  if (typeof url === 'string') await post(url, { ...words, replace_original: false });
}
