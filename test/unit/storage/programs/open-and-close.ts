import { silentLog } from '../../../../src/kernel/log.ts';
import { openDatabase } from '../../../../src/storage/open-database.ts';

// Must end by itself: nothing that the database leaves behind may keep a process alive.
const [, , dataDirectory = ''] = process.argv;
const database = await openDatabase({ dataDirectory, log: silentLog });
const { rows } = await database.pool.query('SELECT count(*)::int AS migrations FROM "_prisma_migrations"');
await database.close();
process.stdout.write(`${JSON.stringify(rows)}\n`);
