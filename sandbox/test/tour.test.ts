import { expect, test } from 'vitest';
import type { DemoWorld } from '../demo-world.ts';
import { createSlackSandbox } from '../slack/sandbox.ts';
import type { Steps } from '../tour/guide.ts';
import { runTour } from '../tour.ts';

/** The lines of a tour after these calls by the app, with its failure. */
async function walk(calls: object[], steps: Steps): Promise<string[]> {
  const secrets = { botToken: 'xoxb-tour', signingSecret: 'tour' };
  const slack = createSlackSandbox({ manifest: 'manifest.yml', ...secrets });
  (slack.log as unknown as object[]).push(...calls);
  const world = { slack, jogg: { log: [] } } as unknown as DemoWorld;
  const lines: string[] = [];
  const print = (line: string) => lines.push(line);
  await runTour(world, print, steps).catch(({ message }: Error) => print(message));
  return lines;
}

const image = { type: 'image', image_url: 'https://x.example/a.png' };
const sent = (method: string, given: object, answer: object = { ok: true }) => ({
  ...{ at: 0, token: 'bot', fault: null },
  ...{ method, arguments: given, answer },
});
const HELLO = [
  sent('chat.postMessage', { text: 'Hello', blocks: [{ ...image, alt_text: 'A' }] }),
  sent('views.open', { view: { type: 'modal', blocks: [] } }),
  sent('conversations.info', {}),
];
const REFUSED = [sent('views.open', {}, { ok: false, error: 'invalid_arguments' })];
const UNREAD = [sent('chat.update', { text: ' ', blocks: [image] })];

test.each([
  ['counts messages and views', HELLO, /^\n0 steps, 2 messages and views, all within Slack's limi/],
  [
    'ends at a call that Slack rejects',
    REFUSED,
    /^Slack would not .*views\.open: .*invalid_arguments/,
  ],
  ['reports blocks without text', UNREAD, /blocks without text: /],
])('the tour %s', async (_title, calls, ends) => {
  expect(await walk(calls, {})).toEqual([expect.stringMatching(ends)]);
});

test('the tour names the failed step and stops', async () => {
  const steps: Steps = {
    Fine: async () => {},
    'Not fine': async (guide) => guide.check(1 > 2, 'one is not more than two'),
    'Never reached': async () => {},
  };
  const fails = 'step 2 (Not fine): one is not more than two';
  expect(await walk([], steps)).toEqual(['1. Fine', '\n2. Not fine', fails]);
});
