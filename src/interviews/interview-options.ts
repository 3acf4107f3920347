import type { Action, Context, ImmediateReply, SharedFile } from '../chat/vocabulary.ts';
import type { InterviewRecord } from './interview-store.ts';
import type { Questionnaire } from './questionnaire.ts';
import type { StepOptions } from './session.ts';
import type { KnownProduct, Understanding, UnderstandingContext, Understood } from './understanding.ts';

/** What interviews need from the other features. */
export interface InterviewOptions<Stores> extends StepOptions<Stores> {
  readonly understanding: Understanding;
  /** The shipped list of products. */
  readonly products: readonly KnownProduct[];
  /** The questionnaire with which a use of AI is declared. */
  readonly declarationId: string;
  /** Whether a message tells of a use of AI, so that a declaration begins. */
  readonly declares: (text: string, about: UnderstandingContext) => boolean;
  readonly registered: (stores: Stores) => Promise<readonly KnownProduct[]>;
  /** Completes what was understood from what Steward knows anyway, such as the supplier of a well-known product. */
  readonly complete: (understood: Understood, questionnaire: Questionnaire) => Understood;
  /** Says what the register already has on the products named, before anything is asked. */
  readonly beforeStart: (context: Context<Stores>, understood: Understood) => Promise<void>;
  /** What can be done where an answer is to be changed that reviewers have already; `answer` is what it is called. */
  readonly changeSubmitted?: (context: Context<Stores>, reviewId: string, answer: string) => Promise<ImmediateReply>;
  /** Whether a message asks for entries of the register, which no question of an interview does. */
  readonly asksRegister: (text: string) => boolean;
  /** Whether the files of a message are asked to become something else, such as documents of the organisation. */
  readonly areForOthers: (context: Context<Stores>, text: string) => boolean;
  /** What else can be done with a file that belongs to no interview. */
  readonly alsoWithFile?: (context: Context<Stores>, files: readonly SharedFile[]) => readonly Action[];
  /** Lets a shared document be read, later, for what it answers. `false` where its content cannot be had. */
  readonly readFile?: (context: Context<Stores>, evidenceId: string, file: SharedFile) => Promise<boolean>;
  /** Asks a model to read the same words once more, later. Without a model it is `undefined`. */
  readonly readFurther?: (
    context: Context<Stores>,
    interview: InterviewRecord,
    questionnaire: Questionnaire,
    text: string,
  ) => Promise<void>;
}
