import type { Band } from './gate.ts';

/** An answer as somebody got it, kept for a while: it can be judged, and its question taken to the governance team. */
export interface GivenAnswer {
  readonly id: string;
  /** Who asked. */
  readonly personId: string;
  /** Others read it, too. */
  readonly shared: boolean;
  /** `undefined` when the asker's words have been erased. */
  readonly words: { readonly question: string; readonly answer: string } | undefined;
  /** Keyed commitments (HMAC-SHA-256, hex) to the question and the answer. */
  readonly questionHash: string;
  readonly answerHash: string;
  readonly band: Band;
  readonly score: number;
  readonly passages: readonly string[];
  readonly answeredAt: Date;
}

export type NewGivenAnswer = Omit<GivenAnswer, 'words' | 'questionHash' | 'answerHash'> & {
  readonly words: NonNullable<GivenAnswer['words']>;
};

export interface GivenAnswerStore {
  keep(answer: NewGivenAnswer): Promise<void>;
  find(answerId: string): Promise<GivenAnswer | undefined>;
  /** Forgets what was answered before this moment. */
  forget(before: Date): Promise<void>;
}

/** An answer that this person got or could read; an id from elsewhere finds nothing. */
export async function findReadable(
  answers: GivenAnswerStore,
  answerId: string,
  personIds: readonly string[],
): Promise<GivenAnswer | undefined> {
  const found = await answers.find(answerId);
  return found && (found.shared || personIds.includes(found.personId)) ? found : undefined;
}
