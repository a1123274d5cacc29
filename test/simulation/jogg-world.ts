import type { Identify, PrepareAudio, Renderer } from '../../src/domain/ports.ts';
import { scopedId, unscopedId } from '../../src/domain/scope.ts';
import type { PollOutcome, PrepareOutcome, SubmitOutcome } from '../../src/domain/video/outcome.ts';
import type { Order } from '../../src/domain/video/video.ts';
import type { Project, World } from './ledger.ts';
import { answerBy, type PortCall } from './port-call.ts';
import { checkRules, ON_EFFECT, ON_OUTPUT, ON_POLL, ON_SUBMIT } from './rules.ts';
import { MINUTE, SECOND, START, type Truth } from './scenario.ts';

const MAX_ANOMALIES = 3;
const RESULT = { videoUrl: 'https://res.jogg.ai/v.mp4', coverUrl: null, title: 'T', seconds: 4 };
const refused = <R>(reason: R) =>
  ({ kind: 'refused', failure: { reason, detail: null, rid: null } }) as const;

/** Jogg, as a workspace uses it: handles paid requests and answers polls. */
export function createJogg(world: World) {
  const { machine, scenario, ledger, scope } = world;
  const { projects } = ledger;
  /** The API version that the app uses now. The operator may change it during the run. */
  const versionNow = () =>
    scenario.changesVersion && machine.now() > START + scenario.faultsUntil / 2
      ? ({ v1: 'v2', v2: 'v1' } as const)[scenario.version]
      : scenario.version;

  const truthOf = (project: Project | undefined, by?: string): PollOutcome['kind'] => {
    const isKnown = project && project.account === by && machine.now() >= project.knownAt;
    if (!isKnown || project.truth === 'lost') return 'absent';
    if (machine.now() < project.endsAt || project.truth === 'never') return 'running';
    return project.truth;
  };

  /** The client of one account. */
  const at = (account: string | undefined) => {
    const submit = (order: Order): Promise<SubmitOutcome> =>
      machine.call('renderer.submit', (flow) => {
        checkRules(world, ON_OUTPUT, { what: 'a paid request', of: order });
        const projectId = ledger.nextId();
        const version = versionNow();
        const video = unscopedId(order.name);
        return {
          onSend(label) {
            const entry = ledger.entryOf(video);
            const stored = ledger.videos.get(video);
            checkRules(world, ON_EFFECT, { id: video, act: 'paid', flow });
            const intent = entry.paymentIntents.at(-1);
            const project = label.includes('done') ? projectId : null;
            if (intent) Object.assign(intent, { answer: label, project });
            if (label !== 'later') entry.paid.push(stored?.confirmations ?? 1);
            checkRules(world, ON_SUBMIT, { id: video, stored, entry, from: account });
          },
          effect() {
            const whose = { id: projectId, video, scope, account, version };
            const project = { ...whose, ...drawProject(world), anomalies: 0 };
            projects.set(projectId, project);
            ledger.noteSignal(projectId);
            ledger.hooks.project(project);
          },
          answer: answerBy<SubmitOutcome>({
            done: { kind: 'done', projectId, version },
            later: machine.later(),
            unknown: { kind: 'unknown' },
            refused: refused('credit' as const),
          }),
        };
      });

    const poll: Renderer['poll'] = ({ id, version }) =>
      machine.call('renderer.poll', ({ name }): PortCall<PollOutcome> => {
        const pollKey = `${id}, ${name}`;
        checkRules(world, ON_POLL, { id, version, last: ledger.lastPolls.get(pollKey) });
        ledger.lastPolls.set(pollKey, machine.now());
        const project = projects.get(id);
        const truth = truthOf(project, account);
        const isAnomalous = truth === 'succeeded' && project && project.anomalies < MAX_ANOMALIES;
        return {
          truth,
          except: isAnomalous ? [] : ['empty', 'running'],
          onSend(label) {
            if (isAnomalous && label === 'empty') project.anomalies += 1;
          },
          answer: answerBy<PollOutcome>({
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
        if (!project || truthOf(project, account) === 'absent')
          return { truth: 'nothing', answer: () => null };
        const { version, video, madeAt: createdAt } = project;
        const title = scopedId(project.scope, video);
        return {
          truth: scenario.titled ? 'title' : 'time',
          answer: answerBy({
            title: { version, title, createdAt },
            time: { version, title: null, createdAt },
            nothing: null,
          }),
        };
      });
    return {
      renderer: {
        get version() {
          return versionNow();
        },
        submit,
        poll,
      } satisfies Renderer,
      identify,
    };
  };

  /** Uploads a recording. This is free and may be repeated. */
  const prepareAudio: PrepareAudio = (audio) =>
    machine.call('audio.prepare', () => ({
      onSend(label) {
        checkRules(world, ON_OUTPUT, { what: 'a recording', of: audio });
        const { name } = { name: '', ...audio };
        if (label === 'refused') ledger.entryOf(unscopedId(name)).audioRefused = true;
      },
      answer: answerBy<PrepareOutcome>({
        done: { kind: 'done', audioUrl: 'https://res.jogg.ai/hello.mp3' },
        later: machine.later(),
        refused: refused('audio' as const),
      }),
    }));
  return { at, prepareAudio };
}

/** Draws a project's result, and when it ends and becomes known (ms since the epoch). */
function drawProject({ machine, scenario: { truth: given, slow }, rng }: World) {
  const madeAt = machine.now();
  const truth =
    given ??
    rng.weigh<Truth>(['succeeded', 84], ['failed', 8], ['empty', 3], ['never', 2], ['lost', 3]);
  const took = rng.weigh(
    [rng.between(0, 5 * SECOND), slow ? 0 : 1],
    [rng.between(10 * SECOND, 3 * MINUTE), slow ? 0 : 6],
    [rng.between(2 * MINUTE, 10 * MINUTE), slow ? 0 : 3],
    [rng.between(15 * MINUTE, 90 * MINUTE), slow ? 1 : 0],
  );
  const endsAt = truth === 'never' ? Number.POSITIVE_INFINITY : madeAt + took;
  const knownAt = madeAt + (rng.happens(0.2) ? rng.between(0, 60 * SECOND) : 0);
  return { madeAt, truth, endsAt, knownAt };
}
