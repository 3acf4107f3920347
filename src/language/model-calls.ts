import type { Charge } from './allowance.ts';
import type { Spent } from './language-model.ts';

/** What is known of one call of a model: what it was for, with which prompt, what it cost and how it ended (A.6.2.8). */
export interface ModelCall {
  readonly id: string;
  /** Whose words it reads, and whose allowance it takes from. */
  readonly personId: string;
  readonly purpose: string;
  /** What the result belongs to: an answer, an interview, a submission. */
  readonly subjectId: string;
  readonly promptId: string;
  readonly promptVersion: number;
  readonly promptDigest: string;
  readonly model: string;
  /** Tokens that the input may have at most. */
  readonly inputLimit: number;
  readonly reserved: Charge;
  readonly reservedAt: Date;
  /** Further words that it is about, where no other row has them; `undefined` also when they have been erased. */
  readonly text: string | undefined;
  readonly details: Readonly<Record<string, string | number>>;
}

export interface EndedCall {
  /** `answered`, or the kind of a `ModelFailure`; `dropped` when it was not wanted any more and not made. */
  readonly outcome: string;
  readonly spent: Spent;
  readonly charge: Charge;
  /** Exactly what was sent and what came back; commitments to them are kept, not they. */
  readonly sent: string | undefined;
  readonly received: string | undefined;
  /** What was made of it, sealed with the person's key. */
  readonly result?: unknown;
}

/** One entry of the log: ids, numbers and keyed commitments, nobody's words. */
export interface LoggedCall {
  readonly id: string;
  readonly reservedAt: Date;
  readonly personId: string;
  readonly purpose: string;
  readonly subjectId: string;
  readonly promptId: string;
  readonly promptVersion: number;
  readonly promptDigest: string;
  readonly model: string;
  /** `undefined` while it is waited for. */
  readonly outcome: string | undefined;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** In millionths of the operator's currency. */
  readonly cost: number;
  readonly tookMs: number;
  readonly sentHash: string | undefined;
  readonly receivedHash: string | undefined;
}

export type Reserved = 'reserved' | 'person' | 'organisation';

/** The calls of models, and what they have taken of each day's allowance: one number per payer, never above its limit. */
export interface ModelCallStore {
  /** Writes the call and takes its charge in one go; takes nothing and says whose allowance is too small for it. */
  reserve(call: ModelCall, limits: { readonly person: Charge; readonly organisation: Charge }): Promise<Reserved>;
  /**
   * To be called before the model is. `again`: an earlier attempt never said how it ended, so what it had reserved stays
   * spent, and the same is to be reserved once more. `undefined`: it has ended, or never was.
   */
  start(callId: string, now: Date): Promise<{ readonly call: ModelCall; readonly again: boolean } | undefined>;
  reserveAgain(call: ModelCall, limits: { readonly person: Charge; readonly organisation: Charge }): Promise<Reserved>;
  /** It has cost nothing and is to be started again later. */
  putBack(callId: string): Promise<void>;
  /** Counts what it really cost. Answers false, and changes nothing, when it has ended already. */
  end(call: ModelCall, ended: EndedCall, now: Date): Promise<boolean>;
  /** Calls reserved since then, the oldest first: what was asked of a model, and what came of it. */
  since(date: Date): Promise<readonly LoggedCall[]>;
  /** The newest result of a purpose for a subject; `undefined` when there is none, or it has been erased. */
  result(purpose: string, subjectId: string): Promise<unknown>;
}
