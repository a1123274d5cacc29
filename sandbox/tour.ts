import type { DemoWorld } from './demo-world.ts';
import { messageOf, RunFailure } from './once-run.ts';
import { KNOWING } from './tour/after-knowing.ts';
import { RESULT, SAFE } from './tour/after-result.ts';
import { createGuide, type Steps } from './tour/guide.ts';
import { MAKING } from './tour/making.ts';
import { sentBy } from './tour/sent.ts';

const STEPS: Steps = { ...MAKING, ...RESULT, ...SAFE, ...KNOWING };

/**
 * Walks through everything the app does, printing what a person sees under a numbered heading.
 * @throws RunFailure naming the step that is not as it should be, or what Slack would have refused
 */
export async function runTour(
  world: DemoWorld,
  print: (line: string) => void,
  steps: Steps = STEPS,
): Promise<void> {
  const guide = createGuide(world, print);
  const all = Object.entries(steps);
  for (const [at, [title, run]] of all.entries()) {
    print(`${at === 0 ? '' : '\n'}${at + 1}. ${title}`);
    try {
      await run(guide);
    } catch (error) {
      const why = [messageOf(error), ...sentBy(world.slack).complaints].join('; ');
      throw new RunFailure(`step ${at + 1} (${title}): ${why}`, { cause: error });
    }
  }
  const { count, complaints } = sentBy(world.slack);
  if (complaints.length > 0)
    throw new RunFailure(`Slack would not take all of it: ${complaints.join('; ')}`);
  print(`\n${all.length} steps, ${count} messages and views, all within Slack's limits`);
}
