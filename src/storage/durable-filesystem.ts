import { closeSync, fdatasyncSync, fsyncSync, openSync } from 'node:fs';
import type { PGlite, PGliteOptions } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

const IO_ERROR = 29; // EIO, as the C library inside the database numbers it

type EmscriptenOptions = Parameters<NodeFS['init']>[1];

/** What we touch of Emscripten's NODEFS, which PGlite exports untyped. */
interface HostFilesystem {
  realPath(node: unknown): string;
  stream_ops: { fsync?: (stream: { readonly nfd?: number; readonly node: unknown }) => number };
}
interface DatabaseModule {
  readonly NODEFS?: HostFilesystem;
  readonly FS: {
    readonly filesystems: { readonly NODEFS: HostFilesystem };
    readonly ErrnoError: new (errno: number) => Error;
  };
}

/**
 * PGlite's own NodeFS never calls fsync, so a power cut loses what was acknowledged. This one does: with
 * `durableStartParameters` the write-ahead log is on the disk before a COMMIT returns.
 */
export class DurableNodeFilesystem extends NodeFS {
  /** How often the database asked for its writes to reach the disk. */
  syncs = 0;

  override async init(database: PGlite, options: EmscriptenOptions): ReturnType<NodeFS['init']> {
    const started = await super.init(database, options);
    const installFsync = (emscripten: unknown) => {
      // Vendor seam: PGlite types the module without the file system that it hands us.
      const module = emscripten as DatabaseModule;
      const host = module.NODEFS ?? module.FS.filesystems.NODEFS;
      host.stream_ops.fsync = (stream) => {
        this.syncs += 1;
        try {
          syncToDisk(stream.nfd, () => host.realPath(stream.node));
        } catch {
          throw new module.FS.ErrnoError(IO_ERROR);
        }
        return 0;
      };
    };
    const { emscriptenOpts } = started;
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), installFsync] } };
  }
}

/** PGlite's parameters without `-F`, which is fsync=off. */
export function durableStartParameters(defaults: NonNullable<PGliteOptions['startParams']>): string[] {
  return [...defaults.filter((parameter) => parameter !== '-F'), '-c', 'fsync=on', '-c', 'wal_sync_method=fsync'];
}

function syncToDisk(descriptor: number | undefined, path: () => string): void {
  if (descriptor !== undefined) {
    fdatasyncSync(descriptor);
    return;
  }
  const opened = openSync(path(), 'r');
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}
