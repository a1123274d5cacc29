import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const DEMO = fileURLToPath(new URL('../demo.ts', import.meta.url));
const SCRIPT = 'Hello from the *demo* & <friends>';
/** Settings of a real account, which would break the demo if it used them. */
const TRAPS = {
  SLACK_BOT_TOKEN: 'xoxb-real',
  SLACK_APP_TOKEN: 'xapp-real',
  SLACK_API_URL: 'http://127.0.0.1:9/',
  JOGG_API_KEY: 'real',
  JOGG_API_URL: 'http://127.0.0.1:9',
  PUBLIC_URL: 'https://real.example.com',
  STATE_URL: 'sqlite:///nowhere/at/all',
  PORT: '1',
};

/** `sandbox/demo.ts` as its own process, with settings that it must not use. */
function runDemo(...args: string[]) {
  const env = { ...process.env, ...TRAPS };
  const child = spawn(process.execPath, [DEMO, ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output.err += text;
  });
  return {
    child,
    ended: once(child, 'close').then(() => ({ code: child.exitCode, ...output })),
    /** Resolves with the pattern's group once standard output matches. */
    async waitForOutput(pattern: RegExp): Promise<string> {
      for (;;) {
        const match = pattern.exec(output.out);
        if (match !== null) return match[1] ?? '';
        if (child.exitCode !== null) throw new Error(`ended: ${output.out}${output.err}`);
        await Promise.race([once(child.stdout, 'data'), once(child, 'close')]);
      }
    },
  };
}

const DELIVERED =
  /^Jogg.*\n {2}✅ Ready · Hello from the demo & <friends> · @Ada Lovelace\n[\s\S]*│ {3}@Ada Lovelace, your video is ready[\s\S]*\n1 card, 1 result, 1 paid request\nSlack over .*\nvideo: http:\S+\.mp4\n$/;
const TWO =
  /^In Sandbox, .*\n[\s\S]*@Ada Lovelace[\s\S]*\n1 card, 1 result, 1 paid request\n[\s\S]*\nIn Northwind, .*\n(?:(?!Ada)[\s\S])*@Nadia Noren(?:(?!Ada)[\s\S])*\n1 card, 1 result, 1 paid request\n/;
const KILL = ['--once', SCRIPT, '--socket', '--no-webhook', '--kill'];
const TOUR = /^1\. [\s\S]*\n21 steps, \d\d\d messages and views, all within Slack's limits\n$/;
const STARTED = /^app started, pid \d+\n$/;
const STARTED_AGAIN = /^app started, pid \d+\napp started again, pid \d+\n$/;

describe.concurrent('the demo', () => {
  test.each([
    ['completes the tour', 0, ['--tour'], TOUR, STARTED],
    ['delivers once over a socket with polling after a kill', 0, KILL, DELIVERED, STARTED_AGAIN],
    ['delivers in two workspaces', 0, ['--workspaces', '--once', SCRIPT], TWO, STARTED],
    ['ends with 1 if Jogg fails', 1, ['--once', '[fail]'], /^$/, /the result has no video link/],
    ['ends with 1 for an unknown option', 1, ['--wonce'], /^$/, /--wonce is not an option/],
  ])('%s', async (_title, code, args, out, err) => {
    const expected = [expect.stringMatching(out), expect.stringMatching(err)];
    expect(await runDemo(...args).ended).toEqual({ code, out: expected[0], err: expected[1] });
  });

  test('serves its page, restarts the app after a crash, and leaves no process after Ctrl-C', async () => {
    const demo = runDemo();
    try {
      const pid = Number(await demo.waitForOutput(/kill -9 (\d+)/));
      const url = await demo.waitForOutput(
        /in #marketing:\n\n {2}(\S+)\n[\s\S]*Ctrl-C stops everything/,
      );
      const page = await fetch(url);
      expect([page.status, page.headers.get('content-type'), await page.text()]).toEqual([
        ...[200, 'text/html; charset=utf-8', expect.stringContaining('src="main.js"')],
      ]);
      const paths = '/main.js /style.css /npm/htm /npm/ws /jogg-log.json /serve-page.ts'.split(' ');
      const forbidden = ['/../demo.ts', '/%2e%2e/demo-options.ts'];
      const statuses = [...paths, ...forbidden].map((path) => statusOf(url, path));
      expect(await Promise.all(statuses)).toEqual([200, 200, 200, 404, 200, 404, 404, 404]);

      process.kill(pid, 'SIGKILL');
      const again = Number(await demo.waitForOutput(/started again, pid (\d+)/));
      const command = { channel: 'C0MARKETNG', command: '/jogg', text: 'after the crash' };
      const init = { method: 'POST', body: JSON.stringify(command) };
      const opened = await fetch(`${url}/_sandbox/command`, init);
      expect(await opened.json()).toMatchObject({ ok: true });
      demo.child.kill('SIGINT');
      expect((await demo.ended).code).toBe(0);
      expect([pid, again].map(isAlive)).toEqual([false, false]);
    } finally {
      // SIGTERM, not SIGKILL, so that the demo also ends the app.
      demo.child.kill('SIGTERM');
      await demo.ended;
    }
  });
});

/** The status of a path that `fetch` would normalize. */
async function statusOf(url: string, path: string): Promise<number | undefined> {
  const [response] = await once(request(url, { path }).end(), 'response');
  response.resume();
  return response.statusCode;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
