import type { Question } from './question.ts';

export interface QuestionMessage {
  readonly id: string;
  readonly kind: 'question' | 'answer' | 'followUp';
  readonly authorId: string;
  /** `undefined` when the author's words have been erased. */
  readonly text: string | undefined;
  readonly writtenAt: Date;
}

export type NewQuestionMessage = QuestionMessage & { readonly text: string };

export interface QuestionRecord {
  readonly question: Question;
  /** The question first, then everything in the order in which it was written. */
  readonly messages: readonly QuestionMessage[];
}

export interface QuestionStore {
  /** The next reference of the organisation, such as Q-12. Taken numbers are never given again. */
  nextReference(): Promise<string>;
  create(question: Question, first: NewQuestionMessage): Promise<void>;
  find(questionId: string): Promise<QuestionRecord | undefined>;
  /** The question that people call by this reference. */
  referenced(reference: string): Promise<QuestionRecord | undefined>;
  /** The question that this person made of this answer. */
  ofAnswer(askerId: string, answerId: string): Promise<QuestionRecord | undefined>;
  /** Saves nothing and answers `conflict` when the question is no longer at `version`. */
  save(question: Question, version: number, now: Date): Promise<'saved' | 'conflict'>;
  addMessage(questionId: string, message: NewQuestionMessage): Promise<void>;
  /** Those without an answer, the oldest first. */
  open(): Promise<readonly QuestionRecord[]>;
  /** What a person, under any of their ids, has asked and is open, or was answered since then; the newest first. */
  askedBy(personIds: readonly string[], answeredSince: Date): Promise<readonly QuestionRecord[]>;
}
