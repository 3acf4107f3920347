import pg from 'pg';

/** The PostgreSQL server does not answer or does not let us in; the message says which one and why. */
export class DatabaseUnreachable extends Error {
  override readonly name = 'DatabaseUnreachable';
}

// adapter-pg writes instants without an offset: in another time zone they would be stored wrong.
const IN_UTC = '-c TimeZone=UTC';

/** How to connect: whatever else the address sets for the session, its time zone is UTC. */
export function connectionTo(url: string): Pick<pg.PoolConfig, 'connectionString'> {
  if (!URL.canParse(url))
    throw new DatabaseUnreachable(
      'The address of the database cannot be read; write postgresql://user@host:5432/steward.',
    );
  const address = new URL(url);
  // In the address, because options there win over options beside it; the last `-c` for a setting counts.
  const options = [...address.searchParams.getAll('options'), IN_UTC].join(' ');
  address.searchParams.set('options', options);
  return { connectionString: address.href };
}

/** Runs `work` on one connection of its own. @throws {DatabaseUnreachable} */
export async function withConnection<Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client(connectionTo(url));
  try {
    await client.connect();
  } catch (cause) {
    const { host, pathname } = new URL(url);
    throw new DatabaseUnreachable(`The database ${pathname.slice(1)} at ${host} cannot be opened: ${reasonOf(cause)}`, {
      cause,
    });
  }
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return 'no reason was given';
  if (cause instanceof AggregateError && cause.errors[0] instanceof Error) return cause.errors[0].message;
  return cause.message;
}
