import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { RunFailure } from '../once-run.ts';
import { ADA, GRACE, LINUS } from '../slack/seed.ts';
import type { Steps } from './guide.ts';

const MAIN = fileURLToPath(new URL('../../src/start.js', import.meta.url));
/** One more than Jogg accepts per minute. */
const MAX_ORDERS = 21;

/** Status, Home, doctor and waiting in line. */
export const STATUS_STEPS: Steps = {
  '/jogg status: what is in progress and what failed, with links to the threads': async (g) => {
    await g.order({ script: '[never] Patience', video_name: 'Slow one' });
    const card = await g.card('Slow one', /In progress/);
    await g.denied(card, 'cancel', GRACE, /Only @?.*, who made this video/);
    const mine = /Slow one[\s\S]*In progress[\s\S]*Open thread \(http/;
    g.message(await g.runCommand('status'), mine, /Hopeless[\s\S]*Failed/);
    g.message(await g.runCommand('status', LINUS));
  },
  'Cancel a render: confirmed first, and honest about a possible charge': async (g) => {
    const card = await g.card('Slow one', /Just started/);
    const dialog = /"confirm":\{[\s\S]*?"text":\{[\s\S]*?"text":"([^"]+)"/;
    g.say('Pressing Cancel asks first:');
    g.show(dialog.exec(JSON.stringify(card.blocks))?.[1] ?? '', [/may still charge/]);
    await g.press(card, 'cancel');
    g.message(await g.card('Slow one', /Cancelled/), /may have charged/);
  },
  'The Home tab: my videos with covers, what I spent, search, remix and share': async (g) => {
    await g.driver.openHome({ user: ADA });
    const home = await g.home(ADA, /Ready \(\d+\)/i);
    const spent = /This month: \d+ videos, about \d+ credits/;
    const cover = /\[image Cover of the AI-generated video/;
    g.view(home, /Show failed or cancelled \(\d+\)/i, cover, spent, /Recent looks/);
    const press = (actionId: string, selected: string | null = null) =>
      g.driver.click({ viewId: home.id, actionId, selected });
    await press('home_search', 'see-through');
    g.say('A search for “see-through”:');
    const found = await g.home(ADA, /Ready \(1\)/i);
    const text = g.driver.viewText(found);
    g.show(text.slice(text.indexOf('READY')));
    await press('remix', /"(script:[^"]+)"/.exec(JSON.stringify(found.blocks))?.[1]);
    const form = await g.form();
    g.check(/This makes a new video/.test(form.text()), 'remix opened no form');
    await form.close();
    await press('share');
    await g.driver.close({ viewId: (await g.modal(ADA, /Where to share it/)).id });
    await g.driver.openHome({ user: LINUS });
    const other = g.driver.viewText(await g.home(LINUS, /Try an example/));
    g.check(!/Spring sale/.test(other), 'Linus sees Ada’s video');
  },
  'npm run doctor: tokens, scopes, Jogg, webhook, database': async (g) => {
    const { env, stateFile } = g.world;
    const where = { env: { ...env }, cwd: dirname(stateFile) };
    const { stdout } = await promisify(execFile)(process.execPath, [MAIN, 'doctor'], where).catch(
      (error: { stdout?: string }) => {
        throw new RunFailure(`the doctor found something:\n${error.stdout ?? ''}`);
      },
    );
    const CHECKS = [/Slack bot token/, /Slack scopes/, /Jogg key/, /round trip/, /Database/];
    g.show(stdout.trimEnd(), CHECKS, 15);
    g.check(!stdout.includes('✗'), 'the doctor found something');
  },
  'Many at once: each card shows its place in line; one is cancelled there unpaid': async (g) => {
    const inLine = /Waiting · .*\n.*(Next|\d\w\w) in line/;
    const waiting = () => g.cards().filter((each) => inLine.test(g.textOf(each)));
    for (let at = 1; at <= MAX_ORDERS && waiting().length < 2; at += 1)
      await g.order({ script: 'One of many', video_name: `Crowd ${at}` });
    const two = () => (waiting().length > 1 ? waiting() : undefined);
    const [first, ...others] = await g.until('no card showed its place in line', two);
    const last = others.at(-1);
    if (first === undefined || last === undefined) throw new RunFailure('no video is in line');
    g.message(first);
    g.message(last);
    await g.press(last, 'cancel');
    g.say('Cancelled while in line:');
    const name = /Crowd \d+/.exec(g.textOf(last))?.[0] ?? '';
    g.message(await g.card(name, /Cancelled/), /Nothing was paid\./);
  },
};
