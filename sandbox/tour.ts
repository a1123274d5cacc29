import type { DemoWorld } from './demo-world.ts';
import { RunFailure } from './once-run.ts';
import { KNOWING } from './tour/after-knowing.ts';
import { RESULT } from './tour/after-result.ts';
import { createGuide, type Step } from './tour/guide.ts';
import { FORM } from './tour/make-form.ts';
import { MORE } from './tour/make-more.ts';
import { SAFE } from './tour/safe.ts';
import { sentBy } from './tour/sent.ts';

/** Every step, in order. */
const STEPS: readonly Step[] = [...FORM, ...MORE, ...RESULT, ...SAFE, ...KNOWING];

/**
 * Walks through everything the app does, printing what a person sees under a numbered heading.
 * Throws a `RunFailure` that names the step where something is not as it should be, or says what
 * Slack would have refused.
 */
export async function runTour(
  world: DemoWorld,
  print: (line: string) => void,
  steps: readonly Step[] = STEPS,
): Promise<void> {
  const guide = createGuide(world, print);
  for (const [at, { title, run }] of steps.entries()) {
    print(`${at === 0 ? '' : '\n'}${at + 1}. ${title}`);
    try {
      await run(guide);
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      const why = [words, ...sentBy(world.slack).complaints].join('; ');
      throw new RunFailure(`step ${at + 1} (${title}): ${why}`, { cause: error });
    }
  }
  const { messages, views, complaints } = sentBy(world.slack);
  if (complaints.length > 0)
    throw new RunFailure(`Slack would not take all of it: ${complaints.join('; ')}`);
  print(
    `\n${steps.length} steps, ${messages + views} messages and views, all within Slack's limits`,
  );
}
