/** Reads one document in a thread of its own: whatever is wrong with it, the process goes on. */
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { DOCUMENT_FORMATS, documentToMarkdown } from './document-markdown.ts';

const Work = z.object({ format: z.enum(DOCUMENT_FORMATS), bytes: z.instanceof(Uint8Array) });

const { format, bytes } = Work.parse(workerData);
parentPort?.postMessage(await documentToMarkdown(format, new Uint8Array(bytes)));
