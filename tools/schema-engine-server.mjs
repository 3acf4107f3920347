// Prisma's schema engine (WebAssembly, from npm) behind the protocol that the CLI speaks with its native engine:
// JSON-RPC, one message a line, on standard input and output.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import readline from 'node:readline';
import { pathToFileURL } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { createEmbeddedPool } from '../src/storage/embedded-pool.ts';

// prisma.config.ts gives this host and port where no server is configured.
const NO_SERVER = '@127.0.0.1:1/';
const CHAR_OID = 18;
const TEXT_OID = 25;
const SERVER_ERROR = 4466;
const PRINT_IDS_FROM = 1_000_000;

export async function runSchemaEngine(words) {
  const option = (name) => words[words.indexOf(name) + 1];
  if (words.includes('--version')) return say('schema-engine-cli WebAssembly\n');
  const datasource = words.includes('--datasource') ? JSON.parse(option('--datasource')) : {};
  if (words.includes('can-connect-to-database')) return checkConnection(datasource.url);
  if (words.includes('cli')) return refuse('P1000', 'Create or drop the database with the tools of your server.');
  const schemas = words.flatMap((word, at) => (words[at - 1] === '--datamodels' ? [word] : []));
  await serve(() => openEngine(datasource, schemas));
  return undefined;
}

/** The CLI reads the answers of `cli` commands from the log lines. */
async function checkConnection(url) {
  try {
    if (isMemory(url)) return log({ level: 'INFO', fields: { message: 'Connection successful' } });
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.end();
    return log({ level: 'INFO', fields: { message: 'Connection successful' } });
  } catch (failure) {
    return refuse(failure.code === '3D000' ? 'P1003' : 'P1001', failure.message);
  }
}

function refuse(errorCode, message) {
  process.exitCode = 1;
  const fields = { message, is_panic: false, error_code: errorCode };
  log({ timestamp: new Date().toISOString(), level: 'ERROR', fields, target: 'schema_engine::logger' });
}

async function serve(openEngine) {
  let engine;
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const { id, method, params } = JSON.parse(line);
    if (!method) continue;
    try {
      engine ??= await openEngine();
      answer({ id, result: await call(engine, method, params) });
    } catch (failure) {
      answer({ id, error: describe(failure) });
    }
  }
  process.exit();
}

let printed = PRINT_IDS_FROM;

async function call(engine, method, params) {
  if (method === 'evaluateDataLoss') {
    // It can read the history only from the engine's cache, which applying a migration has emptied.
    await engine.devDiagnostic({ migrationsList: params.migrationsList, filters: params.filters });
  }
  const result = await engine[method === 'getDatabaseVersion' ? 'version' : method](params);
  if (method !== 'diff' || result.stdout == null) return result ?? {};
  // The native engine sends the text of a diff as a message of its own.
  printed += 1;
  answer({ id: printed, method: 'print', params: { content: result.stdout } });
  return { ...result, stdout: null };
}

function describe(failure) {
  const code = failure.code ? { error_code: failure.code } : {};
  const data = { is_panic: false, message: String(failure.message ?? failure), meta: failure.meta ?? null, ...code };
  return { code: SERVER_ERROR, message: 'An error happened. Check the data field for details.', data };
}

async function openEngine(datasource, schemas) {
  globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (message) => process.stderr.write(`${message}\n`) };
  const { SchemaEngine } = await loadWebAssembly();
  const datamodels = schemas.map((file) => [file, readFileSync(file, 'utf8')]);
  // An empty list makes the engine panic; undefined does not.
  const options = { datamodels: datamodels.length > 0 ? datamodels : undefined };
  const factory = createFactory(datasource);
  return SchemaEngine.new(options, () => {}, bindMigrationAwareSqlAdapterFactory(factory));
}

async function loadWebAssembly() {
  const file = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const bindings = await import(pathToFileURL(file).href);
  const bytes = readFileSync(path.join(path.dirname(file), 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': bindings });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return bindings;
}

function createFactory({ url, shadowDatabaseUrl }) {
  return {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: () => (isMemory(url) ? openMemory() : openServer(url)),
    connectToShadowDb: () => (shadowDatabaseUrl ? openServer(shadowDatabaseUrl) : openMemory()),
  };
}

function isMemory(url) {
  return !url || url.includes(NO_SERVER);
}

function openServer(url) {
  return createAdapter(new pg.Pool({ connectionString: url, max: 1 }), async () => {});
}

async function openMemory() {
  const database = await PGlite.create('memory://');
  return createAdapter(createEmbeddedPool(database), () => database.close());
}

/** adapter-pg with what the schema engine needs more than a client does. */
async function createAdapter(pool, closeDatabase) {
  const adapter = await new PrismaPg(pool, { disposeExternalPool: true }).connect();
  const { performIO, queryRaw, dispose } = adapter;
  let charColumns = [];
  // The system catalogue has columns of the internal type "char", which adapter-pg refuses.
  adapter.performIO = async (query) => {
    const result = await performIO.call(adapter, query);
    charColumns = result.fields.flatMap((field, at) => (field.dataTypeID === CHAR_OID ? [at] : []));
    for (const at of charColumns) result.fields[at].dataTypeID = TEXT_OID;
    return result;
  };
  adapter.queryRaw = async (query) => {
    const result = await queryRaw.call(adapter, query);
    for (const at of charColumns) result.columnTypes[at] = ColumnTypeEnum.Character;
    return result;
  };
  // adapter-pg cuts a script at every semicolon, also within the body of a function.
  adapter.executeScript = async (script) => {
    try {
      await pool.query(script);
    } catch (failure) {
      adapter.onError(failure);
    }
  };
  adapter.dispose = async () => {
    await dispose.call(adapter);
    await closeDatabase();
  };
  return adapter;
}

function answer(message) {
  say(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
}

function log(entry) {
  process.stderr.write(`${JSON.stringify(entry)}\n`);
}

function say(text) {
  process.stdout.write(text);
}
