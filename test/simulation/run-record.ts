import { START } from './scenario.ts';
import type { Timeline } from './timeline.ts';

export type RunRecord = ReturnType<typeof createRunRecord>;

/**
 * What a run leaves behind: a trace (its lines where `keep`, its hash in any case), what was
 * violated, which crash points were hit.
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
