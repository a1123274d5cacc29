import { request } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isAlive, type RunningDemo, runDemo } from './run-demo.ts';

let demo: RunningDemo;
let url: string;
let pid: number;

beforeEach(async () => {
  demo = runDemo([]);
  pid = Number((await demo.outputMatches(/The app runs, pid (\d+)/))[1]);
  url = (await demo.outputMatches(/Open {2}(\S+)\n/))[1] ?? '';
  await demo.outputMatches(/Ctrl-C stops everything/);
});

// SIGTERM, not SIGKILL: the demo takes the app with it.
afterEach(async () => {
  demo.child.kill('SIGTERM');
  await demo.ended;
});

test('the page is served, the app is started again when it dies, and Ctrl-C leaves nothing behind', async () => {
  const page = await fetch(url);
  expect([page.status, page.headers.get('content-type'), await page.text()]).toEqual([
    200,
    'text/html; charset=utf-8',
    expect.stringContaining('src="main.js"'),
  ]);
  const names = ['/main.js', '/style/form.css', '/jogg-log.json', '/nothing.js', '/serve-page.ts'];
  const statuses = names.map(async (name) => (await fetch(url + name)).status);
  expect(await Promise.all(statuses)).toEqual([200, 200, 200, 404, 404]);
  expect(await rawStatus('/../demo.ts')).toBe(404);
  expect(await rawStatus('/%2e%2e/demo-options.ts')).toBe(404);

  process.kill(pid, 'SIGKILL');
  const again = Number((await demo.outputMatches(/started again: pid (\d+)/))[1]);
  expect(isAlive(again)).toBe(true);
  const opened = await fetch(`${url}/_sandbox/command`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ channel: 'C0MARKETNG', command: '/jogg', text: 'after the crash' }),
  });
  expect(await opened.json()).toMatchObject({ ok: true });

  demo.child.kill('SIGINT');
  expect(await demo.ended).toBe(0);
  expect([isAlive(pid), isAlive(again)]).toEqual([false, false]);
});

/** The status of a path that `fetch` would tidy up. */
function rawStatus(path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { path }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}
