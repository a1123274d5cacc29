import type { Identify, PrepareAudio, Renderer } from '../../src/domain/ports.ts';
import type { PollOutcome, PrepareOutcome, SubmitOutcome } from '../../src/domain/video/outcome.ts';
import { judge, ON_HOLDERS_ACT, ON_LOOK, ON_SUBMIT } from './judge.ts';
import type { Project, World } from './ledger.ts';
import { among, type PortCall } from './port-call.ts';
import { MINUTE, SECOND, START, type Truth } from './scenario.ts';

export type Jogg = ReturnType<typeof createJogg>;

const TRUTHS = [
  ['succeeded', 84],
  ['failed', 8],
  ['empty', 3],
  ['never', 2],
  ['lost', 3],
] as const;
const MOST_ODD_LOOKS = 3;
const RESULT = { videoUrl: 'https://res.jogg.ai/v.mp4', coverUrl: null, title: 'T', seconds: 4 };
const refused = <R>(reason: R) =>
  ({ kind: 'refused', failure: { reason, detail: null, rid: null } }) as const;

/** Jogg: what it makes of paid requests, and what it says of it. */
export function createJogg(world: World) {
  const { machine, scenario, dice, ledger } = world;
  const { projects } = ledger;
  /** The version that the app uses now: its operator may change it on the way. */
  const versionNow = () =>
    scenario.changesVersion && machine.now() > START + scenario.faultsUntil / 2
      ? ({ v1: 'v2', v2: 'v1' } as const)[scenario.version]
      : scenario.version;
  let made = 0;

  function make(id: string, video: string, version: Project['version']): void {
    const now = machine.now();
    const truth = scenario.truth ?? dice.weigh<Truth>(...TRUTHS);
    const took = dice.weigh(
      [dice.between(0, 5 * SECOND), scenario.slow ? 0 : 1],
      [dice.between(10 * SECOND, 3 * MINUTE), scenario.slow ? 0 : 6],
      [dice.between(2 * MINUTE, 10 * MINUTE), scenario.slow ? 0 : 3],
      [dice.between(15 * MINUTE, 90 * MINUTE), scenario.slow ? 1 : 0],
    );
    const endsAt = truth === 'never' ? Number.POSITIVE_INFINITY : now + took;
    const knownAt = now + (dice.happens(0.2) ? dice.between(0, 60 * SECOND) : 0);
    const project = { id, video, version, truth, endsAt, madeAt: now, knownAt, oddLooks: 0 };
    projects.set(id, project);
    ledger.news(id);
    ledger.hear.project(project);
  }

  const submit = (video: string): Promise<SubmitOutcome> =>
    machine.call('renderer.submit', (actor) => {
      made += 1;
      const projectId = `p${made}`;
      const version = versionNow();
      return {
        leaves(label) {
          const account = ledger.account(video);
          const stored = ledger.videos.get(video);
          judge(world, ON_HOLDERS_ACT, { id: video, act: 'paid', actor });
          const opening = account.openings.at(-1);
          const project = label.includes('done') ? projectId : null;
          if (opening) Object.assign(opening, { answer: label, project });
          if (label !== 'later') account.paid.push(stored?.confirmations ?? 1);
          judge(world, ON_SUBMIT, { id: video, stored, account });
        },
        effect: () => make(projectId, video, version),
        answer: among<SubmitOutcome>({
          done: { kind: 'done', projectId, version },
          later: machine.later(),
          unknown: { kind: 'unknown' },
          refused: refused('credit' as const),
        }),
      };
    });

  const truthOf = (project: Project | undefined): PollOutcome['kind'] => {
    if (!project || project.truth === 'lost' || machine.now() < project.knownAt) return 'absent';
    if (machine.now() < project.endsAt || project.truth === 'never') return 'running';
    return project.truth;
  };

  const poll = ({ id, version }: { id: string; version: string }): Promise<PollOutcome> =>
    machine.call('renderer.poll', ({ name }): PortCall<PollOutcome> => {
      const look = `${id}, ${name}`;
      judge(world, ON_LOOK, { id, version, last: ledger.looks.get(look) });
      ledger.looks.set(look, machine.now());
      const project = projects.get(id);
      const truth = truthOf(project);
      const isOdd = truth === 'succeeded' && project && project.oddLooks < MOST_ODD_LOOKS;
      return {
        truth,
        not: isOdd ? [] : ['empty', 'running'],
        leaves(label) {
          if (isOdd && label === 'empty') project.oddLooks += 1;
        },
        answer: among<PollOutcome>({
          running: { kind: 'running' },
          succeeded: { kind: 'succeeded', result: RESULT },
          empty: { kind: 'empty' },
          failed: { ...refused('rendering' as const), kind: 'failed' },
          absent: { kind: 'absent' },
          later: machine.later(),
        }),
      };
    });

  const identify: Identify = (id) =>
    machine.call('renderer.identify', (): PortCall<Awaited<ReturnType<Identify>>> => {
      const project = projects.get(id);
      if (!project || truthOf(project) === 'absent')
        return { truth: 'nothing', answer: () => null };
      const { version, video, madeAt: createdAt } = project;
      return {
        truth: scenario.titled ? 'title' : 'time',
        answer: among({
          title: { version, title: video, createdAt },
          time: { version, title: null, createdAt },
          nothing: null,
        }),
      };
    });

  /** Handing over a recording: free, so it may happen as often as it likes. */
  const prepareAudio = (video: string): Promise<PrepareOutcome> =>
    machine.call('audio.prepare', () => ({
      leaves(label) {
        if (label === 'refused') ledger.account(video).audioRefused = true;
      },
      answer: among<PrepareOutcome>({
        done: { kind: 'done', audioUrl: 'https://res.jogg.ai/hello.mp3' },
        later: machine.later(),
        refused: { ...refused('audio' as const) },
      }),
    }));

  const renderer: Renderer = {
    get version() {
      return versionNow();
    },
    submit: (order) => submit(order.name),
    poll,
  };
  // A recording is named after its video.
  const prepare: PrepareAudio = (audio) => prepareAudio(audio.kind === 'file' ? audio.name : '');
  return { renderer, identify, prepareAudio: prepare };
}
