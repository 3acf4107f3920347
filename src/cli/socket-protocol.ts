import path from 'node:path';
import { z } from 'zod';

/** One line of JSON to the server; it answers with one line and ends the connection. */
export const Request = z.strictObject({ words: z.array(z.string()), workingDirectory: z.string() });
export type Request = z.infer<typeof Request>;

export const Answer = z.strictObject({
  /** In base64: an exported workbook is no text. */
  stdout: z.string(),
  stderr: z.string(),
  exitCode: z.int(),
});
export type Answer = z.infer<typeof Answer>;

/** The address of a Unix socket has room for so many bytes on every system we know; Linux has 4 more (`man 7 unix`). */
const MAX_PATH_BYTES = 103;

/** `undefined` when the path is longer than a socket’s may be: then aims works only while no server runs. */
export function socketPath(dataDirectory: string): string | undefined {
  const file = path.resolve(dataDirectory, 'aims.sock');
  return Buffer.byteLength(file) <= MAX_PATH_BYTES ? file : undefined;
}
