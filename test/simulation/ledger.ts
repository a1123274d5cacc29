import type { Receipt, Slot, UserCommand, Video } from '../../src/domain/video/video.ts';
import type { Flow, Machine, SimulationContext } from './machine.ts';
import { HOUR, MINUTE, type Truth } from './scenario.ts';

/** A project as it truly is at Jogg; each cost a credit. */
export interface Project {
  readonly id: string;
  readonly video: string;
  /** The scope of the workspace that it was made for, and the account that made it. */
  readonly scope: string;
  readonly account: string | undefined;
  /** The version of Jogg's API that it was asked for over: the other one does not know it. */
  readonly version: 'v1' | 'v2';
  readonly truth: Truth;
  /** When it ends (ms since the epoch); Infinity where it never does. */
  readonly endsAt: number;
  readonly knownAt: number;
  readonly madeAt: number;
  anomalies: number;
}

/** A message as it truly is in Slack. */
export interface Message {
  readonly ts: string;
  readonly channel: string;
  /** The thread it stands in, or null at the top; whether it was meant for that one. */
  readonly thread: string | null;
  readonly inThread: boolean;
  readonly video: string;
  readonly slot: Slot | null;
  /** The confirmation that it speaks of, what it says now, and all it ever said. */
  confirmation: number;
  cardVersion: string;
  readonly shownVersions: string[];
  /** Reads lag: nobody who reads finds it before. */
  readonly readableAt: number;
  deleted: boolean;
}

/** A form as its person knows it: what each sending of it was answered. */
export interface Form {
  readonly id: string;
  readonly answers: ('recorded' | 'duplicate' | 'error' | 'none')[];
  /** The queue has told the app that it was added. */
  added: boolean;
}

/** An intent to pay that was stored, and what came of it. */
interface PaymentIntent {
  readonly confirmation: number;
  readonly flow: Flow;
  /** What the paid request was answered, null where none was made or the answer was lost. */
  answer: string | null;
  project: string | null;
  /** Whether what it was answered was stored. */
  isAnswerStored: boolean;
}

const newEntry = () => ({
  paymentIntents: [] as PaymentIntent[],
  /** The wishes that were left, the last one last. */
  commands: [] as UserCommand[],
  /** By confirmation: when a person was first told that it is being cancelled (epoch ms). */
  promised: new Map<number, number>(),
  /** Jogg's answers that named a project, and were kept. */
  receipts: [] as Receipt[],
  /** Confirmations in which a request left that may have been taken. */
  paid: [] as number[],
  /** The `ts` of messages that the app knows to stand outside their thread. */
  misplaced: new Set<string>(),
  /** Whether handing over its recording was ever refused. */
  audioRefused: false,
});

/** What one video has truly come to. */
export type LedgerEntry = ReturnType<typeof newEntry>;

/** Whether Jogg named that project in an answer that was kept. */
export const isNamed = ({ receipts }: LedgerEntry, id: string | undefined): boolean =>
  receipts.some(({ project }) => project.id === id);

/** The confirmations in which its requester chose that. */
export const confirmationsOf = (
  { commands }: LedgerEntry,
  choice: UserCommand['choice'],
): Set<number> =>
  new Set(commands.filter((each) => each.choice === choice).map((each) => each.confirmation));

/** One workspace of a run; its processes, its time and its chances are all workspaces'. */
export interface World extends SimulationContext {
  readonly machine: Machine;
  readonly ledger: ReturnType<typeof createLedger>;
  /** The part of the state that is its own. */
  readonly scope: string;
  /** The Jogg account that it pays from now; undefined: the operator's. */
  readonly paying: () => string | undefined;
}

/** Every project of the accounts that a workspace uses, and the task that each was linked to. */
export const newProjectRegistry = () => ({
  made: 0,
  projects: new Map<string, Project>(),
  links: new Map<string, string>(),
});

/** Odd answers are believed after six, at the slowest pace of looking. */
const ANOMALIES_MS = 6 * 18 * MINUTE;

/** What is true, whatever the app knows of it: written by the worlds, read by the judge. */
export function createLedger(now: () => number, all: ReturnType<typeof newProjectRegistry>) {
  const { projects, links } = all;
  const entries = new Map<string, LedgerEntry>();
  return {
    /** Who hears of what happens. */
    hooks: {
      saved: (_: Video): void => {},
      shown: (_: Message, _of: Video): void => {},
      project: (_: Project): void => {},
    },
    /** Why Slack lets us say nothing in a channel, or null. */
    refusal: (_channel: string): string | null => null,
    videos: new Map<string, Video>(),
    /** The task that each project was first linked to. */
    links,
    projects,
    /** A new project's id: workspaces with accounts of their own have the same ones. */
    nextId: () => {
      all.made += 1;
      return `p${all.made}`;
    },
    /**
     * When each video last looked at its project (epoch ms). Two may have the same one: its own
     * video, and one whose requester took it before Jogg's answer was linked.
     */
    lastPolls: new Map<string, number>(),
    messages: [] as Message[],
    forms: [] as Form[],
    /** The buttons that requesters pressed, and what they were told. */
    presses: [] as { id: string; command: UserCommand; answer: string }[],
    /** When a video last came to another state, and until when there is news (epoch ms). */
    lastStateChangeAt: 0,
    lastSignalAt: 0,
    /** There is news, of that project if one is named: it may take its time to come to its end. */
    noteSignal(project = ''): void {
      const { endsAt = 0, truth } = projects.get(project) ?? {};
      const end = Math.max(now(), truth === 'never' ? now() + 24 * HOUR : endsAt);
      this.lastSignalAt = Math.max(
        this.lastSignalAt,
        truth === undefined ? now() : end + ANOMALIES_MS,
      );
    },
    entryOf(id: string): LedgerEntry {
      const account = entries.get(id) ?? newEntry();
      entries.set(id, account);
      return account;
    },
  };
}
