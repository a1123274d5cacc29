import { it as test } from 'vitest';
import { onStage, type StageOptions } from './stage.ts';

/** An `it` whose tests each get a `stage` of their own, begun with these options. */
export function journey(options: StageOptions = {}) {
  return test.extend('stage', ({ task: _ }, { onCleanup }) =>
    onStage({ ...options, atEnd: onCleanup }),
  );
}

/** An `it` on the usual stage. */
export const it = journey();
