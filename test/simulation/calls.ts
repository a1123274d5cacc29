import { STATES } from '../../src/domain/video/video.ts';

/** Who answers a port call. */
export type Service = 'store' | 'slack' | 'jogg' | 'process';
/** What may go wrong with a call, by its weight: with "done" in it, it has its effect. */
type Faults = Readonly<Record<string, number>>;

const READ = { threw: 1 };
const WRITE = { threw: 1, 'threw though done': 1 };
const SENT = { later: 4, 'unknown, not sent': 2, 'unknown, done': 3, 'unknown, done after all': 1 };
const LOOKED = { later: 4, empty: 1, running: 1 };
const REPEATABLE = { later: 3, 'later, done': 1 };
const SAVES = STATES.map((state) => `save ${state}`).join();
const POSTS = 'post card,post late,post unconfirmed,post result';
const HINTS = 'linkProject,rememberHint,takeHint';

/** Every port call: who answers it, its port and names, its true answers, its faults. */
const TABLE: readonly (readonly [Service, string, string, string, Faults])[] = [
  ['store', 'store', 'load,findByProject,readCommand,readReceipt,readReason', 'done', READ],
  ['store', 'store', `${HINTS},saveCommand,saveReceipt,${SAVES}`, 'done', WRITE],
  ['store', 'queue', 'add,wake,claim,rest,retry', 'done', WRITE],
  ['store', 'queue', 'place', 'done', READ],
  ['store', 'unconfirmed', 'add,remove,rememberHint,learn', 'done', WRITE],
  ['store', 'unconfirmed', 'videoIds,hints', 'done', READ],
  ['store', 'videos', 'remember', 'done', WRITE],
  ['store', 'rendered', 'learn', 'done', WRITE],
  ['process', 'lease', 'isHeld', 'yes,no', {}],
  ['process', 'paying', 'take', 'now', { wait: 1 }],
  ['process', 'clock', 'sleep', 'done', {}],
  ['slack', 'requester', 'standing', 'done', {}],
  ['slack', 'messenger', POSTS, 'done,refused,misplaced', SENT],
  ['slack', 'messenger', 'post direct', 'done,refused', SENT],
  ['slack', 'messenger', POSTS.replaceAll('post', 'find'), 'found,absent,unreadable', { later: 1 }],
  ['slack', 'messenger', 'find direct', 'unreadable', {}],
  ['slack', 'messenger', 'edit,retract', 'done,gone', REPEATABLE],
  ['slack', 'messenger', 'discard', 'done', REPEATABLE],
  ['slack', 'files', 'store', 'stored,impossible', { later: 1 }],
  ['jogg', 'renderer', 'submit', 'done', { ...SENT, refused: 1 }],
  ['jogg', 'audio', 'prepare', 'done', { later: 4, refused: 1 }],
  ['jogg', 'renderer', 'identify', 'title,time,nothing', { nothing: 1 }],
  ['jogg', 'renderer', 'poll', 'running,succeeded,empty,failed,absent', LOOKED],
];

const CALLS = new Map(
  TABLE.flatMap(([service, port, names, truths, faults]) => {
    const answers = new Set([...truths.split(','), ...Object.keys(faults)]);
    const call = { service, answers, faults: Object.entries(faults) };
    return names.split(',').map((name): [string, typeof call] => [`${port}.${name}`, call]);
  }),
);

/** What is known of a port call. Throws where it is not listed: it could not be aimed at. */
export function callOf(name: string) {
  const call = CALLS.get(name);
  if (!call) throw new Error(`not listed: ${name}`);
  return call;
}

/** Whether a call that was answered so had its effect. */
export const hadEffect = (label: string): boolean => /done|misplaced/.test(label);

/** The name of a point; `answer` null: before the call. */
export const pointName = (call: string, answer: string | null): string =>
  answer === null ? `before ${call}` : `after ${call} → ${answer}`;

export type Point = (typeof POINTS)[number];

/** Where no run holds its task: calls of forms, buttons and webhooks, and ends of a run. */
const OF_OTHERS = /rememberHint|saveCommand|queue\.(add|wake|claim)|videoIds|videos/;
const OF_ENDS = /→ no$|(delivered|rest|retry) → .*done/;

/**
 * Before each port call, and after each answer that it can have: a process may die there, or lose
 * the claim of its run to another one.
 */
export const POINTS = (['crash', 'loss'] as const).flatMap((blow) =>
  [...CALLS]
    .flatMap(([call, { answers }]) =>
      [null, ...answers].map((answer) => ({ blow, name: pointName(call, answer), call, answer })),
    )
    .filter(({ name }) => blow === 'crash' || !(OF_OTHERS.test(name) || OF_ENDS.test(name))),
);
