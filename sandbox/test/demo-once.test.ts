import { describe, expect, test } from 'vitest';
import { runDemo } from './run-demo.ts';

const SCRIPT = 'Hello from the *demo* & <friends>';

/** What a real account's settings would break, were they used. */
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

describe.concurrent('the demo delivers one card, one result and pays once', () => {
  test.each([
    ['over HTTP with the webhook', []],
    ['over Socket Mode', ['--socket']],
    ['by polling alone', ['--no-webhook']],
    ['when the app is killed mid-render', ['--kill']],
    ['when the app is killed mid-render and there is no webhook', ['--kill', '--no-webhook']],
  ])('%s', async (_name, options) => {
    const demo = runDemo(['--once', SCRIPT, ...options], TRAPS);
    const code = await demo.ended;
    const { out, err } = demo.output;
    expect({ code, out, err }).toEqual({
      code: 0,
      out: expect.stringMatching(
        /^Jogg.*\n {2}@Ada Lovelace asked for a video[\s\S]*> Hello from the \*demo\* & <friends>\n[\s\S]*│ {3}@Ada Lovelace your video is ready[\s\S]*\n1 card, 1 result, 1 paid request\nvideo: http:\S+\.mp4\n$/,
      ),
      err: expect.stringMatching(
        options.includes('--kill')
          ? /^app started, pid \d+\napp started again, pid \d+\n$/
          : /^app started, pid \d+\n$/,
      ),
    });
  });
});

describe.concurrent('the demo ends with 1 and says why', () => {
  test.each([
    ['when Jogg fails to render', ['--once', '[fail: no voice]'], /the result has no video link/],
    ['when the form is refused', ['--once', 'x'.repeat(3001)], /script.*3000/],
    ['for an option it does not know', ['--wonce'], /--wonce is not an option/],
  ])('%s', async (_name, args, words) => {
    const demo = runDemo(args);
    const code = await demo.ended;
    expect({ code, err: demo.output.err }).toEqual({
      code: 1,
      err: expect.stringMatching(words),
    });
  });
});
