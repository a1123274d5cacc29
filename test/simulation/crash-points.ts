import { SLOTS, STATES } from '../../src/domain/video/video.ts';

/** Every port call, by the answers it can have: a process may die before it and after each. */
const KEPT = ['done', 'threw', 'threw though done'] as const;
const THREAD = ['late', 'unconfirmed', 'result'] as const;
const SENDING = ['done', 'later', 'refused', 'unknown, not sent', 'unknown, done'] as const;
const UNTIL_LATER = ['unknown, done after all'] as const;

function everyCall(): [string, readonly string[]][] {
  return [
    ...['load', 'findByProject', 'readCommand', 'readReceipt'].map((name) =>
      call(`store.${name}`, 'done', 'threw'),
    ),
    ...['linkProject', 'rememberHint', 'takeHint', 'saveCommand', 'saveReceipt'].map((name) =>
      call(`store.${name}`, ...KEPT),
    ),
    ...STATES.map((state) => call(`store.save ${state}`, ...KEPT)),
    ...['add', 'wake', 'claim', 'rest', 'retry'].map((name) => call(`queue.${name}`, ...KEPT)),
    ...['add', 'remove', 'rememberHint', 'learn'].map((name) =>
      call(`unconfirmed.${name}`, ...KEPT),
    ),
    ...['videoIds', 'hints'].map((name) => call(`unconfirmed.${name}`, 'done', 'threw')),
    call('renderer.identify', 'title', 'time', 'nothing'),
    call('videos.remember', ...KEPT),
    call('rendered.learn', ...KEPT),
    call('lease.isHeld', 'yes', 'no'),
    call('paying.take', 'now', 'wait'),
    call('clock.sleep', 'done'),
    ...SLOTS.map((slot) =>
      call(
        `messenger.post ${slot}`,
        ...SENDING,
        ...UNTIL_LATER,
        ...(slot === 'direct' ? [] : ['misplaced']),
      ),
    ),
    ...(['card', ...THREAD] as const).map((slot) =>
      call(`messenger.find ${slot}`, 'found', 'absent', 'unreadable', 'later'),
    ),
    call('messenger.find direct', 'unreadable'),
    call('files.store', 'stored', 'later', 'impossible'),
    call('messenger.edit', 'done', 'gone', 'later', 'later, done'),
    call('messenger.discard', 'done', 'later', 'later, done'),
    call('messenger.retract', 'done', 'gone', 'later', 'later, done'),
    call('renderer.submit', ...SENDING, ...UNTIL_LATER),
    call('audio.prepare', 'done', 'later', 'refused'),
    call('renderer.poll', 'running', 'succeeded', 'empty', 'failed', 'absent', 'later'),
  ];
}

const call = (name: string, ...answers: string[]): [string, readonly string[]] => [name, answers];

export type CrashPoint = (typeof CRASH_POINTS)[number];

/** Where a process may die. `answer` null: before the call; else after it was answered so. */
export const CRASH_POINTS = everyCall().flatMap(([call, answers]) =>
  [null, ...answers].map((answer) => ({ name: pointName(call, answer), call, answer })),
);

const ANSWERS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  everyCall().map(([name, answers]) => [name, new Set(answers)]),
);

/** Throws where a call or its answer is not listed: then it could not be aimed at. */
export function checkPoint(name: string, answer: string): void {
  if (!ANSWERS.get(name)?.has(answer)) throw new Error(`not listed: ${name} → ${answer}`);
}

/** The name of a crash point; `answer` null: before the call. */
export function pointName(name: string, answer: string | null): string {
  return answer === null ? `before ${name}` : `after ${name} → ${answer}`;
}
