import { START } from './scenario.ts';

/** A callback at a virtual time. Its promise resolves when nothing moves any more. */
export type Callback = () => void | Promise<void>;

export type Timeline = ReturnType<typeof createTimeline>;

/** Virtual time (ms). Callbacks run by time, and those of the same time in the planned order. */
export function createTimeline(start: number) {
  const planned: { readonly at: number; readonly callback: Callback }[] = [];
  let now = start;
  return {
    now: () => now,
    /** Schedules a callback `ms` from now. */
    after(ms: number, callback: Callback): void {
      const at = now + Math.max(0, ms);
      planned.splice(planned.findLastIndex((each) => each.at <= at) + 1, 0, { at, callback });
    },
    /** Runs the callbacks up to `until` or until it is enough. Returns whether none is left. */
    async run(until: number, isEnough: () => boolean): Promise<boolean> {
      for (let next = planned.shift(); next; next = planned.shift()) {
        if (next.at > until || isEnough()) return false;
        now = next.at;
        const running = next.callback();
        if (running) await running;
      }
      return true;
    },
  };
}

export type RunRecord = ReturnType<typeof createRunRecord>;

/**
 * Records a run: its trace (a hash, and the lines if `keep`), the violated rules, and the points
 * that were hit.
 */
export function createRunRecord({ now }: Timeline, keep: boolean) {
  const violations: { readonly rule: string; readonly detail: string; readonly at: string }[] = [];
  const trace: string[] = [];
  let hash = 0x811c9dc5;
  const logEvent = (line: string): void => {
    const at = now() - START;
    for (let index = 0; index < line.length; index += 1)
      hash = Math.imul(hash ^ line.charCodeAt(index), 0x01000193);
    hash = Math.imul(hash ^ at, 0x01000193);
    if (keep) trace.push(`${at / 1_000} s  ${line}`);
  };
  return {
    logEvent,
    violate(rule: string, detail: string): void {
      if (violations.some((each) => each.rule === rule && each.detail === detail)) return;
      violations.push({ rule, detail, at: `${(now() - START) / 1_000} s` });
      logEvent(`*** VIOLATED: ${rule}: ${detail}`);
    },
    violations,
    trace,
    hits: new Set<string>(),
    hash: () => (hash >>> 0).toString(16).padStart(8, '0'),
  };
}
