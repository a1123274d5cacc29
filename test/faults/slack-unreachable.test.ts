import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { until } from '../support/stage.ts';
import { byHand } from './by-hand.ts';
import { rowsOf } from './rows.ts';
import { end, SHOWN, story, type Trouble } from './slack-story.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

describe('no way to Slack', () => {
  it('F6: a connection refused before anything was sent is tried again at once, and posts once', async () => {
    const stage = await byHand({ history: false });
    await stage.door.shut();
    stage.make('v');
    await stage.pass(3 * SECOND);
    expect(stage.slack.log).toEqual([]);
    await stage.door.open();
    await stage.finish();
    expect(await end(stage, 'v', 'card')).toEqual({ state: 'delivered', ...SHOWN, sent: 1 });
    expect(stage.paid()).toBe(1);
  });

  it.each<[string, string, Trouble]>([
    ['F4', 'status 503', { kind: 'status', status: 503 }],
    ['F7', 'resets', { kind: 'reset' }],
    ['F10', 'HTML of a proxy', { kind: 'html' }],
  ])(
    '%s: ten minutes of %s are probed once in 30 s, then every video is shown once',
    async (_, _what, spec) => {
      const stage = await byHand();
      const names = Array.from({ length: 12 }, (_each, index) => `v${index}`);
      for (const name of names) stage.make(name);
      await stage.pass(0);
      const before = stage.slack.log.length;
      stage.slack.fault({ ...spec, method: '*', times: Number.POSITIVE_INFINITY });
      await stage.pass(10 * MINUTE);
      const asked = stage.slack.log.slice(before).map(({ at }) => at);
      stage.slack.clearFaults();
      await stage.finish();

      const [first = 0] = asked;
      const probes = asked.filter((at) => at > first);
      const gaps = probes.map((at, index) => at - (probes[index - 1] ?? first));
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(30 * SECOND);
      expect(probes.length).toBeGreaterThan(15);
      // Five in a row say that Slack is down, and as many as run beside the fifth.
      expect(asked.length - probes.length).toBeLessThanOrEqual(5 + 7);
      for (const name of names) expect([name, stage.shown(name)]).toEqual([name, SHOWN]);
      expect(stage.paid()).toBe(12);
    },
  );

  it('F24: a redirect to another host is not followed, and no token goes there', async () => {
    const canary: unknown[] = [];
    const server = createServer((request, response) => {
      canary.push(request.url);
      response.end('{"ok":true}');
    }).listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await until(() => server.listening);
    const { port } = server.address() as AddressInfo;
    const location = `http://127.0.0.1:${port}/api/chat.postMessage`;
    const stage = await byHand();
    const ended = await story(stage, 'v', 'result', { kind: 'redirect', location });
    expect([canary, ended]).toEqual([[], { state: 'delivered', ...SHOWN, sent: 2 }]);
  });
});

it('the rows of this file are F4, F6, F7, F10 and F24', ({ task }) => {
  expect(rowsOf(task.file.tasks)).toEqual(['F4', 'F6', 'F7', 'F10', 'F24']);
});
