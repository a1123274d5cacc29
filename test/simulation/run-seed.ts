import type { Receipt, UserCommand, Video } from '../../src/domain/video/video.ts';
import { createAudioWorld } from './audio-world.ts';
import { beginCancelling } from './cancelling.ts';
import { createCases, type Ports } from './cases.ts';
import { createDice } from './dice.ts';
import { createDisk } from './disk.ts';
import { createJoggWorld } from './jogg-world.ts';
import { judge, judgeProjects } from './judge.ts';
import { createLedger } from './ledger.ts';
import { createMachine } from './machine.ts';
import { createPeople } from './people.ts';
import { createRunRecord, type Violation } from './run-record.ts';
import { type Scenario, START, scenarioOf } from './scenario.ts';
import { createSlackWorld } from './slack-world.ts';
import { createTasks } from './tasks.ts';
import { createTimeline } from './timeline.ts';
import { createUnmatched } from './unmatched.ts';
import { createWebhooks } from './webhooks.ts';

/** What one seed came to. */
export interface Outcome {
  readonly seed: number;
  readonly scenario: Scenario;
  readonly violations: readonly Violation[];
  readonly trace: readonly string[];
  readonly hits: ReadonlySet<string>;
  readonly hash: string;
  /** The state that each video ended in. */
  readonly ends: readonly string[];
}

/** Bends the ports: the simulation must notice. */
export type Bug = (ports: Ports) => void;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Longer than the longest life: a day of waiting after each of three confirmations. */
const LONGEST_MS = 90 * HOUR;
/** Once nothing fails any more, this much after Jogg and people are done all must be at rest. */
const REST_WITHIN_MS = 45 * MINUTE;
/** Odd answers are believed after six, at the slowest pace of looking. */
const ODD_MS = 6 * 18 * MINUTE;

/** What an app that is never back cannot tell is given up after a day. */
const isNeverBack = ({ mishap, backAfter }: Scenario): boolean =>
  mishap === 'app removed' && backAfter === null;
/** When an app that was removed is back, ms since the start. */
const removedUntil = ({ mishap, mishapAt, backAfter }: Scenario): number =>
  mishap === 'app removed' ? mishapAt + (backAfter ?? 0) : 0;

