import { describe, expect, test } from 'vitest';
import type { DemoWorld } from '../demo-world.ts';
import { createSlackSandbox } from '../slack/sandbox.ts';
import type { Steps } from '../tour/guide.ts';
import { runTour } from '../tour.ts';
import { runDemo } from './run-demo.ts';

/** A word of the heading of every step, in order. */
const HEADINGS = [
  '/jogg help',
  'The form',
  'See and hear before paying',
  'The price before Submit',
  'What is wrong stands under its field',
  'Green screen and transparent',
  'On a message',
  'In a thread',
  'The card in each of its states',
  'The video itself in the thread',
  'Remix',
  'Share',
  'A render that fails',
  'The answer of Jogg is lost',
  'Text from people is only text',
  'A guest of another organisation',
  '/jogg status',
  'Cancel while it renders',
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

const image = { type: 'image', image_url: 'https://x.example/a.png' };
const sent = (method: string, given: object, answer: object = { ok: true }) => ({
  ...{ at: 0, token: 'bot', fault: null },
  ...{ method, arguments: given, answer },
});
const SENT: [title: string, calls: object[], ends: RegExp][] = [
  [
    'counts messages and views',
    [
      sent('chat.postMessage', { text: 'Hello', blocks: [{ ...image, alt_text: 'A' }] }),
      sent('views.open', { view: { type: 'modal', blocks: [] } }),
      sent('conversations.info', {}),
    ],
    /^\n0 steps, 2 messages and views, all within Slack's limits$/,
  ],
  [
    'ends with what Slack would not have taken',
    [sent('views.open', {}, { ok: false, error: 'invalid_arguments' })],
    /^Slack would not take all of it: views\.open: .*invalid_arguments/,
  ],
  [
    'complains of what cannot be read aloud',
    [sent('chat.update', { text: ' ', blocks: [image] })],
    /blocks without text: .*an image without alt text: /,
  ],
];

describe('the tour', () => {
  /** What a tour prints, and what it fails with. */
  const walk = async (calls: object[], steps: Steps): Promise<string[]> => {
    const secrets = { botToken: 'xoxb-tour', signingSecret: 'tour' };
    const slack = createSlackSandbox({ manifest: 'manifest.yml', ...secrets });
    (slack.log as unknown as object[]).push(...calls);
    const world = { slack, jogg: { log: [] } } as unknown as DemoWorld;
    const lines: string[] = [];
    await runTour(world, (line) => lines.push(line), steps).catch((error: Error) =>
      lines.push(error.message),
    );
    return lines;
  };

  test('names the step that is not as it should be, and goes no further', async () => {
    const steps: Steps = {
      Fine: async () => {},
      'Not fine': async (guide) => guide.check(1 > 2, 'one is not more than two'),
      'Never reached': async () => {},
    };
    expect(await walk([], steps)).toEqual([
      '1. Fine',
      '\n2. Not fine',
      'step 2 (Not fine): one is not more than two',
    ]);
  });

  test.each(SENT)('%s', async (_title, calls, ends) => {
    expect(await walk(calls, {})).toEqual([expect.stringMatching(ends)]);
  });
});
