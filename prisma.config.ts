import path from 'node:path';
import { defineConfig } from 'prisma/config';

// Prisma's own engine is a download from a host that is often blocked; ours is the WebAssembly build from npm.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.join(import.meta.dirname, 'tools', 'schema-engine.mjs');

/** The schema engine reads this address as "no server": it then works on an empty database in memory. */
const NO_SERVER = 'postgresql://none@127.0.0.1:1/none';

const url = process.env.MIGRATION_DATABASE_URL ?? process.env.DATABASE_URL;
const needsServer = process.argv.some((word) => ['deploy', 'status', 'resolve'].includes(word));
if (!url && needsServer) throw new Error('Set DATABASE_URL (or MIGRATION_DATABASE_URL): this command needs a server.');

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: url ?? NO_SERVER },
});
