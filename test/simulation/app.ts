import { queueOf } from '../../src/app/wire-queue.ts';
import type { TaskQueue } from '../../src/domain/ports.ts';
import type { Video } from '../../src/domain/video/video.ts';
import { createCancelVideo } from '../../src/videos/cancel-video.ts';
import { createReceiveHint } from '../../src/videos/receive-hint.ts';
import { createRequestVideo } from '../../src/videos/request-video.ts';
import { createResolveUnconfirmed } from '../../src/videos/resolve-unconfirmed.ts';
import { createRunVideo } from '../../src/videos/run/run-video.ts';
import { type AccountRecords, createTenantAccounts } from '../../src/videos/run/tenant-accounts.ts';
import { type Ask, createDisk } from './disk.ts';
import { createJogg } from './jogg-world.ts';
import type { World } from './ledger.ts';
import type { Process } from './machine.ts';
import { checkRules, ON_OUTPUT, ON_WAKE } from './rules.ts';
import { createSlack } from './slack-world.ts';

/** The recent renders: from half a minute to more than two minutes. */
const RENDERS = Array.from({ length: 12 }, (_, n) => ({
  speechSeconds: null,
  afterMs: n * 10_000,
  byMs: n * 10_000 + 30_000,
}));

export type App = ReturnType<typeof createApp>;

/** The disk and the queue are shared by all workspaces. */
interface AppDeps {
  readonly ask: Ask;
  readonly table: Map<string, Video>;
  readonly queue: TaskQueue;
  readonly recordsOf: (account: string | undefined) => AccountRecords;
}

/**
 * The real use cases of a workspace. Each incarnation of a process, and each Jogg key, has its own,
 * so that nothing in memory survives.
 */
export function createApp(world: World, { ask, table, queue: all, recordsOf }: AppDeps) {
  const { machine, scenario, rng, ledger, record, bug, scope, paying } = world;
  const store = createDisk(world, table, ask);
  const [jogg, slack] = [createJogg(world), createSlack(world)];
  const queue = queueOf({ ...all, position: () => ask('queue.position', () => 2) }, scope);
  const { now, sleep } = machine;
  const logEvent = (event: string, fields = {}): void => {
    checkRules(world, ON_OUTPUT, { what: `the log line ${event}`, of: fields });
    record.logEvent(`log ${event} ${JSON.stringify(fields)}`);
  };
  const add: TaskQueue['add'] = async (id, payload) => {
    const added = await queue.add(id, payload);
    for (const form of ledger.forms) if (form.id === id) form.added ||= added;
    return added;
  };
  const waitOf = (kind: string): number => (kind === 'now' ? 0 : rng.between(500, 30_000));
  const take = () => machine.call('paying.take', () => ({ truth: 'now', answer: waitOf }));
  const requesterMembership = () =>
    machine.call('requester.membership', () => ({ answer: () => 'member' as const }));
  const accountOf = (account: string | undefined) => ({
    ...jogg.at(account),
    isShared: async () => !bug.hidesSharing && scenario.accounts !== 'one' && account === undefined,
  });
  const createUseCases = (account: string | undefined) => {
    const accounts = { scope, payingAccount: account, accountOf, recordsOf };
    const { projects, ...accountDeps } = createTenantAccounts(accounts);
    return {
      runVideo: createRunVideo({
        ...{ store, projects, logEvent, ...accountDeps, ...slack, wake: queue.wake },
        prepareAudio: jogg.prepareAudio,
        ...{ postLimiter: { take }, requesterMembership, queuePosition: queue.position },
        recordRender: () => ask('renders.add', () => undefined),
        renders: async () => RENDERS,
        clock: { now, monotonic: now, sleep },
        random: rng.random,
        pollScale: bug.pollScale ?? 1,
        webhook: () => scenario.webhook,
      }),
      request: createRequestVideo({
        queue: { wake: queue.wake, add },
        remember: () => ask('videos.remember', () => undefined),
        logEvent,
      }),
      /** Each account has its own webhook address. */
      receiveAt(account: string | undefined) {
        const { projects, unconfirmed } = recordsOf(account);
        return async (project: string) => {
          let waiting: readonly string[] = [];
          let hasWoken = false;
          const videoIds = async () => {
            waiting = await unconfirmed.videoIds();
            return waiting;
          };
          const wake = (id: string): Promise<void> => {
            checkRules(world, ON_WAKE, { id, project, waiting });
            hasWoken = true;
            return all.wake(id);
          };
          const observed = { rememberHint: unconfirmed.rememberHint, videoIds };
          const deps = { store: projects, unconfirmed: observed, queue: { wake } };
          const answer = await createReceiveHint(deps)(project);
          if (answer === 'known' && !hasWoken) record.violate('a webhook wakes its video', project);
          return answer;
        };
      },
      resolveUnconfirmed: createResolveUnconfirmed({ store, projects, queue }),
      cancel: createCancelVideo({ store, queue }),
      load: store.load,
    };
  };
  const useCases = new Map<string, ReturnType<typeof createUseCases>>();
  return ({ name, incarnation }: Process) => {
    const account = paying();
    const key = `${name}/${incarnation}/${account}`;
    const app = useCases.get(key) ?? createUseCases(account);
    useCases.set(key, app);
    return app;
  };
}
