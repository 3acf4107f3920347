import { createHash } from 'node:crypto';
import type { Journey } from './journey.ts';
import type { Persona } from './persona.ts';

/** Shares a document as the console's page does: uploaded, then described. */
export async function sharesDocument(
  { api }: Pick<Journey, 'api'>,
  persona: Persona,
  name: string,
  content: Uint8Array<ArrayBuffer> | string,
  text = '',
) {
  const bytes = typeof content === 'string' ? new Uint8Array(Buffer.from(content)) : content;
  const id = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  const uploaded = await api.upload(persona.id, id, bytes);
  await persona.shares([{ id, name, mimeType: '', bytes: bytes.length }], text);
  return uploaded;
}
