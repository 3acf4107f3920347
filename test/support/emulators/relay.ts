import { createConnection, createServer, type Server, type Socket } from 'node:net';

/** Where a relay listens or connects: a port of 127.0.0.1, or a socket in the file system, which every network namespace sees. */
export type Place = { readonly port: number } | { readonly path: string };

export interface Relay {
  /** The port it listens on, where it was asked for port 0; 0 for a socket in the file system. */
  readonly port: number;
  close(): Promise<void>;
}

/** Passes every connection on, byte for byte. */
export async function openRelay(from: Place, to: () => Place): Promise<Relay> {
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = createConnection(loopback(to()));
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(socket);
      socket.on('close', () => {
        open.delete(socket);
        other.destroy();
      });
      // Either side may go at any moment; the other one is closed with it.
      socket.on('error', () => {});
      socket.setNoDelay();
      socket.pipe(other);
    }
  });
  await listening(server, from);
  const bound = server.address();
  return {
    port: bound !== null && typeof bound === 'object' ? bound.port : 0,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}

function listening(server: Server, from: Place): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(loopback(from), () => resolve());
  });
}

function loopback(place: Place) {
  return 'port' in place ? { host: '127.0.0.1', port: place.port } : { path: place.path };
}
