import pg from 'pg';
import { Prisma, type PrismaClient } from './generated/client.ts';
import type { Statement } from './statement-batch.ts';
import { createStatementNames } from './statement-names.ts';
import type { Transaction } from './transaction-pool.ts';

/** Prisma reads 64-bit numbers as bigint, and so do we. */
const INT8_OID = 20;
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === INT8_OID && format !== 'binary' ? BigInt : pg.types.getTypeParser(oid, format),
};

const nameOf = createStatementNames();

export function statementOf({ text, values }: Prisma.Sql): Statement {
  return { name: nameOf({ sql: text }), text, values, types };
}

/**
 * Prisma's client, whose own statements take part in the transaction of this connection by themselves. Statements in
 * SQL go straight to the connection: through Prisma each costs several times as much.
 */
export function statementsOver(transaction: Transaction, prisma: PrismaClient): Prisma.TransactionClient {
  const run = (statement: TemplateStringsArray | Prisma.Sql, values: readonly unknown[]) =>
    transaction.run(statementOf(statement instanceof Prisma.Sql ? statement : Prisma.sql(statement, ...values)));
  const raw = {
    $queryRaw: async (statement: TemplateStringsArray | Prisma.Sql, ...values: readonly unknown[]) =>
      (await run(statement, values)).rows,
    $executeRaw: async (statement: TemplateStringsArray | Prisma.Sql, ...values: readonly unknown[]) =>
      (await run(statement, values)).rowCount ?? 0,
  };
  return new Proxy<Prisma.TransactionClient>(prisma, {
    get: (target, key) => (key === '$queryRaw' || key === '$executeRaw' ? raw[key] : Reflect.get(target, key, target)),
  });
}
