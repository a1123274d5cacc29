import { SLOTS, STATES } from '../../src/domain/video/video.ts';

/** Who answers a port call. */
export type Service = 'store' | 'slack' | 'jogg' | 'process';
/** What may go wrong with a call, by its weight: with "done" in it, it has its effect. */
type Faults = Readonly<Record<string, number>>;

const WRITES = { threw: 1, 'threw though done': 1 };
const REPEATABLE = { later: 3, 'later, done': 1 };
const SENT = { later: 4, 'unknown, not sent': 2, 'unknown, done': 3, 'unknown, done after all': 1 };
const TO_THREAD = ['late', 'unconfirmed', 'result'];
const SAVES = STATES.map((state) => `save ${state}`);
const POSTS = SLOTS.filter((slot) => slot !== 'direct').map((slot) => `post ${slot}`);
const FINDS = ['card', ...TO_THREAD].map((slot) => `find ${slot}`);

/** Every port call: who answers it, its port, its names, its true answers, its faults. */
const TABLE: readonly (readonly [Service, string, readonly string[], readonly string[], Faults])[] =
  [
    [
      'store',
      'store',
      ['load', 'findByProject', 'readCommand', 'readReceipt'],
      ['done'],
      { threw: 1 },
    ],
    [
      'store',
      'store',
      ['linkProject', 'rememberHint', 'takeHint', 'saveCommand'],
      ['done'],
      WRITES,
    ],
    ['store', 'store', ['saveReceipt', ...SAVES], ['done'], WRITES],
    ['store', 'queue', ['add', 'wake', 'claim', 'rest', 'retry'], ['done'], WRITES],
    ['store', 'unconfirmed', ['add', 'remove', 'rememberHint', 'learn'], ['done'], WRITES],
    ['store', 'unconfirmed', ['videoIds', 'hints'], ['done'], { threw: 1 }],
    ['store', 'videos', ['remember'], ['done'], WRITES],
    ['store', 'rendered', ['learn'], ['done'], WRITES],
    ['process', 'lease', ['isHeld'], ['yes', 'no'], {}],
    ['process', 'paying', ['take'], ['now'], { wait: 1 }],
    ['process', 'clock', ['sleep'], ['done'], {}],
    ['slack', 'messenger', POSTS, ['done', 'refused', 'misplaced'], SENT],
    ['slack', 'messenger', ['post direct'], ['done', 'refused'], SENT],
    ['slack', 'messenger', FINDS, ['found', 'absent', 'unreadable'], { later: 1 }],
    ['slack', 'messenger', ['find direct'], ['unreadable'], {}],
    ['slack', 'messenger', ['edit', 'retract'], ['done', 'gone'], REPEATABLE],
    ['slack', 'messenger', ['discard'], ['done'], REPEATABLE],
    ['slack', 'files', ['store'], ['stored', 'impossible'], { later: 1 }],
    ['jogg', 'renderer', ['submit'], ['done'], { ...SENT, refused: 1 }],
    ['jogg', 'audio', ['prepare'], ['done'], { later: 4, refused: 1 }],
    ['jogg', 'renderer', ['identify'], ['title', 'time', 'nothing'], { nothing: 1 }],
    [
      ...(['jogg', 'renderer', ['poll']] as const),
      ['running', 'succeeded', 'empty', 'failed', 'absent'],
      { later: 4, empty: 1, running: 1 },
    ],
  ];

const CALLS = new Map(
  TABLE.flatMap(([service, port, names, truths, faults]) => {
    const answers = new Set([...truths, ...Object.keys(faults)]);
    const call = { service, answers, faults: Object.entries(faults) };
    return names.map((name): [string, typeof call] => [`${port}.${name}`, call]);
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

/** Whether an answer says that its service could not be reached. */
export const isOutage = (label: string): boolean =>
  ['later', 'unknown, not sent', 'threw', 'nothing'].includes(label);

/** The name of a crash point; `answer` null: before the call. */
export const pointName = (call: string, answer: string | null): string =>
  answer === null ? `before ${call}` : `after ${call} → ${answer}`;

export type CrashPoint = (typeof CRASH_POINTS)[number];

/** Where a process may die: before each port call, and after each answer that it can have. */
export const CRASH_POINTS = [...CALLS].flatMap(([call, { answers }]) =>
  [null, ...answers].map((answer) => ({ name: pointName(call, answer), call, answer })),
);
