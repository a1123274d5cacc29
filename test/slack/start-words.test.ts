import { expect, it } from 'vitest';
import { startWords } from '../../src/slack/web-api/start-words.ts';
import { sheet } from './block-text.ts';

it('the terminal says, once the app is ready, as whom it runs and what to do next', async () => {
  const bot = { workspace: 'Acme', handle: 'jogg' };
  const odd = { ...bot, workspace: 'A\u001b[31mc\nme\u202e' };
  const http = { bot, appId: 'A1', mode: 'http', port: 3000, reached: true } as const;
  const starts = [
    ['by Socket Mode', { ...http, mode: 'socket', reached: false }],
    ['over HTTP', http],
    ['over HTTP, never reached', { ...http, reached: false }],
    ['over HTTP, never reached, of an unknown app', { ...http, appId: null, reached: false }],
    ['over HTTP, while Slack cannot be asked', { ...http, bot: null }],
    ['in a workspace with an odd name', { ...http, bot: odd }],
  ] as const;
  const said = starts.map(([name, facts]) => [name, startWords(facts)]);
  await expect(sheet(said)).toMatchFileSnapshot('snapshots/start.txt');
});
