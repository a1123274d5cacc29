import { START } from './scenario.ts';
import type { Timeline } from './timeline.ts';

/**
 * What a run leaves behind: a trace (or its hash alone), what was violated, which points were hit.
 */
export interface RunRecord {
  logEvent(line: string): void;
  violate(rule: string, detail: string): void;
  hit(point: string): void;
  readonly violations: readonly Violation[];
  readonly trace: readonly string[];
  readonly hits: ReadonlySet<string>;
  hash(): string;
}

export interface Violation {
  readonly rule: string;
  readonly detail: string;
  readonly at: number;
}

/** Keeps the lines themselves only where `keep`; the hash covers them in any case. */
export function createRunRecord(timeline: Timeline, keep: boolean): RunRecord {
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
    violate(rule, detail) {
      const at = timeline.now() - START;
      if (violations.some((each) => each.rule === rule && each.detail === detail)) return;
      violations.push({ rule, detail, at });
      logEvent(`*** VIOLATED: ${rule}: ${detail}`);
    },
    hit: (point) => {
      hits.add(point);
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
