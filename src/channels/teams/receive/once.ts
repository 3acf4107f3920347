const KEPT = 1000;

/** Does what has this name once. `work` answers whether it may have been done. */
export type Once = (name: string, work: () => Promise<boolean>) => Promise<void>;

/**
 * For what is said beside a deed that Teams may deliver again, though it was handled. In memory, as nothing depends on
 * hearing it a second time.
 */
export function createOnce(): Once {
  const done = new Set<string>();
  return async (name, work) => {
    if (done.has(name)) return;
    done.add(name);
    const [oldest] = done;
    if (done.size > KEPT && oldest !== undefined) done.delete(oldest);
    let mayBeDone = false;
    try {
      mayBeDone = await work();
    } finally {
      if (!mayBeDone) done.delete(name);
    }
  };
}
