import { expect, it } from 'vitest';
import { freePort } from '../../sandbox/free-port.ts';
import { startHttpServer } from '../support/listen.ts';
import { DELIVERED } from './ends.ts';
import { ALWAYS, HOUR, MINUTE, manualStage, SECOND, type SlackFault } from './manual-stage.ts';

// Other headers: `slack/classify`.
it.each<[string, string, SlackFault, number]>([
  ['F2', 'without a header', { kind: 'ratelimited' }, 30],
  ['F2', 'until a date', { kind: 'ratelimited', retryAfter: 'Mon, 01 Jun 2026 12:01:42 GMT' }, 102],
  ['F2', 'of a day', { kind: 'ratelimited', retryAfter: 86_400 }, 15 * 60],
  ['F3', 'in a 200', { kind: 'error', error: 'ratelimited' }, 30],
])('%s: after a limit %s the app waits, then posts the card once', async (_, _what, slack, s) => {
  const stage = await manualStage();
  const at = stage.now();
  const ended = await stage.play({ slot: 'card', slack });
  const sent = stage.calls('chat.postMessage', 'v', 'card').map((call) => call.at);
  expect([ended, sent]).toEqual([{ ...DELIVERED, posted: 2 }, [at, at + s * SECOND]]);
});

it('F6: after a refused connection the app tries again at once, and posts once', async () => {
  const stage = await manualStage({ slack: { port: await freePort() } });
  await stage.slack.stop();
  stage.make('v');
  await stage.pass(3 * SECOND);
  const before = [await stage.state('v'), stage.slack.log.length];
  await stage.slack.start();
  await stage.finish();
  expect([before, await stage.end('v', 'card')]).toEqual([['requested', 0], DELIVERED]);
});

it.each<[string, string, SlackFault, number]>([
  ['F4', 'status 503', { kind: 'status', status: 503 }, 30 * SECOND],
  ['F10', 'HTML of a proxy', { kind: 'html' }, 30 * SECOND],
  ['F14, F32', 'token_revoked', { kind: 'error', error: 'token_revoked' }, 5 * MINUTE],
  ['F14', 'invalid_auth', { kind: 'error', error: 'invalid_auth' }, 5 * MINUTE],
])('%s: in an hour of %s the app only probes, then shows all once', async (_, _what, spec, gap) => {
  const stage = await manualStage();
  const names = Array.from({ length: 12 }, (_each, index) => `v${index}`);
  for (const name of names.slice(0, 10)) stage.make(name);
  await stage.pass(0);
  const [before, paid] = [stage.slack.log.length, stage.paid().length];
  stage.slack.fault({ ...spec, method: '*', times: ALWAYS });
  await stage.pass(HOUR / 2);
  for (const name of names.slice(10)) stage.make(name);
  await stage.pass(HOUR / 2);
  const asked = stage.slack.log.slice(before).map(({ at }) => at);
  const meanwhile = stage.paid().length;
  stage.slack.clearFaults();
  await stage.finish();

  const [first = 0] = asked;
  const probes = asked.filter((at) => at > first);
  const gaps = probes.map((at, index) => at - (probes[index - 1] ?? first));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(gap);
  expect(probes.length).toBeGreaterThan(HOUR / gap / 2);
  // Five failures in a row mean that Slack is down; seven more calls may run beside the fifth.
  expect([asked.length - probes.length <= 5 + 7, meanwhile]).toEqual([true, paid]);
  const ends = await Promise.all(names.map((name) => stage.end(name)));
  const posted = expect.any(Number);
  expect(ends).toEqual(names.map(() => ({ ...DELIVERED, paid: 12, posted })));
});

it('F24: the app follows no redirect to another host and sends no token there', async () => {
  const other = await startHttpServer((_, response) => void response.end('{"ok":true}'));
  const location = `${other.url}api/chat.postMessage`;
  const ended = await (await manualStage()).play({ slack: { kind: 'redirect', location } });
  expect([ended, other.hits.paths]).toEqual([{ ...DELIVERED, posted: 2 }, []]);
});
