import { it } from 'vitest';

/** Tests of which each goes on from the one before, so that nothing is to be learnt after one has failed. */
export function inOrder(): (name: string, go: () => Promise<void>) => void {
  let failed: string | undefined;
  return (name, go) => {
    it(name, async () => {
      if (failed !== undefined) throw new Error(`“${failed}” has failed`);
      failed = name;
      await go();
      failed = undefined;
    });
  };
}
