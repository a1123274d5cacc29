import type { Video } from '../../src/domain/video/video.ts';
import { createCases, type Ports } from './cases.ts';
import { createDice } from './dice.ts';
import { createDisk, createUnmatched } from './disk.ts';
import { createJoggWorld } from './jogg-world.ts';
import { judge, judgeProjects } from './judge.ts';
import { createLedger } from './ledger.ts';
import { createMachine } from './machine.ts';
import { beginCancelling, createPeople } from './people.ts';
import { createRunRecord } from './run-record.ts';
import { START, scenarioOf } from './scenario.ts';
import { createSlackWorld } from './slack-world.ts';
import { createTasks } from './tasks.ts';
import { createTimeline } from './timeline.ts';
import { createWebhooks } from './webhooks.ts';

/** Bends the ports: the simulation must notice. */
export type Bug = (ports: Ports) => unknown;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Longer than the longest life: a day of waiting after each of three confirmations. */
const LONGEST_MS = 90 * HOUR;
/**
 * Once nothing fails any more, this much after Jogg and people are done all must be at rest: an
 * unconfirmed video looks for what it missed after an hour for the last time.
 */
const REST_WITHIN_MS = 65 * MINUTE;
/** Odd answers are believed after six, at the slowest pace of looking. */
const ODD_MS = 6 * 18 * MINUTE;

type Options = { readonly trace?: boolean; readonly bug?: Bug; readonly cancels?: boolean };

/**
 * Lives through one seed: the real use cases, everything around them simulated. `ends`: the state
 * that each video ended in.
 */
