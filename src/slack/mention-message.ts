import { type Message, richText, topLevelText } from './message.ts';

/** The value is the thread to answer in. */
export const MENTION_ACTION = 'make_in_thread';

/** What somebody who mentioned the app sees: the way to a video right there. */
export function mentionMessage(threadTs: string): Message {
  const lines = [
    ['Shall I make a video? It comes into this thread. (Slack has no slash commands in threads.)'],
  ];
  return {
    text: topLevelText(lines),
    blocks: [
      richText('mention', lines),
      {
        type: 'actions',
        elements: [
          {
            type: 'button',
            action_id: MENTION_ACTION,
            style: 'primary',
            text: { type: 'plain_text', text: 'Make a video here' },
            value: threadTs,
          },
        ],
      },
    ],
  };
}
