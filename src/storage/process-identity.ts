import { readFileSync } from 'node:fs';

/** `started` tells a process from a later one with the same number; undefined where the system does not say. */
export type ProcessState = { readonly status: 'gone' } | { readonly status: 'alive'; readonly started?: string };

const START_TIME_FIELD = 19;

export function processState(pid: number): ProcessState {
  const fields = readSystemFile(`/proc/${pid}/stat`)?.split(') ').at(-1)?.split(' ');
  if (fields) {
    // A zombie has been killed and runs nothing any more; it only waits for its parent.
    const started = fields[START_TIME_FIELD];
    if (fields[0] === 'Z' || fields[0] === 'X') return { status: 'gone' };
    return started === undefined ? { status: 'alive' } : { status: 'alive', started };
  }
  try {
    process.kill(pid, 0);
    return { status: 'alive' };
  } catch (failure) {
    const forbidden = failure instanceof Error && 'code' in failure && failure.code === 'EPERM';
    return forbidden ? { status: 'alive' } : { status: 'gone' };
  }
}

/** Changes with every start of the machine; undefined where the system does not say. */
export function bootId(): string | undefined {
  return readSystemFile('/proc/sys/kernel/random/boot_id')?.trim();
}

function readSystemFile(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
