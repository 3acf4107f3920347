import { unreachable } from '../kernel/unreachable.ts';

/** What somebody wants to know from the governance team, because Steward could not tell. */
export interface Question {
  readonly id: string;
  /** What people say: Q-12. */
  readonly reference: string;
  readonly askerId: string;
  readonly state: 'open' | 'answered';
  /** Who said that they will answer. */
  readonly assignedToId?: string;
  readonly tried?: TriedAnswer;
  readonly askedAt: Date;
  /** Rises with everything that happens to it. */
  readonly version: number;
}

/** What the assistant made of the same question: with it, what is missing can be written. */
export interface TriedAnswer {
  readonly answerId: string;
  readonly band: 'answer' | 'unsure' | 'abstain';
  readonly score: number;
  readonly passages: readonly string[];
}

export type QuestionEvent = { readonly by: string; readonly at: Date } & (
  | { readonly kind: 'assigned' }
  | { readonly kind: 'answered' | 'askedFurther'; readonly text: string }
);

/** Applies what was decided. Whoever answers has it from then on, so that what is asked further goes to them. */
export function evolve(question: Question, event: QuestionEvent): Question {
  const next = { ...question, version: question.version + 1 };
  switch (event.kind) {
    case 'assigned':
      return { ...next, assignedToId: event.by };
    case 'answered':
      return { ...next, state: 'answered', assignedToId: event.by };
    case 'askedFurther':
      return { ...next, state: 'open' };
    default:
      return unreachable(event);
  }
}
