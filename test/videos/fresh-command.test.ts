import { expect, it } from 'vitest';
import { readFreshCommand } from '../../src/videos/run/fresh-command.ts';
import { sampleVideo } from '../slack/sample-video.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

it('a Cancel is read even if the process was suspended with an older answer', async () => {
  const clock = createVirtualClock();
  const cancel = { choice: 'cancel', confirmation: 0, at: 0 } as const;
  const answers = [undefined, cancel];
  const readCommand = async () => {
    const answer = answers.shift();
    if (answer === undefined) await clock.advance(500);
    return answer;
  };
  const deps = { store: { readCommand }, clock };
  expect(await readFreshCommand(deps, sampleVideo('announced'))).toBe(cancel);
});
