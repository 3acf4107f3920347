/** Option ids for one-of (string) and many-of or countries (list); ISO date for dates; plain words otherwise. */
export type AnswerValue = string | number | boolean | readonly string[];

/** Where an answer comes from. */
export interface Source {
  readonly personId: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** The message or the click that gave it. */
  readonly messageId: string;
  /** The verbatim words it rests on, when it was read from free text. */
  readonly quote?: string;
  /** Where in a description the quote stands, in words. */
  readonly place?: string;
  /** The file that says so, which becomes evidence with the answer. */
  readonly evidenceId?: string;
  /** Where the quote stands, when the words are not the person's own. */
  readonly quotedFrom?: QuotedMessage;
  /** What the organisation knew already, or other answers made likely, and the person confirmed. */
  readonly carriedFrom?: CarriedFrom;
}

/** Where a known fact stands, such as the declaration REV-12, or which earlier answers suggest it, in words. */
export interface CarriedFrom {
  readonly kind: 'declaration' | 'register' | 'answers' | 'assessment';
  readonly reference: string;
  /** When it was approved there: ISO 8601, UTC. */
  readonly at?: string;
}

/** A message of somebody else from which a person declares. */
export interface QuotedMessage {
  readonly messageId: string;
  readonly link?: string;
}

export type Answer =
  | { readonly kind: 'known'; readonly value: AnswerValue; readonly source: Source }
  /** "I don't know": never asked again, holds up approval, not submission. */
  | { readonly kind: 'unknown'; readonly source: Source }
  | { readonly kind: 'skipped'; readonly source: Source };

export type Answers = Readonly<Record<string, Answer>>;
