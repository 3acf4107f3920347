import type { Answers, Source } from './answer.ts';
import type { ChangeRequest, Described, Proposal, SharedPart } from './interview-state.ts';
import type { Understood } from './understanding.ts';

/** One thing that a person did in an interview. */
export type Input = { readonly source: Source } & (
  | { readonly kind: 'start' | 'text'; readonly text: string; readonly understood: Understood }
  /** A click or a form: `value` is unread and is checked by the question's kind. */
  | { readonly kind: 'answer'; readonly questionId: string; readonly value: unknown }
  | { readonly kind: 'confirmProposal' | 'rejectProposal' | 'change'; readonly questionId: string }
  /** With a question id when a button of that question's card was clicked, which may be an old card. */
  | { readonly kind: 'unknown' | 'skip' | 'why'; readonly questionId?: string }
  | { readonly kind: 'confirmAll' | 'rejectAll' | 'back' | 'pause' | 'resume' | 'cancel' | 'summary' | 'submit' }
  /** `revision` is that of the card that was clicked: nobody confirms what was not shown. */
  | { readonly kind: 'confirmFurther' | 'rejectFurther'; readonly revision: number }
  /** What was read in a description. */
  | { readonly kind: 'describe'; readonly described: Omit<Described, 'revision'> }
  /** Of the screenful that was shown, these are right; the others of it are left out. */
  | { readonly kind: 'keepDescribed'; readonly revision: number; readonly questionIds: readonly string[] }
  | { readonly kind: 'dropDescribed'; readonly revision: number }
  /** The answer to whether cancelling is meant. Without that question it is a first request to cancel. */
  | { readonly kind: 'confirmCancel' }
  | { readonly kind: 'reopen'; readonly requests: readonly ChangeRequest[] }
  /** What is known before anything was said, to be confirmed. */
  | {
      readonly kind: 'begin';
      readonly known: readonly Proposal[];
      /** Answers that were approved before and still count, and those of them that have to be given again. */
      readonly carried?: { readonly answers: Answers; readonly again: readonly ChangeRequest[] };
    }
  /** While it is under way, what was answered has become doubtful. */
  | { readonly kind: 'askAgain'; readonly requests: readonly ChangeRequest[] }
  /** The earlier answer to a question that is asked again still holds. */
  | { readonly kind: 'keep'; readonly questionId: string }
  /** In a long interview: one section, or without an id all of them in order. */
  | { readonly kind: 'openSection'; readonly sectionId?: string }
  | { readonly kind: 'overview' }
  /** `instead` of what a colleague passes on. */
  | { readonly kind: 'share'; readonly shared: SharedPart; readonly instead?: string }
  | { readonly kind: 'unshare'; readonly shareId: string }
  /** Answers of the colleague whose source it is; `null` for “I don't know”. */
  | { readonly kind: 'contribute'; readonly shareId: string; readonly answers: readonly Contribution[] }
);

export interface Contribution {
  readonly questionId: string;
  readonly value: unknown;
}
