import type { PrepareAudio } from '../../src/domain/ports.ts';
import type { PrepareOutcome } from '../../src/domain/video/outcome.ts';
import type { Dice } from './dice.ts';
import type { Ledger } from './ledger.ts';
import type { Machine } from './machine.ts';
import type { Scenario } from './scenario.ts';

type Label = PrepareOutcome['kind'];

/** Handing a recording to Jogg: free, so it may happen as often as it likes. */
export function createAudioWorld(deps: {
  readonly machine: Machine;
  readonly scenario: Scenario;
  readonly dice: Dice;
  readonly ledger: Ledger;
}): PrepareAudio {
  const { machine, scenario, dice, ledger } = deps;
  const draw = (): Label => {
    const { answer } = scenario.target;
    if (machine.isAimed('audio.prepare') && isLabel(answer) && dice.happens(0.7)) return answer;
    if (!machine.isFaulty() || !dice.happens(scenario.joggFaults)) return 'done';
    return dice.weigh<Label>([
      ['later', 4],
      ['refused', 1],
    ]);
  };

  return () =>
    machine.call('audio.prepare', (actor) => {
      const label = draw();
      if (label === 'refused' && actor.video !== null)
        ledger.account(actor.video).audioRefused = true;
      return { label, answerMs: dice.between(50, 3_000), answer: () => OUTCOMES[label] };
    });
}

const OUTCOMES: Readonly<Record<Label, PrepareOutcome>> = {
  done: { kind: 'done', audioUrl: 'https://res.jogg.ai/hello.mp3' },
  later: { kind: 'later', afterMs: null },
  refused: { kind: 'refused', failure: { reason: 'audio', detail: 'kind', rid: null } },
};

function isLabel(answer: string | null): answer is Label {
  return answer !== null && answer in OUTCOMES;
}
