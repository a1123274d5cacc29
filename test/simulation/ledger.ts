import type { Receipt, Slot, UserCommand, Video } from '../../src/domain/video/video.ts';
import type { Flow, RunContext } from './machine.ts';
import { HOUR, MINUTE, type Truth } from './scenario.ts';

/** A project's true state at Jogg. Each project costs a credit. */
export interface Project {
  readonly id: string;
  readonly video: string;
  /** The scope of the workspace that it belongs to, and the account that made it. */
  readonly scope: string;
  readonly account: string | undefined;
  /** The version of Jogg's API that created it. The other version does not know it. */
  readonly version: 'v1' | 'v2';
  readonly truth: Truth;
  /** When it ends (ms since the epoch); Infinity if never. */
  readonly endsAt: number;
  readonly knownAt: number;
  readonly madeAt: number;
  anomalies: number;
}

/** A message's true state in Slack. */
export interface Message {
  readonly ts: string;
  readonly channel: string;
  /** Its thread, or null at the top level; whether it is in the intended thread. */
  readonly thread: string | null;
  readonly inThread: boolean;
  readonly video: string;
  readonly slot: Slot | null;
  /** Its confirmation, its current card version, and all versions that it has shown. */
  confirmation: number;
  cardVersion: string;
  readonly shownVersions: string[];
  /** Reads lag: no search finds it before. */
  readonly readableAt: number;
  deleted: boolean;
}

/** A form as the person knows it: the answer to each submission. */
export interface Form {
  readonly id: string;
  readonly answers: ('recorded' | 'duplicate' | 'error' | 'none')[];
  /** Whether the queue has confirmed the task to the app. */
  added: boolean;
}

/** A stored intent to pay, and its outcome. */
interface PaymentIntent {
  readonly confirmation: number;
  readonly flow: Flow;
  /** The answer to the paid request; null if none was sent or the answer was lost. */
  answer: string | null;
  project: string | null;
  /** Whether the answer was stored. */
  isAnswerStored: boolean;
}

const newEntry = () => ({
  paymentIntents: [] as PaymentIntent[],
  /** The stored commands, oldest first. */
  commands: [] as UserCommand[],
  /** By confirmation: when a Cancel was first acknowledged (ms since the epoch). */
  promised: new Map<number, number>(),
  /** The stored answers of Jogg that named a project. */
  receipts: [] as Receipt[],
  /** The confirmations of paid requests that Jogg may have accepted. */
  paid: [] as number[],
  /** The `ts` of messages that the app knows to be outside their thread. */
  misplaced: new Set<string>(),
  /** Whether the upload of its recording was ever rejected. */
  audioRefused: false,
});

/** What has truly happened to a video. */
export type LedgerEntry = ReturnType<typeof newEntry>;

/** Whether a stored answer of Jogg named a project. */
export const isNamed = ({ receipts }: LedgerEntry, id: string | undefined): boolean =>
  receipts.some(({ project }) => project.id === id);

/** The confirmations in which the requester made a choice. */
export function confirmationsOf({ commands }: LedgerEntry, choice: UserCommand['choice']) {
  return new Set(
    commands.filter((each) => each.choice === choice).map((each) => each.confirmation),
  );
}

/** One workspace of a run. All workspaces share the processes, the time and the generator. */
export interface World extends RunContext {
  readonly ledger: ReturnType<typeof createLedger>;
  /** The scope of its records. */
  readonly scope: string;
  /** The Jogg account that pays now; undefined: the operator's. */
  readonly paying: () => string | undefined;
}

/** The projects of a workspace's Jogg accounts, and the task that each is linked to. */
export const newProjectRegistry = () => ({
  made: 0,
  projects: new Map<string, Project>(),
  links: new Map<string, string>(),
});

/** Six anomalies end the polling; this long at the slowest schedule. */
const ANOMALIES_MS = 6 * 18 * MINUTE;

/** The truth, independent of the app: the simulated services write it, the rules read it. */
export function createLedger(now: () => number, all: ReturnType<typeof newProjectRegistry>) {
  const { projects, links } = all;
  const entries = new Map<string, LedgerEntry>();
  return {
    /** Callbacks for what happens. */
    hooks: {
      saved: (_: Video): void => {},
      shown: (_: Message, _of: Video): void => {},
      project: (_: Project): void => {},
    },
    /** Why Slack rejects messages in a channel, or null. */
    refusal: (_channel: string): string | null => null,
    videos: new Map<string, Video>(),
    /** The task that each project was first linked to. */
    links,
    projects,
    /** A new project's id. Workspaces with accounts of their own get the same ids. */
    nextId: () => {
      all.made += 1;
      return `p${all.made}`;
    },
    /**
     * When each task last polled its project (ms since the epoch). Two videos may have the same
     * project, if a requester took it before Jogg's answer was linked.
     */
    lastPolls: new Map<string, number>(),
    messages: [] as Message[],
    forms: [] as Form[],
    /** The buttons that requesters pressed, and the answers. */
    presses: [] as { id: string; command: UserCommand; answer: string }[],
    /** When a video last changed its state, and when the last signal ends (ms since the epoch). */
    lastStateChangeAt: 0,
    lastSignalAt: 0,
    /** Notes a signal. With a project, the signal lasts until the project must have ended. */
    noteSignal(project = ''): void {
      const { endsAt = 0, truth } = projects.get(project) ?? {};
      const end = Math.max(now(), truth === 'never' ? now() + 24 * HOUR : endsAt);
      this.lastSignalAt = Math.max(this.lastSignalAt, truth ? end + ANOMALIES_MS : now());
    },
    entryOf(id: string): LedgerEntry {
      const account = entries.get(id) ?? newEntry();
      entries.set(id, account);
      return account;
    },
  };
}
