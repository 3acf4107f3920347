import type pg from 'pg';
import { z } from 'zod';
import { type Key, unseal } from '../../src/storage/encryption.ts';
import { keyPlace } from '../../src/storage/words.ts';

/** Where each sealed column keeps whose words, and under which place: the list that a thief of everything would write. */
const SEALED = [
  { table: 'advice', column: 'sealedText', person: 'adviserId', place: `'advice/' || id || '/text'` },
  {
    table: 'answer_revision',
    column: 'sealedAnswer',
    person: 'personId',
    place: `'answer/' || "interviewId" || '/' || "questionId" || '/' || revision`,
  },
  {
    table: 'asked_question',
    column: 'sealedQuestion',
    person: 'personId',
    place: `'asked-question/' || conversation`,
  },
  {
    table: 'change_request',
    column: 'sealedRemark',
    person: 'reviewerId',
    place: `'change-request/' || id || '/remark'`,
  },
  {
    table: 'committee_record',
    column: 'sealedDissent',
    person: 'secretaryId',
    place: `'committee-record/' || id || '/dissent'`,
  },
  {
    table: 'committee_record',
    column: 'sealedReason',
    person: 'secretaryId',
    place: `'committee-record/' || id || '/reason'`,
  },
  {
    table: 'committee_ruling',
    column: 'sealedReason',
    person: 'chairId',
    place: `'committee-ruling/' || "recordId" || '/reason'`,
  },
  { table: 'concern', column: 'sealedReport', person: 'reporterId', place: `'concern/' || id || '/report'` },
  { table: 'concern_message', column: 'sealedText', person: 'authorId', place: `'concern-message/' || id || '/text'` },
  { table: 'console_file', column: 'sealedContent', person: 'personId', place: `'console-file/' || "fileId"` },
  { table: 'console_message', column: 'sealedContent', person: 'wordsOf', place: `'console-message/' || id` },
  { table: 'decision', column: 'sealedReason', person: 'reviewerId', place: `'decision/' || id || '/reason'` },
  { table: 'delivery', column: 'sealedReply', person: 'personId', place: `'delivery/' || key || '/reply'` },
  {
    table: 'document_decision',
    column: 'sealedReason',
    person: 'deciderId',
    place: `'document-decision/' || id || '/reason'`,
  },
  { table: 'evidence', column: 'sealedFile', person: 'personId', place: `'evidence/' || id || '/file'` },
  { table: 'failed_event', column: 'sealedBody', person: 'personId', place: `'failed-event/' || id` },
  { table: 'file_address', column: 'sealedAddress', person: 'personId', place: `'file-address/' || "fileId"` },
  {
    table: 'feedback',
    column: 'sealedWords',
    person: 'personId',
    place: `'feedback/' || "answerId" || '/' || "personId" || '/words'`,
  },
  { table: 'given_answer', column: 'sealedWords', person: 'personId', place: `'given-answer/' || id || '/words'` },
  { table: 'interview', column: 'sealedState', person: 'ownerId', place: `'interview/' || id || '/state'` },
  {
    table: 'interview_words',
    column: 'sealedWords',
    person: 'personId',
    place: `'interview/' || "interviewId" || '/words/' || "personId"`,
  },
  { table: 'model_call', column: 'sealedResult', person: 'personId', place: `'model-call/' || id || '/result'` },
  { table: 'model_call', column: 'sealedText', person: 'personId', place: `'model-call/' || id || '/text'` },
  { table: 'outbox_message', column: 'sealedCard', person: 'wordsOf', place: `'outbox-message/' || id || '/card'` },
  { table: 'override', column: 'sealedReason', person: 'deciderId', place: `'override/' || id || '/reason'` },
  {
    table: 'override_ruling',
    column: 'sealedReason',
    person: 'approverId',
    place: `'override-ruling/' || "overrideId" || '/reason'`,
  },
  {
    table: 'question_message',
    column: 'sealedText',
    person: 'authorId',
    place: `'question-message/' || id || '/text'`,
  },
  { table: 'recusal', column: 'sealedReason', person: 'personId', place: `'recusal/' || id || '/reason'` },
  { table: 'review_comment', column: 'sealedText', person: 'authorId', place: `'review-comment/' || id || '/text'` },
  {
    table: 'rights_notification',
    column: 'sealedNote',
    person: 'recordedById',
    place: `'rights-notification/' || id || '/note'`,
  },
  {
    table: 'immaterial_change',
    column: 'sealedReason',
    person: 'foundById',
    place: `'immaterial-change/' || id || '/reason'`,
  },
  { table: 'risk_change', column: 'sealedReason', person: 'byId', place: `'risk-change/' || id || '/reason'` },
  { table: 'share', column: 'sealedNote', person: 'givenById', place: `'share/' || id || '/note'` },
  { table: 'submission', column: 'sealedAnswers', person: 'submitterId', place: `'submission/' || id || '/answers'` },
  { table: 'vote', column: 'sealedReason', person: 'voterId', place: `'vote/' || id || '/reason'` },
] as const;

export const SEALED_COLUMNS = SEALED.map(({ table, column }) => `${table}.${column}`);

const Sealed = z.array(
  z.object({ organisationId: z.string(), person: z.string(), place: z.string(), sealed: z.instanceof(Uint8Array) }),
);
const Wrapped = z.array(
  z.object({ organisationId: z.string(), personId: z.string(), wrappedKey: z.instanceof(Uint8Array) }),
);

export interface OpenedWords {
  readonly table: string;
  readonly place: string;
  readonly text: string;
}

/** Everything that whoever has the database and its key can read. Throws when a row does not open with a key that is there. */
export async function openEverything(pool: pg.Pool, masterKey: Key): Promise<readonly OpenedWords[]> {
  const wrapped = Wrapped.parse((await pool.query('SELECT * FROM person_key WHERE "wrappedKey" IS NOT NULL')).rows);
  const keys = new Map(
    wrapped.map(({ organisationId, personId, wrappedKey }) => {
      const place = keyPlace(organisationId, personId);
      return [place, unseal(masterKey, place, wrappedKey)];
    }),
  );
  const opened: OpenedWords[] = [];
  for (const { table, column, person, place } of SEALED) {
    const { rows } = await pool.query(
      `SELECT "organisationId", "${person}" AS person, ${place} AS place, "${column}" AS sealed FROM ${table} WHERE "${column}" IS NOT NULL AND "${person}" IS NOT NULL`,
    );
    for (const row of Sealed.parse(rows)) {
      const key = keys.get(keyPlace(row.organisationId, row.person));
      if (!key) continue;
      const words = unseal(key, row.place, row.sealed).toString();
      // A file may hold anything, so it is kept as base64.
      const text = table === 'console_file' ? Buffer.from(words, 'base64').toString() : words;
      opened.push({ table, place: row.place, text });
    }
  }
  return opened;
}