export async function runSeed(seed: number, options: Options = {}) {
  const scenario = scenarioOf(seed);
  const timeline = createTimeline(START);
  const record = createRunRecord(timeline, options.trace ?? false);
  const dice = createDice(seed);
  const machine = createMachine({ scenario, timeline, record, dice });
  const world = { scenario, timeline, record, dice, machine };
  const { now } = timeline;
  let lastSave = START;
  let lastNews = START;
  let watch: (video: Video) => void = () => {};
  /** After that much longer what is new now has come to its end. */
  const news = (ms = 0): void => {
    lastNews = Math.max(lastNews, now() + ms);
  };
  const endOf = (project: string): number =>
    jogg.projects.get(project)?.truth === 'never' ? 24 * HOUR : ODD_MS;

  const ledger = createLedger(world, {
    stored: (id) => disk.videos.get(id),
    isHeldBy: (actor) => tasks.isHeldBy(actor),
    projects: () => jogg.projects,
    messages: () => slack.messages,
  });
  const disk = createDisk(world, {
    save(before, video, actor, askedAt) {
      if (before?.state !== video.state) lastSave = now();
      ledger.onSave(before, video, actor, askedAt);
      watch(video);
    },
    receipt(id, { project }) {
      ledger.account(id).receipts.add(project.id);
      news(endOf(project.id));
    },
    command(id, command) {
      const account = ledger.account(id);
      const { choice, confirmation, project } = command;
      if (choice === 'ask_again') account.asked.add(confirmation);
      if (choice === 'give_up') account.gaveUp.add(confirmation);
      if (choice === 'cancel') account.cancelled.add(confirmation);
      account.command = command;
      news();
      if (choice !== 'take_likely' || project === undefined) return;
      account.taken.add(project);
      news(endOf(project));
    },
  });
  const jogg = createJoggWorld(world, {
    submit: ledger.onSubmit,
    look: ledger.onLook,
    project(project) {
      const odd = project.truth === 'empty' || project.truth === 'lost' ? ODD_MS : 0;
      news(project.truth === 'never' ? 24 * HOUR : project.endsAt - now() + odd);
      webhooks.about(project);
    },
    audioRefused(video) {
      if (video !== null) ledger.account(video).audioRefused = true;
    },
  });
  const slack = createSlackWorld(world, {
    send: ledger.onSend,
    shown(message, video) {
      ledger.onShown(message, video);
      if (message.cardVersion.startsWith('unconfirmed') && video.state === 'unconfirmed')
        people.seeChoice(video);
    },
  });
  const sleep = (ms: number): Promise<void> =>
    machine.call('clock.sleep', () => ({ label: 'done', answerMs: ms, answer: () => undefined }));
  const take = (): Promise<number> =>
    machine.call('paying.take', () => {
      const busy = machine.isFaulty() ? 0.08 : 0;
      const waits = dice.happens(machine.isAimed('paying.take') ? 0.3 : busy);
      const ms = waits ? dice.between(500, 30_000) : 0;
      return { label: waits ? 'wait' : 'now', answerMs: dice.between(0, 2), answer: () => ms };
    });
  const tasks = createTasks(world, {
    disk,
    sleep,
    runVideo: (process) => casesOf(process).runVideo,
    isFenced: () => ports.fenced,
  });

  const { store } = disk;
  const { messenger, storeFile } = slack;
  const { renderer, identify, prepareAudio } = jogg;
  const { queue } = tasks;
  const ports: Ports = { store, queue, messenger, renderer, pollScale: 1, fenced: true };
  options.bug?.(ports);
  const casesOf = createCases({
    ports,
    unconfirmed: createUnmatched(disk, now),
    identify,
    storeFile,
    prepareAudio,
    postLimiter: { take },
    place: async () => null,
    standing: async () => 'member',
    rendered: () => disk.ask('rendered.learn', () => undefined),
    remember: () => disk.ask('videos.remember', () => undefined),
    onAdded(id) {
      for (const form of people.forms) if (form.id === id) form.added = true;
    },
    clock: { now, monotonic: now, sleep },
    random: createDice(seed ^ 0x5bd1e995).random,
    pollScale: ports.pollScale,
    webhook: () => scenario.webhook,
    logEvent: (event, fields = {}) => record.logEvent(`log ${event} ${JSON.stringify(fields)}`),
  });
  const webhooks = createWebhooks(world, {
    receive: (process) => casesOf(process).receive,
    stored: (id) => disk.videos.get(id),
    given: (project, besides) =>
      [...disk.videos.values()].some((each) => each.id !== besides && each.project?.id === project),
  });
  const people = createPeople(world, {
    request: (process) => casesOf(process).request,
    allowed: (process) => casesOf(process).allowed,
    resolveUnconfirmed: (process) => casesOf(process).resolveUnconfirmed,
  });

  people.begin();
  if (options.cancels ?? scenario.cancels)
    watch = beginCancelling(world, createDice(seed ^ 0x2545f491), {
      videos: people.forms.map(({ id }) => id),
      load: (id) => ports.store.load(id),
      cancel: (process) => casesOf(process).cancel,
      onPromised(id, confirmation) {
        const { promised } = ledger.account(id);
        if (!promised.has(confirmation)) promised.set(confirmation, now());
      },
    });
  const rested = await timeline.run(START + LONGEST_MS);
  if (!rested) record.violate('comes to rest', 'something is still going on after days');
  const { mishap, mishapAt, backAfter } = scenario;
  const isRemoved = mishap === 'app removed';
  // What an app that is never back cannot tell is given up after a day.
  const givenUp = isRemoved && backAfter === null ? 24 * HOUR : 0;
  const back = isRemoved ? START + mishapAt + (backAfter ?? 0) : START;
  const bound = Math.max(machine.lastFault(), lastNews, back) + givenUp + REST_WITHIN_MS;
  const lateBy = Math.round((lastSave - bound) / MINUTE);
  if (lastSave > bound) record.violate('comes to rest', `moved on ${lateBy} min too late`);
  if (machine.waiting() > 0) record.violate('comes to rest', 'a flow waits for ever');
  judgeProjects([...disk.videos.values()], record);
  for (const form of people.forms) {
    const { id } = form;
    const video = disk.videos.get(id);
    const presses = people.presses.filter((each) => each.id === id);
    judge({ form, video, account: ledger.account(id), presses, jogg, slack, now: now() }, record);
  }
  const { violations, trace, hits } = record;
  const ends = people.forms.map((form) => disk.videos.get(form.id)?.state ?? 'never begun');
  return { seed, scenario, violations, trace, hits, hash: record.hash(), ends };
}
