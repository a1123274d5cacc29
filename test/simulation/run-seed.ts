import { createApp } from './app.ts';
import type { Bug } from './bugs.ts';
import { createDice } from './dice.ts';
import { createDisk } from './disk.ts';
import { createJogg } from './jogg-world.ts';
import { AT_REST, judge, OF_FORMS, OF_MESSAGES } from './judge.ts';
import { createLedger, type World } from './ledger.ts';
import { createMachine, type Watch } from './machine.ts';
import { beginPeople } from './people.ts';
import { createRunRecord } from './run-record.ts';
import { HOUR, MINUTE, type Scenario, START, scenarioOf } from './scenario.ts';
import { createSlack } from './slack-world.ts';
import { createTasks } from './tasks.ts';
import { createTimeline } from './timeline.ts';
import { beginWebhooks } from './webhooks.ts';

/** Longer than the longest life: a day of waiting after each of three confirmations. */
const LONGEST_MS = 90 * HOUR;
/**
 * Once nothing fails any more, this much after Jogg and people are done all must be at rest: an
 * unconfirmed video looks for what it missed after an hour for the last time.
 */
const REST_WITHIN_MS = 65 * MINUTE;

interface RunOptions {
  readonly trace?: boolean;
  readonly bug?: Bug;
  readonly watch?: Watch;
}

/** Lives through one seed: the real use cases, everything around them simulated. */
export const runSeed = (seed: number, options: RunOptions = {}) =>
  runScenario(scenarioOf(seed), options);

/** `ends`: the state that each video ended in. */
export async function runScenario(
  scenario: Scenario,
  { trace: keep = false, bug = {}, watch }: RunOptions,
) {
  const timeline = createTimeline(START);
  const record = createRunRecord(timeline, keep);
  const basis = { scenario, timeline, record, dice: createDice(scenario.seed), bug, watch };
  const ledger = createLedger(timeline.now);
  const world: World = { ...basis, ledger, machine: createMachine(basis) };
  const disk = createDisk(world);
  const jogg = createJogg(world);
  const slack = createSlack(world);
  const queue = createTasks(world, disk, (process) => app(process).runVideo);
  const app = createApp(world, { disk, jogg, slack, queue });
  beginWebhooks(world, app);
  beginPeople(world, app);
  if (!(await timeline.run(START + LONGEST_MS)))
    record.violate('comes to rest', 'something is still going on after days');
  judgeRest(world);
  for (const form of ledger.forms) {
    judge(world, OF_FORMS, form);
    const video = ledger.videos.get(form.id);
    if (!video) continue;
    const life = { video, account: ledger.account(form.id) };
    judge(world, AT_REST, life);
    for (const message of ledger.messages)
      if (message.video === form.id && !message.deleted)
        judge(world, OF_MESSAGES, { ...life, message });
  }
  const { violations, trace, hits } = record;
  const ends = ledger.forms.map((form) => ledger.videos.get(form.id)?.state ?? 'never begun');
  return { scenario, violations, trace, hits, hash: record.hash(), ends };
}

/** Nothing may go on for longer than what was new could keep it up. */
function judgeRest({ scenario, machine, ledger, record }: World): void {
  const { mishap, mishapAt, backAfter } = scenario;
  const isRemoved = mishap === 'app removed';
  const back = isRemoved ? START + mishapAt + (backAfter ?? 0) : START;
  // What an app that is never back cannot tell is given up after a day.
  const givenUp = isRemoved && backAfter === null ? 24 * HOUR : 0;
  const last = Math.max(machine.lastFault(), ledger.lastNews, back) + givenUp;
  const lateBy = ledger.lastMove - last - REST_WITHIN_MS;
  if (lateBy > 0) record.violate('comes to rest', `moved on ${lateBy} ms too late`);
  if (machine.waiting() > 0) record.violate('comes to rest', 'a flow waits for ever');
}
