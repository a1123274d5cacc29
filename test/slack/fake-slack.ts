import type { SlackClient } from '../../src/slack/web-api/slack-client.ts';

export type Call = readonly [method: string, args: object];

/** A client that keeps every request and answers, or throws, what it is told to. */
export function fakeSlack(answer: (method: string) => unknown): {
  client: SlackClient;
  calls: Call[];
} {
  const calls: Call[] = [];
  const method = (name: string) => async (args: object) => {
    calls.push([name, args]);
    const what = answer(name);
    if (what instanceof Error) throw what;
    return what;
  };
  return {
    calls,
    client: {
      chat: {
        postMessage: method('chat.postMessage'),
        update: method('chat.update'),
        delete: method('chat.delete'),
      },
      conversations: {
        history: method('conversations.history'),
        replies: method('conversations.replies'),
      },
      files: {
        getUploadURLExternal: method('files.getUploadURLExternal'),
        completeUploadExternal: method('files.completeUploadExternal'),
        info: method('files.info'),
        delete: method('files.delete'),
      },
    },
  };
}
