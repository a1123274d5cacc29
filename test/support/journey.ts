import { it as test } from 'vitest';
import { onStage, type StageOptions } from './stage.ts';

/** An `it` whose tests each get their own `stage`, started with these options. */
export function journey(options: StageOptions = {}) {
  return test.extend('stage', ({ task: _ }, { onCleanup }) =>
    onStage({ ...options, atEnd: onCleanup }),
  );
}

export const it = journey();
