import type { AnswerValue } from './answer.ts';
import type { Proposal } from './interview-state.ts';

/** Progress over the questions that apply at present. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}

/** `null` stands for "I don't know" or left out. */
export interface Correction {
  readonly kind: 'corrected';
  readonly questionId: string;
  readonly from: AnswerValue | null;
  readonly to: AnswerValue | null;
}

/** What is to be shown to the person, in this order. */
export type Effect =
  | { readonly kind: 'notice' }
  | { readonly kind: 'propose'; readonly proposals: readonly Proposal[] }
  /** What was read in a description is to be looked at. */
  | { readonly kind: 'described' }
  | ({
      readonly kind: 'ask';
      readonly questionId: string;
      /** Why it is asked again, when the last message did not answer it. */
      readonly clarification?: string;
      /** What the reviewer said about the earlier answer. */
      readonly remark?: string;
    } & Progress)
  | { readonly kind: 'explain'; readonly questionId: string }
  | { readonly kind: 'invalid'; readonly questionId: string; readonly message: string }
  | {
      readonly kind: 'ambiguous';
      readonly questionId: string;
      readonly options: readonly string[];
      readonly quote: string;
    }
  | { readonly kind: 'contradiction'; readonly says: string; readonly questions: readonly string[] }
  | Correction
  | { readonly kind: 'alreadyAnswered'; readonly questionIds: readonly string[] }
  /** `open` names what must still be answered before submitting. */
  | ({ readonly kind: 'summary'; readonly open: readonly string[] } & Progress)
  | ({ readonly kind: 'paused' } & Progress)
  | ({ readonly kind: 'resumed' } & Progress)
  /** The sections of a long interview, with what is to be done in each. */
  | { readonly kind: 'overview' }
  | { readonly kind: 'submitted' }
  /** So many answers would be thrown away: whether it is really meant. */
  | { readonly kind: 'askCancel'; readonly answers: number }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'help' }
  | {
      readonly kind: 'cannot';
      readonly code: CannotCode;
      readonly message: string;
      readonly questions?: readonly string[];
    };

export type CannotCode =
  | 'alreadySubmitted'
  | 'cancelled'
  | 'confirmFirst'
  | 'noSuchQuestion'
  | 'notApplicable'
  | 'notProposed'
  | 'notShared'
  | 'notSubmitted'
  | 'notUnderstood'
  | 'nothingAsked'
  | 'nothingBefore'
  | 'openQuestions'
  | 'paused'
  | 'required'
  | 'restart'
  | 'unknownNotAccepted'
  | 'whichQuestion';
