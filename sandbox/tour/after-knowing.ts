import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createKeyvFor } from '../../src/store/keyv-for.ts';
import { openSqlite } from '../../src/store/sqlite-file.ts';
import { RunFailure } from '../once-run.ts';
import { elementsOf } from '../slack/rules/block-kit.ts';
import { ADA, GENERAL, GRACE, LINUS, MARKETING } from '../slack/seed.ts';
import { order, settled } from './form.ts';
import { type Guide, type Step, videoIn } from './guide.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const MINUTE = 60_000;
/** One more than Jogg takes in a minute. */
const MOST_ORDERS = 21;

/** Waiting, and finding again. */
export const KNOWING: readonly Step[] = [
  {
    title: '/jogg status: what is under way and what failed, with the way to its thread',
    async run(guide) {
      await order(guide, { script: '[never] Patience', video_name: 'Slow one' });
      const card = await guide.card('Slow one', /Rendering/);
      await guide.refused(card, 'cancel', GRACE, /Only the one who asked/);
      const text = guide.message(await asked(guide, 'status'));
      guide.check(
        /Slow one[\s\S]*Rendering[\s\S]*open its thread \(http/.test(text),
        'it is not there',
      );
      guide.check(/Hopeless[\s\S]*Failed/.test(text), 'what failed is not there');
      guide.say('Linus asks, too:');
      const other = guide.message(await asked(guide, 'status', LINUS));
      guide.check(!other.includes('Slow one'), 'somebody else reads of it');
    },
  },
  {
    title: 'Longer than usual: said once, when it has taken a quarter of an hour',
    async run(guide) {
      const { ts } = await guide.card('Slow one', /Rendering/);
      guide.say('(The tour makes the record of this video sixteen minutes older.)');
      const id = [...guide.jogg.projects.values()].findLast(({ order: { script } }) =>
        script.includes('Patience'),
      )?.id;
      const late = /takes longer than usual/;
      const noted = () =>
        guide.slack.thread(MARKETING, ts).filter((each) => late.test(guide.textOf(each)));
      await grownOlder(guide, videoIn(await guide.card('Slow one')), 16 * MINUTE);
      await guide.jogg.deliver(id ?? '');
      guide.message(await guide.reply(MARKETING, ts, late));
      guide.message(await guide.card('Slow one', /longer than usual: more than 15 min so far/));
      guide.check(noted().length === 1, `it was said ${noted().length} times`);
    },
  },
  {
    title: 'Cancel while it renders: asked first, and honest about what may be charged',
    async run(guide) {
      const card = await guide.card('Slow one', /rendering/);
      const cancel = JSON.stringify(card.blocks);
      guide.say('Pressing Cancel asks first:');
      const [, question] =
        /"confirm":\{[\s\S]*?"text":\{[\s\S]*?"text":"([^"]+)"/.exec(cancel) ?? [];
      guide.show(question ?? '');
      guide.check(/may still charge/.test(question ?? ''), 'it is not said that Jogg may charge');
      await guide.press(card, 'cancel');
      guide.message(await guide.told(ADA, MARKETING, /is being cancelled/, card.ts));
      const cancelled = await guide.card('Slow one', /Cancelled/);
      guide.message(cancelled);
      guide.check(/may have charged/.test(guide.textOf(cancelled)), 'the card hides what it costs');
    },
  },
  {
    title: '/jogg list: all of mine, newest first, a page at a time',
    async run(guide) {
      const first = await asked(guide, 'list');
      guide.message(first);
      await guide.press(first, 'list_older', ADA, GENERAL);
      const second = await guide.told(ADA, GENERAL, /Your videos 6–/);
      guide.say('“Older” turns the page:');
      guide.message(second);
      guide.check(/\[Newer\]/.test(guide.textOf(second)), 'there is no way back');
    },
  },
  {
    title: 'The Home tab: my videos with covers, what I spent, search, pages, remix and share',
    async run(guide) {
      await guide.driver.openHome({ user: ADA });
      const home = await guide.home(ADA, /Done \(\d+\)/i);
      const text = guide.view(home);
      guide.check(/Came to nothing \(\d+\)/i.test(text), 'what failed is not there');
      guide.check(/\[image Cover of the video/.test(text), 'there are no covers');
      guide.check(/This month: \d+ videos, about \d+ credits/.test(text), 'no word of the cost');
      guide.check(/Your last choices, filled in next time/.test(text), 'no word of my defaults');
      const press = (actionId: string, selected?: string) =>
        guide.driver.click({
          user: ADA,
          viewId: home.id,
          actionId,
          ...(selected === undefined ? {} : { selected }),
        });
      await press('home_older');
      await guide.home(ADA, /\[Back\]/);
      await press('home_newer');
      await guide.home(ADA, /\[More\]/);
      await press('home_search', 'see-through');
      const found = await guide.home(ADA, /Done \(1\)/i);
      guide.say('After paging there and back, a search for “see-through”:');
      guide.view(found);
      await press('remix_again');
      const form = await settled(guide, (await guide.modal()).id);
      guide.check(/Filled in from the earlier video/.test(form.text()), 'remix opened no form');
      await form.close();
      const [share] = found.blocks.filter((block) =>
        elementsOf(block).some((each) => each['action_id'] === 'share'),
      );
      guide.check(share, 'there is no Share');
      await press('share');
      await guide.modal(ADA, /Where to share it/);
      await guide.dismiss();
      await guide.driver.openHome({ user: LINUS });
      const other = await guide.home(LINUS, /Try an example/);
      guide.check(!/Spring sale/.test(guide.driver.viewText(other)), 'Linus sees what is Ada’s');
    },
  },
  {
    title: 'npm run doctor: tokens, scopes, Jogg, webhook, database',
    async run(guide) {
      const { env, stateFile } = guide.world;
      const run = promisify(execFile);
      const { stdout } = await run(process.execPath, [MAIN, 'doctor'], {
        env: { ...env },
        cwd: dirname(stateFile),
      }).catch((error: { stdout?: string }) => {
        throw new RunFailure(`the doctor found something:\n${error.stdout ?? ''}`);
      });
      guide.show(stdout.trimEnd());
      for (const what of ['Slack bot token', 'Slack scopes', 'Jogg key', 'round trip', 'Database'])
        guide.check(stdout.includes(what), `the doctor did not look at: ${what}`);
      guide.check(!stdout.includes('✗'), 'the doctor found something');
    },
  },
  {
    title: 'Many at once: each card says its place in line, and one in line is cancelled unpaid',
    async run(guide) {
      const inLine = /Queued · (next|\d\w\w) in line for its turn at Jogg/;
      const waiting = () => guide.cards().filter((each) => inLine.test(guide.textOf(each)));
      for (let at = 1; at <= MOST_ORDERS && waiting().length < 2; at += 1)
        await order(guide, { script: 'One of many', video_name: `Crowd ${at}` });
      const [first, last] = await guide.until('no card said its place in line', () => {
        const cards = waiting();
        return cards.length > 1 ? [cards[0], cards.at(-1)] : undefined;
      });
      if (first === undefined || last === undefined) throw new RunFailure('nobody is in line');
      guide.message(first);
      guide.message(last);
      await guide.press(last, 'cancel');
      const name = /Crowd \d+/.exec(guide.textOf(last))?.[0] ?? '';
      const cancelled = await guide.card(name, /Cancelled/);
      guide.say('Cancelled in line:');
      guide.message(cancelled);
      guide.check(/Nothing was paid\./.test(guide.textOf(cancelled)), 'it was not free');
    },
  },
];

async function asked(guide: Guide, text: string, user: string = ADA) {
  guide.say(`/jogg ${text}, for the eyes of the one who asks alone:`);
  const { ephemeral } = await guide.driver.command({ user, channel: GENERAL, text });
  const [answer] = ephemeral;
  if (answer === undefined) throw new RunFailure(`/jogg ${text} said nothing`);
  return answer;
}

/** Nobody waits a quarter of an hour for a tour. */
async function grownOlder(guide: Guide, id: string, byMs: number): Promise<void> {
  const file = openSqlite(guide.world.stateFile);
  try {
    const videos = createKeyvFor(file)('video');
    const video = (await videos.get(id)) as { submittedAt: number } | undefined;
    if (video === undefined) throw new RunFailure(`there is no record of video ${id}`);
    await videos.set(id, { ...video, submittedAt: video.submittedAt - byMs });
  } finally {
    file.close();
  }
}
