import { Unreachable } from './api.js';
import { toast } from './dom.js';

/** Several changes at once lead to one reading; a change during a reading leads to another one after it. */
export function once(work) {
  let running;
  let again = false;
  return function run() {
    if (running) {
      again = true;
      return running;
    }
    running = work()
      .catch((failure) => {
        if (failure instanceof Unreachable) return;
        toast(failure.message, 'bad');
        reportError(failure);
      })
      .finally(() => {
        running = undefined;
        if (again) {
          again = false;
          return run();
        }
      });
    return running;
  };
}
