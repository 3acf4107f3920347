import type { AnswerValue } from './answer.ts';
import type { Question, Questionnaire } from './questionnaire.ts';

/** Reads free text. It only proposes: every candidate carries the words it rests on, and a person confirms it. */
export interface Understanding {
  understand(text: string, about: UnderstandingContext): Understood;
}

export interface UnderstandingContext {
  readonly questionnaire: Questionnaire;
  /** The question that was asked last, if any: a bare "yes", "3" or "next week" answers it. */
  readonly asked: Question | undefined;
  /** Answers that exist already, so that a correction can find its target by its old value. */
  readonly known: Readonly<Record<string, AnswerValue>>;
  readonly today: Date;
  /** Names and aliases of systems in the organisation's register, beside the shipped list of products. */
  readonly registered: readonly KnownProduct[];
}

export interface KnownProduct {
  readonly name: string;
  readonly supplier: string | undefined;
  readonly aliases: readonly string[];
  /** Ordinary words that name the product only when the text makes clear that a tool is meant. */
  readonly ambiguousAliases?: readonly string[];
  readonly host?: string;
}

export interface Understood {
  /** A request about the interview itself, such as "back" or "why do you ask?". */
  readonly command: Command | undefined;
  readonly candidates: readonly Candidate[];
  /** Read in two or more ways: asked, never guessed. */
  readonly ambiguous: readonly Ambiguity[];
  /** The text asks the assistant something and answers nothing: a digression. */
  readonly isQuestion: boolean;
}

export interface Candidate {
  readonly questionId: string;
  readonly value: AnswerValue;
  /** Verbatim in the text. */
  readonly quote: string;
  /** The words correct an earlier answer ("actually the vendor is …"). */
  readonly corrects: boolean;
  /** A product's name that neither the register nor the shipped list has. */
  readonly unlisted?: true;
}

export interface Ambiguity {
  readonly questionId: string;
  /** Ids of the options that the words could mean; empty when the words answer, but not clearly. */
  readonly options: readonly string[];
  readonly quote: string;
}

export type Command =
  | {
      readonly kind:
        | 'why'
        | 'skip'
        | 'back'
        | 'unknown'
        | 'pause'
        | 'resume'
        | 'cancel'
        | 'summary'
        | 'submit'
        | 'status'
        | 'help'
        | 'confirmAll'
        | 'rejectAll'
        | 'restart'
        | 'sections';
    }
  /** "change the vendor", "edit purpose": which question, when the words name one. */
  | { readonly kind: 'change'; readonly questionId: string | undefined };
