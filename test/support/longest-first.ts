import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes longest, so that it does not begin last and keep everybody waiting. */
const LONGEST = [
  /crossing\/crossing/,
  /faults\/lives/,
  /simulation\/simulation/,
  /troubles\/troubles/,
  /sandbox\/test\/demo/,
  /store\/postgres-state/,
  /migrate\/migrate/,
];

/** Starts the longest files first; the rest as Vitest orders it. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = LONGEST.findIndex((name) => name.test(moduleId));
      return at === -1 ? LONGEST.length : at;
    };
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other));
  }
}
