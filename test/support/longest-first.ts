import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Short files that play much. By its size alone each would begin when the others are done, and then be waited for. */
const LONG = /\/(?:durability|simulation)\/|\/kill\.test|\/authority-/u;

/** What takes long begins first, so that no core is idle at the end. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => LONG.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