/** Lives through one seed: the real use cases, everything around them simulated. */
export async function runSeed(
  seed: number,
  options: { readonly trace?: boolean; readonly bug?: Bug; readonly cancels?: boolean } = {},
): Promise<Outcome> {
  const scenario = scenarioOf(seed);
  const timeline = createTimeline(START);
  const record = createRunRecord(timeline, options.trace ?? false);
  const dice = createDice(seed);
  const machine = createMachine({ scenario, timeline, record, dice });
  const after = timeline.after;
  let lastSave = START;
  let lastNews = START;
  let watch: (video: Video) => void = () => {};

  const ledger = createLedger({
    record,
    now: timeline.now,
    stored: (id) => disk.videos.get(id),
    isHeldBy: (actor) => tasks.isHeldBy(actor),
    jogg: () => jogg,
    slack: () => slack,
  });
  const disk = createDisk({
    machine,
    scenario,
    dice,
    onSave(before, video, actor, askedAt) {
      if (before?.state !== video.state) lastSave = timeline.now();
      ledger.onSave(before, video, actor, askedAt);
      watch(video);
    },
    onReceipt(id: string, { project }: Receipt) {
      ledger.account(id).receipts.add(project.id);
      const never = jogg.projects.get(project.id)?.truth === 'never';
      lastNews = Math.max(lastNews, timeline.now() + (never ? 24 * HOUR : ODD_MS));
    },
    onCommand(id: string, command: UserCommand) {
      const account = ledger.account(id);
      if (command.choice === 'ask_again') account.asked.add(command.confirmation);
      if (command.choice === 'take_likely' && command.project !== undefined) {
        account.taken.add(command.project);
        const never = jogg.projects.get(command.project)?.truth === 'never';
        lastNews = Math.max(lastNews, timeline.now() + (never ? 24 * HOUR : ODD_MS));
      }
      if (command.choice === 'give_up') account.gaveUp.add(command.confirmation);
      if (command.choice === 'cancel') account.cancelled.add(command.confirmation);
      account.command = command;
      lastNews = Math.max(lastNews, timeline.now());
    },
  });
  const jogg = createJoggWorld({
    machine,
    scenario,
    dice,
    record,
    onSubmit: ledger.onSubmit,
    onLook: ledger.onLook,
    onProject(project) {
      const ends = project.truth === 'never' ? timeline.now() + 24 * HOUR : project.endsAt;
      const odd = project.truth === 'empty' || project.truth === 'lost';
      lastNews = Math.max(lastNews, odd ? ends + ODD_MS : ends);
      webhooks.about(project);
    },
  });
  const slack = createSlackWorld({
    machine,
    scenario,
    dice,
    after,
    onSend: ledger.onSend,
    onShown(message, video) {
      ledger.onShown(message, video);
      if (message.cardVersion.startsWith('unconfirmed') && video.state === 'unconfirmed')
        people.seeChoice(video);
    },
  });
  const sleep = (ms: number): Promise<void> =>
    machine.call('clock.sleep', () => ({ label: 'done', answerMs: ms, answer: () => undefined }));
  const tasks = createTasks({
    machine,
    disk,
    dice,
    record,
    after,
    sleep,
    freesAtStart: scenario.embedded,
    runVideo: (process) => casesOf(process).runVideo,
    isFenced: () => ports.fenced,
  });

  const ports: Ports = {
    store: disk.store,
    queue: tasks.queue,
    messenger: slack.messenger,
    renderer: jogg.renderer,
    pollScale: 1,
    fenced: true,
  };
  options.bug?.(ports);
  const random = createDice(seed ^ 0x5bd1e995).random;
  const unconfirmed = createUnmatched(disk, timeline.now);
  const casesOf = createCases({
    ports,
    unconfirmed,
    identify: jogg.identify,
    storeFile: slack.storeFile,
    prepareAudio: createAudioWorld({ machine, scenario, dice, ledger }),
    take: () =>
      machine.call('paying.take', () => {
        const busy = machine.isFaulty() ? 0.08 : 0;
        const waits = dice.happens(machine.isAimed('paying.take') ? 0.3 : busy);
        const ms = waits ? dice.between(500, 30_000) : 0;
        return { label: waits ? 'wait' : 'now', answerMs: dice.between(0, 2), answer: () => ms };
      }),
    rendered: () => disk.ask('rendered.learn', () => undefined),
    remember: () => disk.ask('videos.remember', () => undefined),
    onAdded(id) {
      for (const form of people.forms) if (form.id === id) form.added = true;
    },
    clock: { now: timeline.now, monotonic: timeline.now, sleep },
    random,
    webhook: scenario.webhook,
    logEvent: (event, fields = {}) => record.logEvent(`log ${event} ${JSON.stringify(fields)}`),
  });
  const webhooks = createWebhooks({
    machine,
    scenario,
    dice,
    record,
    after,
    receive: (process) => casesOf(process).receive,
    stored: (id) => disk.videos.get(id),
    given: (project, besides) =>
      [...disk.videos.values()].some((each) => each.id !== besides && each.project?.id === project),
  });
  const people = createPeople({
    machine,
    scenario,
    dice,
    record,
    after,
    request: (process) => casesOf(process).request,
    allowed: (process) => casesOf(process).allowed,
    resolveUnconfirmed: (process) => casesOf(process).resolveUnconfirmed,
  });

  people.begin();
  if (options.cancels ?? scenario.cancels)
    watch = beginCancelling({
      machine,
      dice: createDice(seed ^ 0x2545f491),
      after,
      videos: people.forms.map(({ id }) => id),
      load: (id) => ports.store.load(id),
      cancel: (process) => casesOf(process).cancel,
      onPromised(id, confirmation) {
        const { promised } = ledger.account(id);
        if (!promised.has(confirmation)) promised.set(confirmation, timeline.now());
      },
    });
  const rested = await timeline.run(START + LONGEST_MS);
  if (!rested) record.violate('comes to rest', 'something is still going on after days');
  const bound =
    Math.max(machine.lastFault(), lastNews, START + removedUntil(scenario)) +
    (isNeverBack(scenario) ? 24 * HOUR : 0) +
    REST_WITHIN_MS;
  if (lastSave > bound)
    record.violate(
      'comes to rest',
      `moved on ${Math.round((lastSave - bound) / MINUTE)} min too late`,
    );
  if (machine.waiting() > 0) record.violate('comes to rest', 'a flow waits for ever');
  judgeProjects([...disk.videos.values()], record);
  for (const form of people.forms)
    judge(
      {
        form,
        video: disk.videos.get(form.id),
        account: ledger.account(form.id),
        presses: people.presses.filter((each) => each.id === form.id),
        jogg,
        slack,
        now: timeline.now(),
      },
      record,
    );
  const { violations, trace, hits } = record;
  const ends = people.forms.map((form) => disk.videos.get(form.id)?.state ?? 'never begun');
  return { seed, scenario, violations, trace, hits, hash: record.hash(), ends };
}
