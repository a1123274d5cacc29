import { createApp } from './app.ts';
import { createDice } from './dice.ts';
import { createDisk } from './disk.ts';
import { createJogg } from './jogg-world.ts';
import { AT_REST, judge, OF_FORMS } from './judge.ts';
import { createLedger } from './ledger.ts';
import { createMachine } from './machine.ts';
import { beginPeople } from './people.ts';
import { createRunRecord } from './run-record.ts';
import { HOUR, MINUTE, START, scenarioOf } from './scenario.ts';
import { createSlack } from './slack-world.ts';
import { createTasks } from './tasks.ts';
import { createTimeline } from './timeline.ts';
import { beginWebhooks } from './webhooks.ts';
import type { Bug, World } from './world.ts';

/** Longer than the longest life: a day of waiting after each of three confirmations. */
const LONGEST_MS = 90 * HOUR;
/**
 * Once nothing fails any more, this much after Jogg and people are done all must be at rest: an
 * unconfirmed video looks for what it missed after an hour for the last time.
 */
const REST_WITHIN_MS = 65 * MINUTE;
/** Odd answers are believed after six, at the slowest pace of looking. */
const ODD_MS = 6 * 18 * MINUTE;
const DAY = 24 * HOUR;

type Options = { readonly trace?: boolean; readonly bug?: Bug; readonly cancels?: boolean };

/**
 * Lives through one seed: the real use cases, everything around them simulated. `ends`: the state
 * that each video ended in.
 */
export async function runSeed(seed: number, options: Options = {}) {
  const drawn = scenarioOf(seed);
  const scenario = { ...drawn, cancels: options.cancels ?? drawn.cancels };
  const timeline = createTimeline(START);
  const record = createRunRecord(timeline, options.trace ?? false);
  const dice = createDice(seed);
  const ledger = createLedger();
  const machine = createMachine({ scenario, timeline, record, dice });
  const world: World = {
    ...{ scenario, timeline, record, dice, machine, ledger },
    bent: { pollScale: 1, fenced: true },
    hear: { saved: () => {}, shown: () => {}, project: () => {} },
    news(id = '') {
      const project = ledger.projects.get(id);
      const endsAt = project?.truth === 'never' ? timeline.now() + DAY : (project?.endsAt ?? 0);
      const end = Math.max(timeline.now(), endsAt) + (project ? ODD_MS : 0);
      ledger.lastNews = Math.max(ledger.lastNews, end);
    },
    refusal: (channel) => slack.refusal(channel),
    app: (process) => app(process),
  };
  const disk = createDisk(world);
  const jogg = createJogg(world);
  const slack = createSlack(world);
  const app = createApp(world, { disk, jogg, slack, queue: createTasks(world, disk) }, options.bug);
  beginWebhooks(world);
  beginPeople(world);
  if (!(await timeline.run(START + LONGEST_MS)))
    record.violate('comes to rest', 'something is still going on after days');
  judgeRest(world);
  for (const form of ledger.forms) {
    judge(world, OF_FORMS, form);
    const video = ledger.videos.get(form.id);
    if (video) judge(world, AT_REST, { video, account: ledger.account(form.id) });
  }
  const { violations, trace, hits } = record;
  const ends = ledger.forms.map((form) => ledger.videos.get(form.id)?.state ?? 'never begun');
  return { seed, scenario, violations, trace, hits, hash: record.hash(), ends };
}

/** Nothing may go on for longer than what was new could keep it up. */
function judgeRest({ scenario, machine, ledger, record }: World): void {
  const { mishap, mishapAt, backAfter } = scenario;
  const isRemoved = mishap === 'app removed';
  // What an app that is never back cannot tell is given up after a day.
  const givenUp = isRemoved && backAfter === null ? DAY : 0;
  const back = isRemoved ? START + mishapAt + (backAfter ?? 0) : START;
  const bound = Math.max(machine.lastFault(), ledger.lastNews, back) + givenUp + REST_WITHIN_MS;
  const lateMin = Math.round((ledger.lastMove - bound) / MINUTE);
  if (ledger.lastMove > bound) record.violate('comes to rest', `moved on ${lateMin} min too late`);
  if (machine.waiting() > 0) record.violate('comes to rest', 'a flow waits for ever');
}
