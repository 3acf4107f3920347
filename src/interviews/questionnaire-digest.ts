import { createHash } from 'node:crypto';
import serialize from 'canonicalize';
import type { Questionnaire } from './questionnaire.ts';

/** SHA-256 over canonical JSON, in hexadecimal: the order of keys, comments and layout of the file do not matter. */
export function questionnaireDigest({ relevance: _rules, ...published }: Questionnaire): string {
  return createHash('sha256')
    .update(serialize(published) ?? '')
    .digest('hex');
}
