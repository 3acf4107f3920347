import { silentLog } from '../../../../src/kernel/log.ts';
import { openEmbeddedDatabase } from '../../../../src/storage/embedded-database.ts';

// Writes row after row and says each number once it is committed, until it is killed.
const [, , dataDirectory = ''] = process.argv;
const { pool } = await openEmbeddedDatabase(dataDirectory, silentLog);
await pool.query('CREATE TABLE IF NOT EXISTS row (number int PRIMARY KEY)');
for (let number = 1; ; number++) {
  await pool.query('INSERT INTO row VALUES ($1)', [number]);
  process.stdout.write(`${number}\n`);
}
