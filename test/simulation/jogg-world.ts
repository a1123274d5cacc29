import type { Identify, PrepareAudio, Renderer } from '../../src/domain/ports.ts';
import type { PollOutcome, PrepareOutcome, SubmitOutcome } from '../../src/domain/video/outcome.ts';
import { type Actor, type Sent, sent, type World } from './machine.ts';
import { START, type Truth } from './scenario.ts';
import { createWeather, DOUBTFUL, type Sending } from './weather.ts';

/** A project as it truly is at Jogg; each cost a credit. */
export type Project = {
  readonly id: string;
  readonly video: string;
  /** The version of Jogg's API that it was asked for over: the other one does not know it. */
  readonly version: 'v1' | 'v2';
  readonly truth: Truth;
  /** When it ends (ms since the epoch); Infinity where it never does. */
  readonly endsAt: number;
  readonly knownAt: number;
  readonly madeAt: number;
  oddLooks: number;
};

export type JoggWorld = ReturnType<typeof createJoggWorld>;

type Looked = Exclude<PollOutcome['kind'], 'unclear'>;
const DOUBTS = {
  soon: ['unknown, not sent', 'unknown, done', 'unknown, done after all'],
  slowly: ['unknown, done after all'],
} as const;
const TRUTHS = [
  ['succeeded', 84],
  ['failed', 8],
  ['empty', 3],
  ['never', 2],
  ['lost', 3],
] as const;
const MOST_ODD_LOOKS = 3;
const SECOND = 1_000;
const MINUTE = 60 * SECOND;

