import { describe, expect, it } from 'vitest';
import { startWords } from '../../src/slack/web-api/start-words.ts';

const BOT = { workspace: 'Acme', handle: 'jogg' };
const VERIFY =
  'it is your public address with /slack/events behind it. Then type /invite @jogg in a channel of Slack, then /jogg.';

describe('what the terminal says once the app is ready', () => {
  it.each([
    [
      { bot: BOT, appId: 'A1', mode: 'socket', port: 3000, reached: false },
      [
        'jogg-slack is connected to Acme as @jogg, by Socket Mode.',
        'Next: type /invite @jogg in a channel of Slack, then /jogg.',
      ],
    ],
    [
      { bot: BOT, appId: 'A1', mode: 'http', port: 3000, reached: true },
      [
        "jogg-slack is connected to Acme as @jogg, over HTTP: Slack's requests come to port 3000.",
        'Next: type /invite @jogg in a channel of Slack, then /jogg.',
      ],
    ],
    [
      { bot: BOT, appId: 'A1', mode: 'http', port: 3000, reached: false },
      [
        "jogg-slack is connected to Acme as @jogg, over HTTP: Slack's requests come to port 3000.",
        'No request of Slack has ever arrived here.',
        `Next: verify the Request URL at api.slack.com/apps/A1/event-subscriptions: ${VERIFY}`,
      ],
    ],
    [
      { bot: BOT, appId: null, mode: 'http', port: 80, reached: false },
      [
        "jogg-slack is connected to Acme as @jogg, over HTTP: Slack's requests come to port 80.",
        'No request of Slack has ever arrived here.',
        `Next: verify the Request URL at api.slack.com/apps → your app → Event Subscriptions: ${VERIFY}`,
      ],
    ],
    [
      { bot: null, appId: null, mode: 'http', port: 3000, reached: true },
      [
        "jogg-slack is running, over HTTP: Slack's requests come to port 3000.",
        'Slack could not be asked yet who the app is; the log says why.',
        'Next: type /invite @Jogg in a channel of Slack, then /jogg.',
      ],
    ],
    [
      {
        bot: { ...BOT, workspace: 'A\u001b[31mc\nme\u202e' },
        appId: null,
        mode: 'socket',
        port: 1,
        reached: false,
      },
      [
        'jogg-slack is connected to A[31mcme as @jogg, by Socket Mode.',
        'Next: type /invite @jogg in a channel of Slack, then /jogg.',
      ],
    ],
  ] as const)('%o', (facts, lines) => {
    expect(startWords(facts)).toEqual(lines);
  });
});
