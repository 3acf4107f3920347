/** Something that was opened and must be closed. */
export interface Closable {
  close(): Promise<void>;
}

/** Collects what was opened and closes it in reverse order, each exactly once, even when one of them fails. */
export interface Lifecycle extends Closable {
  add(closable: Closable): void;
}

export function createLifecycle(): Lifecycle {
  const opened: Closable[] = [];
  return {
    add(closable) {
      opened.push(closable);
    },
    async close() {
      const failures: unknown[] = [];
      for (let next = opened.pop(); next; next = opened.pop()) {
        try {
          await next.close();
        } catch (failure) {
          failures.push(failure);
        }
      }
      if (failures.length > 0) throw new AggregateError(failures, 'Not everything could be closed');
    },
  };
}
