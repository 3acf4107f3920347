import pg from 'pg';

/** A statement with its values, prepared under its name once for each connection; without a name each time anew. */
export interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values?: readonly unknown[];
  readonly types?: pg.CustomTypesConfig;
  /** How many rows it has to write. */
  readonly rows?: number;
}

type Results = readonly pg.QueryResult[];

/** What a connection of node-postgres calls while one of its queries runs. */
interface Running extends pg.Submittable {
  readonly name: string;
  readonly text: string;
  prepare(connection: pg.Connection): void;
  handleRowDescription(message: unknown): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: pg.Connection): void;
  handleReadyForQuery(connection: pg.Connection): void;
}

/** How a connection remembers what it has asked the database to prepare, and does not know yet whether it has. */
interface Preparing extends pg.Connection {
  readonly submittedNamedStatements: Record<string, string>;
}

/**
 * Runs statements one after the other in one message to the database and back: a message costs more than most
 * statements. The first that fails is what the promise rejects with; those after it are not run.
 */
export function runTogether(client: pg.ClientBase, statements: readonly Statement[]): Promise<Results> {
  return new Promise((resolve, reject) => void client.query(createBatch(statements, resolve, reject)));
}

function createBatch(
  statements: readonly Statement[],
  resolve: (results: Results) => void,
  reject: (failure: Error) => void,
): pg.Submittable {
  const results: pg.QueryResult[] = [];
  const queries = statements.map(({ name, text, values = [], types }) => {
    const query = new pg.Query({ name, text, values: [...values], ...(types && { types }) }, (failure, result) => {
      if (failure) reject(failure);
      else results.push(result);
    });
    // Typed no further than for those who only wait for its end.
    return query as unknown as Running;
  });
  let done = 0;
  const current = () => {
    const query = queries[done];
    if (!query) throw new Error('The database answered more than it was asked');
    return query;
  };
  const batch = {
    // By these the client notes what has been prepared.
    get name() {
      return queries[done]?.name;
    },
    get text() {
      return queries[done]?.text;
    },
    submit(connection: pg.Connection) {
      // The embedded database has no socket.
      connection.stream.cork?.();
      const unsynced = withoutSync(connection);
      for (const query of queries) query.prepare(unsynced);
      connection.sync();
      connection.stream.uncork?.();
    },
    handleRowDescription: (message: unknown) => current().handleRowDescription(message),
    handleDataRow: (message: unknown) => current().handleDataRow(message),
    handleCommandComplete(message: unknown, connection: pg.Connection) {
      current().handleCommandComplete(message, connection);
      done += 1;
    },
    handleReadyForQuery(connection: pg.Connection) {
      for (const query of queries) query.handleReadyForQuery(connection);
      resolve(results);
    },
    handleError(failure: Error, connection: Preparing) {
      for (const { name } of queries.slice(done)) delete connection.submittedNamedStatements[name];
      reject(failure);
    },
  };
  return batch;
}

/** Only the end of the batch is one of the conversation. */
function withoutSync(connection: pg.Connection): pg.Connection {
  return new Proxy(connection, {
    get(target, key) {
      if (key === 'sync') return () => {};
      const value = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