export function createJoggWorld(
  world: World,
  on: {
    /** A paid request leaves; what `answer` it will get, and the project that it makes, if any. */
    submit(video: string, label: string, project: string | null, actor: Actor): void;
    project(project: Project): void;
    look(projectId: string): void;
    audioRefused(video: string | null): void;
  },
) {
  const { machine, scenario, dice, record } = world;
  /** The version that the app uses now: its operator may change it on the way. */
  const versionNow = () =>
    scenario.changesVersion && machine.now() > START + scenario.faultsUntil / 2
      ? ({ v1: 'v2', v2: 'v1' } as const)[scenario.version]
      : scenario.version;
  const projects = new Map<string, Project>();
  let made = 0;

  const weather = createWeather(world, scenario.joggFaults, scenario.joggDown, [50, 800]);
  const { isDown, draw, laterIn, quick } = weather;

  function newProject(id: string, video: string): Project {
    const now = machine.now();
    const truth = scenario.truth ?? dice.weigh<Truth>(TRUTHS);
    const took = scenario.slow
      ? dice.between(15 * MINUTE, 90 * MINUTE)
      : dice.weigh([
          [dice.between(0, 5 * SECOND), 1],
          [dice.between(10 * SECOND, 3 * MINUTE), 6],
          [dice.between(2 * MINUTE, 10 * MINUTE), 3],
        ]);
    return {
      id,
      video,
      version: versionNow(),
      truth,
      endsAt: truth === 'never' ? Number.POSITIVE_INFINITY : now + took,
      madeAt: now,
      knownAt: now + (dice.happens(0.2) ? dice.between(0, 60 * SECOND) : 0),
      oddLooks: 0,
    };
  }

  const drawSubmit = (): Sending => {
    if (isDown()) return dice.pick<Sending>(['later', 'unknown, not sent']);
    if (scenario.doubts !== 'never' && made < 4 && dice.happens(0.7))
      return dice.pick<Sending>(DOUBTS[scenario.doubts]);
    return draw<Sending>('renderer.submit', 'done', [['later', 3], ['refused', 1], ...DOUBTFUL]);
  };

  const submit = (video: string): Promise<SubmitOutcome> =>
    machine.call('renderer.submit', (actor): Sent<SubmitOutcome> => {
      const label = drawSubmit();
      const taken = label === 'done' || label.startsWith('unknown, done');
      made += 1;
      const id = taken ? `p${made}` : null;
      on.submit(video, label, id, actor);
      const late = label === 'unknown, done after all';
      const effectMs = late ? dice.between(10_001, 19_000) : quick();
      const afterMs = laterIn();
      const make = (id: string) => (): void => {
        const project = newProject(id, video);
        projects.set(id, project);
        on.project(project);
      };
      return {
        label,
        effectMs,
        effect: id === null ? undefined : make(id),
        answerMs: late ? 10_000 : effectMs + dice.between(1, 500),
        answer: () => {
          if (label === 'done' && id !== null)
            return { kind: 'done', projectId: id, version: projects.get(id)?.version ?? 'v1' };
          if (label === 'later') return { kind: 'later', afterMs };
          if (label !== 'refused') return { kind: 'unknown' };
          return { kind: 'refused', failure: { reason: 'credit', detail: null, rid: null } };
        },
      };
    });

  const truthOf = (project: Project | undefined): Looked => {
    if (!project || project.truth === 'lost' || machine.now() < project.knownAt) return 'absent';
    if (machine.now() < project.endsAt || project.truth === 'never') return 'running';
    return project.truth;
  };

  const poll = ({ id, version }: { id: string; version: string }): Promise<PollOutcome> =>
    machine.call('renderer.poll', (): Sent<PollOutcome> => {
      on.look(id);
      const project = projects.get(id);
      if (project && project.version !== version)
        record.violate('as it began', `${id} is of ${project.version}, not of ${version}`);
      const truth = truthOf(project);
      const odd = truth === 'succeeded' && project && project.oddLooks < MOST_ODD_LOOKS;
      const label = isDown()
        ? 'later'
        : draw<Looked>('renderer.poll', truth, [
            ['later', 4],
            [odd ? 'empty' : 'later', 1],
            [odd ? 'running' : 'later', 1],
          ]);
      if (odd && label === 'empty') project.oddLooks += 1;
      const afterMs = laterIn();
      return sent(label, quick(), answerTo(label, afterMs));
    });

  const identify: Identify = (id) =>
    machine.call('renderer.identify', (): Sent<Awaited<ReturnType<Identify>>> => {
      const project = projects.get(id);
      const known = project && project.truth !== 'lost' && machine.now() >= project.knownAt;
      const fine = known ? (scenario.titled ? 'title' : 'time') : 'nothing';
      const label = isDown() ? 'nothing' : draw('renderer.identify', fine, [['nothing', 1]]);
      if (label === 'nothing' || !project) return sent(label, quick(), null);
      const title = label === 'title' ? project.video : null;
      const facts = { version: project.version, title, createdAt: project.madeAt };
      return sent(label, quick(), facts);
    });

  /** Handing over a recording: free, so it may happen as often as it likes. */
  const prepareAudio: PrepareAudio = () =>
    machine.call('audio.prepare', (actor): Sent<PrepareOutcome> => {
      const label = draw<PrepareOutcome['kind']>('audio.prepare', 'done', [
        ['later', 4],
        ['refused', 1],
        // Only where this seed aims at it.
        ['done', 0],
      ]);
      if (label === 'refused') on.audioRefused(actor.video);
      return sent(label, dice.between(50, 3_000), PREPARED[label]);
    });

  const renderer: Renderer = {
    get version() {
      return versionNow();
    },
    submit: (order) => submit(order.name),
    poll,
  };
  return { projects: projects as ReadonlyMap<string, Project>, identify, prepareAudio, renderer };
}

const PREPARED: Readonly<Record<PrepareOutcome['kind'], PrepareOutcome>> = {
  done: { kind: 'done', audioUrl: 'https://res.jogg.ai/hello.mp3' },
  later: { kind: 'later', afterMs: null },
  refused: { kind: 'refused', failure: { reason: 'audio', detail: 'kind', rid: null } },
};

const RESULT = { videoUrl: 'https://res.jogg.ai/v.mp4', coverUrl: null, title: 'T', seconds: 4 };

function answerTo(label: Looked, afterMs: number | null): PollOutcome {
  if (label === 'succeeded') return { kind: label, result: RESULT };
  if (label === 'failed')
    return { kind: label, failure: { reason: 'rendering', detail: null, rid: null } };
  return label === 'later' ? { kind: label, afterMs } : { kind: label };
}
