import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openState } from '../../src/store/open-state.ts';
import { RunFailure } from '../once-run.ts';
import { ADA, GENERAL, GRACE, LINUS, MARKETING } from '../slack/seed.ts';
import { type Guide, type Steps, videoIn } from './guide.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const MINUTE = 60_000;
/** One more than Jogg takes in a minute. */
const MOST_ORDERS = 21;

/** Waiting, and finding again. */
export const KNOWING: Steps = {
  '/jogg status: what is under way and what failed, with the way to its thread': async (g) => {
    await g.order({ script: '[never] Patience', video_name: 'Slow one' });
    await g.refused(
      await g.card('Slow one', /Rendering/),
      'cancel',
      GRACE,
      /Only the one who asked/,
    );
    const mine = /Slow one[\s\S]*Rendering[\s\S]*open its thread \(http/;
    g.message(await g.asked('status'), mine, /Hopeless[\s\S]*Failed/);
    const other = g.message(await g.asked('status', LINUS));
    g.check(!other.includes('Slow one'), 'somebody else reads of it');
  },
  'Longer than usual: said once, when it has taken a quarter of an hour': async (g) => {
    const card = await g.card('Slow one', /Rendering/);
    g.say('(The tour makes the record of this video sixteen minutes older.)');
    const slow = [...g.jogg.projects.values()].findLast(({ order }) =>
      order.script.includes('Patience'),
    );
    await growOlder(g, videoIn(card), 16 * MINUTE);
    await g.jogg.deliver(slow?.id ?? '');
    const late = /takes longer than usual/;
    g.message(await g.reply(MARKETING, card.ts, late));
    g.message(await g.card('Slow one', /longer than usual: more than 15 min so far/));
    const noted = g.slack.thread(MARKETING, card.ts).filter((each) => late.test(g.textOf(each)));
    g.check(noted.length === 1, `it was said ${noted.length} times`);
  },
  'Cancel while it renders: asked first, and honest about what may be charged': async (g) => {
    const card = await g.card('Slow one', /rendering/);
    g.say('Pressing Cancel asks first:');
    const dialog = /"confirm":\{[\s\S]*?"text":\{[\s\S]*?"text":"([^"]+)"/;
    const [, question = ''] = dialog.exec(JSON.stringify(card.blocks)) ?? [];
    g.show(question);
    g.check(/may still charge/.test(question), 'it is not said that Jogg may charge');
    await g.press(card, 'cancel');
    g.message(await g.told(ADA, MARKETING, /is being cancelled/, card.ts));
    g.message(await g.card('Slow one', /Cancelled/), /may have charged/);
  },
  '/jogg list: all of mine, newest first, a page at a time': async (g) => {
    const first = await g.asked('list');
    g.message(first);
    await g.press(first, 'list_older', ADA, GENERAL);
    g.say('“Older” turns the page:');
    g.message(await g.told(ADA, GENERAL, /Your videos 6–/), /\[Newer\]/);
  },
  'The Home tab: my videos with covers, what I spent, search, pages, remix and share': async (
    g,
  ) => {
    await g.driver.openHome({ user: ADA });
    const home = await g.home(ADA, /Done \(\d+\)/i);
    const month = /This month: \d+ videos, about \d+ credits/;
    const defaults = /Your last choices, filled in next time/;
    g.view(home, /Came to nothing \(\d+\)/i, /\[image Cover of the video/, month, defaults);
    const press = (actionId: string, selected: string | null = null) =>
      g.driver.click({ user: ADA, viewId: home.id, actionId, selected });
    await press('home_older');
    await g.home(ADA, /\[Back\]/);
    await press('home_newer');
    await g.home(ADA, /\[More\]/);
    await press('home_search', 'see-through');
    g.say('After paging there and back, a search for “see-through”:');
    g.view(await g.home(ADA, /Done \(1\)/i));
    await press('remix_again');
    const form = await g.form();
    g.check(/Filled in from the earlier video/.test(form.text()), 'remix opened no form');
    await form.close();
    await press('share');
    await g.driver.close({ viewId: (await g.modal(ADA, /Where to share it/)).id });
    await g.driver.openHome({ user: LINUS });
    const other = g.driver.viewText(await g.home(LINUS, /Try an example/));
    g.check(!/Spring sale/.test(other), 'Linus sees what is Ada’s');
  },
  'npm run doctor: tokens, scopes, Jogg, webhook, database': async (g) => {
    const { env, stateFile } = g.world;
    const { stdout } = await promisify(execFile)(process.execPath, [MAIN, 'doctor'], {
      env: { ...env },
      cwd: dirname(stateFile),
    }).catch((error: { stdout?: string }) => {
      throw new RunFailure(`the doctor found something:\n${error.stdout ?? ''}`);
    });
    g.show(stdout.trimEnd());
    for (const what of ['Slack bot token', 'Slack scopes', 'Jogg key', 'round trip', 'Database'])
      g.check(stdout.includes(what), `the doctor did not look at: ${what}`);
    g.check(!stdout.includes('✗'), 'the doctor found something');
  },
  'Many at once: each card says its place in line, and one in line is cancelled unpaid': async (
    g,
  ) => {
    const inLine = /Queued · (next|\d\w\w) in line for its turn at Jogg/;
    const waiting = () => g.cards().filter((each) => inLine.test(g.textOf(each)));
    for (let at = 1; at <= MOST_ORDERS && waiting().length < 2; at += 1)
      await g.order({ script: 'One of many', video_name: `Crowd ${at}` });
    const cards = await g.until('no card said its place in line', () =>
      waiting().length > 1 ? waiting() : undefined,
    );
    const [first, last] = [cards[0], cards.at(-1)];
    if (first === undefined || last === undefined) throw new RunFailure('nobody is in line');
    g.message(first);
    g.message(last);
    await g.press(last, 'cancel');
    g.say('Cancelled in line:');
    const name = /Crowd \d+/.exec(g.textOf(last))?.[0] ?? '';
    g.message(await g.card(name, /Cancelled/), /Nothing was paid\./);
  },
};

/** Nobody waits a quarter of an hour for a tour. */
async function growOlder({ world }: Guide, id: string, byMs: number): Promise<void> {
  const state = openState(`sqlite://${world.stateFile}`, () => undefined);
  try {
    const videos = state.keyvFor('video');
    const video = (await videos.get(id)) as { submittedAt: number } | undefined;
    if (video === undefined) throw new RunFailure(`there is no record of video ${id}`);
    await videos.set(id, { ...video, submittedAt: video.submittedAt - byMs });
  } finally {
    await state.close();
  }
}
