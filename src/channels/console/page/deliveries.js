import { post } from './api.js';

const STORED_AS = 'steward.undelivered';
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 8000;

/**
 * Sends deeds one after another and keeps each until the server has acknowledged it, over reloads of the page too.
 * A deed is sent again with its own key, so the server does it once.
 */
export function createDeliveries({ changed }) {
  /** @type {{ path: string, body: any, at: string, troubled?: boolean }[]} */
  const waiting = JSON.parse(sessionStorage.getItem(STORED_AS) ?? '[]');
  const settle = new Map();
  let running = false;
  let wake = () => {};

  function keep() {
    sessionStorage.setItem(STORED_AS, JSON.stringify(waiting));
    changed();
  }

  async function run() {
    if (running) return;
    running = true;
    let pauseMs = FIRST_PAUSE_MS;
    while (waiting.length > 0) {
      const [deed] = waiting;
      const result = await post(deed.path, deed.body);
      if (result.kind === 'retry') {
        deed.troubled = true;
        keep();
        await pause(pauseMs);
        pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
        continue;
      }
      pauseMs = FIRST_PAUSE_MS;
      await settle.get(deed.body.key)?.(result);
      settle.delete(deed.body.key);
      waiting.splice(waiting.indexOf(deed), 1);
      keep();
    }
    running = false;
  }

  function pause(ms) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  return {
    /** `settled` gets `{ kind: 'done', reply }` or `{ kind: 'refused', message }`. */
    send(path, body, settled) {
      const key = crypto.randomUUID();
      settle.set(key, settled);
      waiting.push({ path, body: { ...body, key }, at: new Date().toISOString() });
      keep();
      void run();
    },
    waiting: () => waiting,
    /** Goes on with what an earlier page left, or at once instead of after the pause. */
    resume() {
      wake();
      void run();
    },
  };
}
