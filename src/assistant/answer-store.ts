import type { Answer } from './answer.ts';
import type { Band } from './gate.ts';

/**
 * An answer as somebody got it, kept for a while: it can be worded better, be judged, and its question taken to the
 * governance team.
 */
export interface GivenAnswer {
  readonly id: string;
  /** Who asked. */
  readonly personId: string;
  /** Others read it, too. */
  readonly shared: boolean;
  /** `undefined` when the asker's words have been erased. */
  readonly words: AnswerWords | undefined;
  readonly wording: Wording;
  /** Keyed commitments (HMAC-SHA-256, hex) to the question and to the answer as it is shown now. */
  readonly questionHash: string;
  readonly answerHash: string;
  readonly band: Band;
  readonly score: number;
  readonly passages: readonly string[];
  readonly answeredAt: Date;
}

export interface AnswerWords {
  readonly question: string;
  readonly answer: Answer;
}

export type NewAnswer = AnswerWords & Pick<GivenAnswer, 'id' | 'personId' | 'shared' | 'wording' | 'answeredAt'>;

/** What a card shows of an answer. */
export type ShownAnswer = Pick<NewAnswer, 'answer' | 'wording'>;

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
  keep(answer: NewAnswer): Promise<void>;
  find(answerId: string): Promise<GivenAnswer | undefined>;
  /** Only while it waits; answers false, and changes nothing, when it does not any more. */
  settle(answer: Omit<NewAnswer, 'shared' | 'answeredAt'>, now: Date): Promise<boolean>;
  /** Forgets what was answered before this moment. */
  forget(before: Date): Promise<void>;
}

/** An answer that this person got or could read; an id from elsewhere finds nothing. */
export async function findReadable(
  answers: Pick<AnswerStore, 'find'>,
  answerId: string,
  personIds: readonly string[],
): Promise<GivenAnswer | undefined> {
  const found = await answers.find(answerId);
  return found && (found.shared || personIds.includes(found.personId)) ? found : undefined;
}
