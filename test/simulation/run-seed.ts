import { scopeOf, unscopedId } from '../../src/domain/scope.ts';
import type { Video } from '../../src/domain/video/video.ts';
import { scopedLease } from '../../src/store/tenants/scoped-state.ts';
import { createApp } from './app.ts';
import type { Bug } from './bugs.ts';
import { startCallers } from './callers.ts';
import { createAccountRecords, createAsk } from './disk.ts';
import { createLedger, newProjectRegistry, type World } from './ledger.ts';
import { createMachine, type RunContext } from './machine.ts';
import { createRng } from './rng.ts';
import { AT_REST, checkRules, OF_FORMS, OF_MESSAGES, SCOPES } from './rules.ts';
import { HOUR, losesPower, MINUTE, START, scenarioOf } from './scenario.ts';
import { createTasks } from './tasks.ts';
import { createRunRecord, createTimeline } from './timeline.ts';

/** Longer than any video lasts: a day of waiting after each of three confirmations. */
const MAX_RUN_MS = 90 * HOUR;
/**
 * After the last fault and signal, everything must settle within this time: an unconfirmed video
 * checks for its receipt for the last time after an hour.
 */
const MAX_SETTLE_MS = 65 * MINUTE;

/**
 * Runs one seed: the real use cases in a simulated environment. `enough`: the broken rule that ends
 * the run early. `ends`: the final state of each video.
 */
export async function runSeed(
  seed: number,
  how: { trace?: boolean; bug?: Bug; enough?: string } = {},
) {
  const { trace: keep = false, bug = {}, enough } = how;
  const scenario = scenarioOf(seed);
  const timeline = createTimeline(START);
  const record = createRunRecord(timeline, keep);
  const context = { scenario, timeline, record, rng: createRng(seed), bug };
  const machine = createMachine(context);
  const unsynced: (() => void)[] = [];
  const ask = createAsk(machine, unsynced);
  const table = new Map<string, Video>();
  const queue = createTasks({ ...context, machine }, ask, (process) => (id, payload, lease) => {
    const of = scopeOf(id);
    const scope = bug.runs?.(of) ?? of;
    // A task of an unknown workspace does not run.
    const run = apps.get(scope)?.(process).runVideo ?? (async () => 'idle' as const);
    return run(unscopedId(id), payload, scopedLease(lease, of));
  });
  const { process: onProcess } = machine.hooks;
  machine.hooks.process = (process, change) => {
    if (!process.alive && losesPower(scenario, process.incarnation))
      for (const undo of unsynced.splice(0).toReversed()) undo();
    onProcess(process, change);
  };
  const worlds = createWorlds({ ...context, machine });
  const records = new Map<string | undefined, ReturnType<typeof createAccountRecords>>();
  const apps = new Map(
    worlds.map((world) => {
      const recordsOf = (account: string | undefined) => {
        const kept = records.get(account) ?? createAccountRecords(world, ask);
        records.set(account, kept);
        return kept;
      };
      const app = createApp(world, { ask, table, queue, recordsOf });
      startCallers(world, app);
      return [world.scope, app];
    }),
  );
  const isEnough = () => record.violations.some(({ rule }) => rule === enough);
  if (!(await timeline.run(START + MAX_RUN_MS, isEnough)))
    record.violate('everything settles', 'something is still going on after days');
  for (const world of worlds) checkEnd(world);
  const { violations, trace, hits } = record;
  const ends = worlds.flatMap(({ ledger }) =>
    ledger.forms.map((form) => ledger.videos.get(form.id)?.state ?? 'never begun'),
  );
  return { scenario, violations, trace, hits, hash: record.hash(), ends };
}

/**
 * The workspaces of a run, which share the processes. Both use the same ids of forms, people,
 * channels, messages and own projects; only texts show which workspace they belong to. The mishap
 * happens in the first workspace. The second one uses the operator's account, too, or its own, and
 * changes its key during the run.
 */
function createWorlds(context: RunContext): readonly World[] {
  const { timeline, scenario } = context;
  const { accounts, faultsUntil } = scenario;
  const ledgerOf = (all: ReturnType<typeof newProjectRegistry>) => createLedger(timeline.now, all);
  const projects = newProjectRegistry();
  const first = { ...context, scope: '', paying: () => undefined, ledger: ledgerOf(projects) };
  if (accounts === 'one') return [first];
  const keyNow = () => (timeline.now() > START + faultsUntil / 2 ? 'key 2' : 'key 1');
  const second = { ...first, scope: SCOPES[1], scenario: { ...scenario, mishap: 'none' } as const };
  return [
    { ...first, scope: SCOPES[0] },
    accounts === 'own'
      ? { ...second, paying: keyNow, ledger: ledgerOf(newProjectRegistry()) }
      : { ...second, ledger: ledgerOf(projects) },
  ];
}

function checkEnd(world: World): void {
  const { ledger } = world;
  checkRest(world);
  for (const form of ledger.forms) {
    checkRules(world, OF_FORMS, form);
    const video = ledger.videos.get(form.id);
    if (!video) continue;
    const videoCase = { video, entry: ledger.entryOf(form.id) };
    checkRules(world, AT_REST, videoCase);
    for (const message of ledger.messages)
      if (message.video === form.id && !message.deleted)
        checkRules(world, OF_MESSAGES, { ...videoCase, message });
  }
}

/** Checks that nothing changes after the last signal and its settling time. */
function checkRest({ scenario, machine, ledger, record }: World): void {
  const { mishap, mishapAt, backAfter } = scenario;
  const isRemoved = mishap === 'app removed';
  const back = isRemoved ? START + mishapAt + (backAfter ?? 0) : START;
  // If the app is never installed again, its messages end after a day.
  const givenUp = isRemoved && backAfter === null ? 24 * HOUR : 0;
  const last = Math.max(machine.lastFault(), ledger.lastSignalAt, back) + givenUp;
  const lateBy = ledger.lastStateChangeAt - last - MAX_SETTLE_MS;
  if (lateBy > 0) record.violate('everything settles', `moved on ${lateBy} ms too late`);
  if (machine.isStuck()) record.violate('everything settles', 'a flow waits for ever');
}
