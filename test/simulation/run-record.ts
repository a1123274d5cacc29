import { START } from './scenario.ts';
import type { Timeline } from './timeline.ts';

export interface Violation {
  readonly rule: string;
  readonly detail: string;
  readonly at: number;
}

export type RunRecord = ReturnType<typeof createRunRecord>;

/**
 * What a run leaves behind: a trace (its lines where `keep`, its hash in any case), what was
 * violated, which crash points were hit.
 */
export function createRunRecord(timeline: Timeline, keep: boolean) {
  const violations: Violation[] = [];
  const trace: string[] = [];
  const hits = new Set<string>();
  let hash = 0x811c9dc5;
  const logEvent = (line: string): void => {
    const at = timeline.now() - START;
    for (let index = 0; index < line.length; index += 1)
      hash = Math.imul(hash ^ line.charCodeAt(index), 0x01000193);
    hash = Math.imul(hash ^ at, 0x01000193);
    if (keep) trace.push(`${clockFace(at)}  ${line}`);
  };
  return {
    logEvent,
    violate(rule: string, detail: string): void {
      const at = timeline.now() - START;
      if (violations.some((each) => each.rule === rule && each.detail === detail)) return;
      violations.push({ rule, detail, at });
      logEvent(`*** VIOLATED: ${rule}: ${detail}`);
    },
    violations,
    trace,
    hits,
    hash: () => (hash >>> 0).toString(16).padStart(8, '0'),
  };
}

/** Virtual time since the start, as h:mm:ss.mmm. */
export function clockFace(ms: number): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  const hours = Math.floor(ms / 3_600_000);
  const minutes = Math.floor(ms / 60_000) % 60;
  const seconds = Math.floor(ms / 1_000) % 60;
  return `${hours}:${two(minutes)}:${two(seconds)}.${String(ms % 1_000).padStart(3, '0')}`;
}
