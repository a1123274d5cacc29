/** A monotonic clock that only `advance` moves. */
export function createFakeTime() {
  let now = 0;
  const advance = (ms: number) => {
    now += ms;
  };
  return { clock: { monotonic: () => now }, advance };
}

/** Plays the steps of a script, `verb number`, and returns the script with the real numbers. */
export function playScript(script: string, play: (verb: string, n: number) => number | undefined) {
  const steps = script.split(', ').map((step) => {
    const [verb = '', number = '0'] = step.split(' ');
    return `${verb} ${play(verb, Number(number)) ?? number}`;
  });
  return steps.join(', ');
}
