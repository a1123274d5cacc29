import { describe, expect, test } from 'vitest';
import type { DemoWorld } from '../demo-world.ts';
import { createSlackSandbox } from '../slack/sandbox.ts';
import { runTour } from '../tour.ts';
import { runDemo } from './run-demo.ts';

/** A word of the heading of every step, in order. */
const HEADINGS = [
  '/jogg help',
  'The form',
  'See and hear before paying',
  'A voice is proposed',
  'Filters',
  'A picture that Slack does not take',
  'The price before Submit',
  'Long scripts',
  'What is wrong stands under its field',
  'Your own audio',
  'Green screen and transparent',
  'On a message',
  'From anywhere',
  'In a thread',
  'The Home tab of somebody new',
  'What was used lately',
  'The card in each of its states',
  'The video itself in the thread',
  'Remix',
  'Share',
  'A render that fails',
  'A refusal before anything is paid',
  'The answer of Jogg is lost',
  'The app may not post there',
  'Who may do what',
  'Others in the channel',
  'Text from people is only text',
  'A guest of another organisation',
  'Ids in buttons are pointers only',
  '/jogg status',
  'Longer than usual',
  'Cancel while it renders',
  '/jogg list',
  'The Home tab:',
  'npm run doctor',
  'Many at once',
];

test('the tour shows and checks every step, within Slack’s limits, and ends with 0', async () => {
  const demo = runDemo(['--tour']);
  const code = await demo.ended;
  const { out, err } = demo.output;
  const headings = out.match(/^\d+\. .*$/gm) ?? [];
  expect({ code, err }).toEqual({
    code: 0,
    err: expect.stringMatching(/^app started, pid \d+\n$/),
  });
  expect(headings).toEqual(
    HEADINGS.map((words, at) => expect.stringContaining(`${at + 1}. ${words}`)),
  );
  expect(out).toMatch(
    new RegExp(
      `\n${HEADINGS.length} steps, \\d\\d\\d messages and views, all within Slack's limits\n$`,
    ),
  );
});

describe('the tour', () => {
  const world = () =>
    ({
      slack: createSlackSandbox({
        manifest: 'manifest.yml',
        botToken: 'xoxb-tour',
        signingSecret: 'tour',
      }),
      jogg: { log: [] },
    }) as unknown as DemoWorld;
  const lines: string[] = [];
  const print = (line: string) => void lines.push(line);

  test('names the step that is not as it should be, and goes no further', async () => {
    const steps = [
      { title: 'Fine', run: async () => {} },
      {
        title: 'Not fine',
        run: async (guide: { check(holds: unknown, words: string): void }) =>
          guide.check(1 > 2, 'one is not more than two'),
      },
      { title: 'Never reached', run: async () => {} },
    ];
    await expect(runTour(world(), print, steps)).rejects.toThrow(
      'step 2 (Not fine): one is not more than two',
    );
    expect(lines).toEqual(['1. Fine', '\n2. Not fine']);
  });

  test('ends with what Slack would not have taken', async () => {
    const broken = world();
    const call = {
      at: 0,
      method: 'views.open',
      arguments: {},
      token: 'bot',
      fault: null,
      answer: { ok: false, error: 'invalid_arguments' },
    } as const;
    (broken.slack.log as unknown as object[]).push(call);
    await expect(runTour(broken, print, [])).rejects.toThrow(
      /Slack would not take all of it: views\.open: .*invalid_arguments/,
    );
  });

  test('counts what was sent, and complains of what cannot be read aloud', async () => {
    const broken = world();
    const sent = (method: string, given: object) => ({
      at: 0,
      method,
      arguments: given,
      token: 'bot',
      fault: null,
      answer: { ok: true },
    });
    const image = { type: 'image', image_url: 'https://x.example/a.png' };
    (broken.slack.log as unknown as object[]).push(
      sent('chat.postMessage', { text: 'Hello', blocks: [{ ...image, alt_text: 'A' }] }),
      sent('views.open', { view: { type: 'modal', blocks: [] } }),
      sent('conversations.info', {}),
    );
    const before = lines.length;
    await runTour(broken, print, []);
    expect(lines.slice(before)).toEqual([
      "\n0 steps, 2 messages and views, all within Slack's limits",
    ]);
    (broken.slack.log as unknown as object[]).push(
      sent('chat.update', { text: ' ', blocks: [image] }),
    );
    await expect(runTour(broken, print, [])).rejects.toThrow(
      /blocks without text: .*an image without alt text: /,
    );
  });
});
