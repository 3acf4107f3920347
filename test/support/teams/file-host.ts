import { createServer } from 'node:http';

/** What a path of it answers; `hangs` never does. */
export interface FileAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly hangs?: boolean;
}

/** Where a tenant's OneDrive is, over HTTP on loopback. */
export interface FileHost {
  readonly origin: string;
  /** Which paths were asked for, with the token that came along. */
  readonly asked: readonly string[];
  /** From now on. Answers the address. */
  holds(path: string, answer: FileAnswer): string;
  close(): Promise<void>;
}

export async function openFileHost(): Promise<FileHost> {
  const answers = new Map<string, FileAnswer>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(`${path} ${request.headers.authorization ?? 'without a token'}`);
    const { status = 200, headers = {}, body = '', hangs = false } = answers.get(path) ?? { status: 404 };
    if (!hangs) response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  const origin = `http://127.0.0.1:${bound !== null && typeof bound === 'object' ? bound.port : 0}`;
  return {
    origin,
    asked,
    holds(path, answer) {
      answers.set(path, answer);
      return `${origin}${path}`;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
