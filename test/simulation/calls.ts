import { STATES } from '../../src/domain/video/video.ts';

export type Service = 'store' | 'slack' | 'jogg' | 'process';
/** The faults of a call and their weights. A fault with "done" in its name has its effect. */
type Faults = Readonly<Record<string, number>>;

const READ_FAULTS = { threw: 1 };
const WRITE_FAULTS = { threw: 1, 'threw though done': 1 };
const SEND_FAULTS = {
  later: 4,
  'unknown, not sent': 2,
  'unknown, done': 3,
  'unknown, done after all': 1,
};
const POLL_FAULTS = { later: 4, empty: 1, running: 1 };
const REPEATABLE_FAULTS = { later: 3, 'later, done': 1 };
const SAVES = STATES.map((state) => `save ${state}`).join();
const POSTS = 'post card,post late,post unconfirmed,post result';
const HINTS = 'linkProject,rememberHint,takeHint';

/** Every port call: its service, port and names, its true answers, its faults. */
const TABLE: readonly (readonly [Service, string, string, string, Faults])[] = [
  ['store', 'store', 'load,findByProject,readCommand,readReceipt,readReason', 'done', READ_FAULTS],
  ['store', 'store', `${HINTS},saveCommand,saveReceipt,${SAVES}`, 'done', WRITE_FAULTS],
  ['store', 'queue', 'add,wake,claim,finish,retry', 'done', WRITE_FAULTS],
  ['store', 'queue', 'position', 'done', READ_FAULTS],
  ['store', 'unconfirmed', 'add,remove,rememberHint,saveFacts', 'done', WRITE_FAULTS],
  ['store', 'unconfirmed', 'videoIds,hints', 'done', READ_FAULTS],
  ['store', 'videos', 'remember', 'done', WRITE_FAULTS],
  ['store', 'renders', 'add', 'done', WRITE_FAULTS],
  ['process', 'lease', 'isHeld', 'yes,no', {}],
  ['process', 'paying', 'take', 'now', { wait: 1 }],
  ['process', 'clock', 'sleep', 'done', {}],
  ['slack', 'requester', 'membership', 'done', {}],
  ['slack', 'messenger', POSTS, 'done,refused,misplaced', SEND_FAULTS],
  ['slack', 'messenger', 'post direct', 'done,refused', SEND_FAULTS],
  ['slack', 'messenger', POSTS.replaceAll('post', 'find'), 'found,absent,unreadable', { later: 1 }],
  ['slack', 'messenger', 'find direct', 'unreadable', {}],
  ['slack', 'messenger', 'edit,retract', 'done,gone', REPEATABLE_FAULTS],
  ['slack', 'messenger', 'discard', 'done', REPEATABLE_FAULTS],
  ['slack', 'files', 'store', 'stored,impossible', { later: 1 }],
  ['jogg', 'renderer', 'submit', 'done', { ...SEND_FAULTS, refused: 1 }],
  ['jogg', 'audio', 'prepare', 'done', { later: 4, refused: 1 }],
  ['jogg', 'renderer', 'identify', 'title,time,nothing', { nothing: 1 }],
  ['jogg', 'renderer', 'poll', 'running,succeeded,empty,failed,absent', POLL_FAULTS],
];

const CALLS = new Map(
  TABLE.flatMap(([service, port, names, truths, faults]) => {
    const answers = new Set([...truths.split(','), ...Object.keys(faults)]);
    const call = { service, answers, faults: Object.entries(faults) };
    return names.split(',').map((name): [string, typeof call] => [`${port}.${name}`, call]);
  }),
);

/** Looks up a port call. Throws if it is not listed, since no seed could target it. */
export function callOf(name: string) {
  const call = CALLS.get(name);
  if (!call) throw new Error(`not listed: ${name}`);
  return call;
}

/** Whether a call with this answer had its effect. */
export const hadEffect = (label: string): boolean => /done|misplaced/.test(label);

/** The name of a point. `answer` null: before the call. */
export const pointName = (call: string, answer: string | null): string =>
  answer === null ? `before ${call}` : `after ${call} → ${answer}`;

export type Point = (typeof POINTS)[number];

/** Points outside of any lease: forms, buttons, webhooks, and the ends of runs. */
const OF_OTHERS = /rememberHint|saveCommand|queue\.(add|wake|claim)|videoIds|videos/;
const OF_ENDS = /→ no$|(delivered|finish|retry) → .*done/;

/**
 * The points of faults: before each port call, and after each of its answers. There a process may
 * crash, or a run may lose its lease to another process.
 */
export const POINTS = (['crash', 'loss'] as const).flatMap((fault) =>
  [...CALLS]
    .flatMap(([call, { answers }]) =>
      [null, ...answers].map((answer) => ({ fault, name: pointName(call, answer), call, answer })),
    )
    .filter(({ name }) => fault === 'crash' || !(OF_OTHERS.test(name) || OF_ENDS.test(name))),
);
