/** What happens at a moment of virtual time; a promise ends when nothing moves any more. */
export type Happening = () => void | Promise<void>;

export type Timeline = ReturnType<typeof createTimeline>;

/** Virtual time (ms): happenings in order of time, those of one moment as they were planned. */
export function createTimeline(start: number) {
  const planned: { readonly at: number; readonly happening: Happening }[] = [];
  let now = start;
  return {
    now: () => now,
    /** Plans a happening `ms` from now. */
    after(ms: number, happening: Happening): void {
      const at = now + Math.max(0, ms);
      planned.splice(planned.findLastIndex((each) => each.at <= at) + 1, 0, { at, happening });
    },
    /** Lets everything happen up to `until`, or enough; answers whether all is at rest then. */
    async run(until: number, isEnough: () => boolean): Promise<boolean> {
      for (let next = planned.shift(); next; next = planned.shift()) {
        if (next.at > until || isEnough()) return false;
        now = next.at;
        const moving = next.happening();
        if (moving) await moving;
      }
      return true;
    },
  };
}
