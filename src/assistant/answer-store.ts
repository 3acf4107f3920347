import type { Answer } from './answer.ts';

/** A question that was asked, and what its card shows. */
export interface AnswerRecord {
  readonly id: string;
  readonly personId: string;
  readonly question: string;
  readonly answer: Answer;
  readonly wording: Wording;
  readonly askedAt: Date;
}

/** Whose words an answer has. */
export type Wording =
  /** Word for word from the passages; no model was to be asked. */
  | { readonly state: 'extractive' }
  /** The same, until a model has worded it. */
  | { readonly state: 'waiting' }
  /** A model's, each sentence checked; so many did not pass. */
  | { readonly state: 'worded'; readonly dropped: number }
  /** Word for word, because a model could not help. */
  | { readonly state: 'unworded'; readonly because: NotWorded; readonly dropped: number };

export type NotWorded =
  | 'rateLimited'
  | 'unavailable'
  | 'timedOut'
  | 'refused'
  | 'malformed'
  | 'capReached'
  | 'tooLong'
  /** The model found no answer in the passages. */
  | 'insufficient'
  /** No sentence of it passed the checks. */
  | 'unsupported';

export interface AnswerStore {
  add(record: AnswerRecord): Promise<void>;
  /** `undefined` when there is none, or whoever asked it has been erased. */
  find(answerId: string): Promise<AnswerRecord | undefined>;
  /** Only while it waits; answers false, and changes nothing, when it does not any more. */
  settle(record: AnswerRecord, now: Date): Promise<boolean>;
}
