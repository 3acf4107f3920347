import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import pg from 'pg';

const SYNC = 'S'.charCodeAt(0);
const QUERY = 'Q'.charCodeAt(0);

/**
 * A node-postgres pool of exactly one connection over one PGlite instance. Everything must go through it: a query
 * beside it would run inside whatever transaction is open. The caller closes the database after the pool.
 */
export function createEmbeddedPool(database: PGlite): pg.Pool {
  const backend = withYield(database);
  class EmbeddedClient extends pg.Client {
    constructor() {
      super(connectionTo(backend));
    }

    override connect(): Promise<this>;
    override connect(callback: (failure: Error | null, client: this) => void): void;
    override connect(callback?: (failure: Error | null, client: this) => void): Promise<this> | undefined {
      const connected = cleanSession(database)
        .then(() => super.connect())
        .then(() => this);
      if (!callback) return connected;
      connected.then(
        () => callback(null, this),
        (failure) => callback(failure, this),
      );
      return undefined;
    }
  }
  return new pg.Pool({ Client: EmbeddedClient, max: 1, idleTimeoutMillis: 0 });
}

/** The one session of the database outlives a client that was thrown away: its transaction and settings must not. */
async function cleanSession(database: PGlite): Promise<void> {
  await database.waitReady;
  await database.exec('ROLLBACK');
  await database.exec('DISCARD ALL');
}

/**
 * PGlite answers within the microtask queue: without a pause, back-to-back queries starve timers and sockets. Messages
 * that nothing is to be answered to before a Sync wait for it: each call into the database costs more than most.
 */
function withYield(database: PGlite): PGlite {
  let waiting: Uint8Array[] = [];
  const execProtocolStream: PGlite['execProtocolStream'] = async (message, options) => {
    waiting.push(message);
    if (message[0] !== SYNC && message[0] !== QUERY) return [];
    const messages = Buffer.concat(waiting);
    waiting = [];
    await yieldToEventLoop();
    return database.execProtocolStream(messages, options);
  };
  return new Proxy(database, {
    get: (target, key) => (key === 'execProtocolStream' ? execProtocolStream : Reflect.get(target, key, target)),
  });
}

function connectionTo(backend: PGlite): pg.ClientConfig {
  const configuration = createPgConfig(backend);
  const { connection } = configuration;
  const parse = connection.parse.bind(connection);
  // PGlite 0.5.16 expects `types` to be a list of numbers; node-postgres passes its type parser there.
  connection.parse = (query: { readonly types?: unknown }) =>
    parse(Array.isArray(query.types) ? query : { ...query, types: undefined });
  return configuration;
}
