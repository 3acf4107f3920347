import type { ConversationAddress, Platform } from '../chat/event.ts';
import type { Answer, Answers } from './answer.ts';
import type { InterviewState } from './interview-state.ts';
import type { Questionnaire } from './questionnaire.ts';

/** One run of a questionnaire by one owner, in one conversation, wherever it stands. */
export interface InterviewRecord {
  readonly id: string;
  readonly questionnaireId: string;
  readonly questionnaireVersion: number;
  readonly ownerId: string;
  /** Where the owner was last asked. */
  readonly conversation: ConversationAddress;
  readonly state: InterviewState;
  /** The review that it was submitted to, once there is one. */
  readonly reviewId: string | undefined;
  readonly version: number;
  readonly startedAt: Date;
  readonly updatedAt: Date;
}

export interface InterviewStore {
  /** `undefined` when it does not exist, or its owner's words have been erased. */
  find(interviewId: string): Promise<InterviewRecord | undefined>;
  /** Reads it together with what is asked at the same moment, for the next `find`. */
  readAhead(interviewId: string): void;
  /** Interviews of a person that can still go on, the last touched first. */
  openOf(personId: string): Promise<readonly InterviewRecord[]>;
  /** Where owners are being asked on this platform, the last touched first: at most `limit`. */
  waitingOn(platform: Platform, limit: number): Promise<readonly Pick<InterviewRecord, 'conversation' | 'updatedAt'>[]>;
  create(interview: InterviewRecord): Promise<void>;
  /** Saves the interview as it was read and changed, and every new answer as a revision of its own. If it changed meanwhile, the whole transaction is a lost race. */
  save(
    interview: InterviewRecord,
    next: {
      readonly state: InterviewState;
      readonly reviewId?: string;
      readonly conversation?: ConversationAddress;
      /** Somebody else, to whom it was handed over. */
      readonly ownerId?: string;
    },
    now: Date,
  ): Promise<void>;
}

/** Answers that are new or different in `next`. */
export function newAnswers(
  before: Answers,
  next: Answers,
): readonly { readonly questionId: string; readonly answer: Answer }[] {
  return Object.entries(next)
    .filter(
      ([questionId, answer]) =>
        before[questionId] !== answer && JSON.stringify(before[questionId]) !== JSON.stringify(answer),
    )
    .map(([questionId, answer]) => ({ questionId, answer }));
}

/** A version as it stands in the database, and who decided from when it is in force. */
export interface PublishedVersion {
  readonly id: string;
  readonly version: number;
  /** See questionnaireDigest. */
  readonly digest: string;
  readonly publishedAt: Date;
  readonly adopted: { readonly by: string; readonly at: Date } | undefined;
}

export interface QuestionnaireStore {
  /** The version that the organisation has adopted last. */
  inForce(questionnaireId: string): Promise<Questionnaire | undefined>;
  /** For reading and wording only: the version in force or, while none was adopted, the newest published one. */
  forReading(questionnaireId: string): Promise<Questionnaire | undefined>;
  version(questionnaireId: string, version: number): Promise<Questionnaire | undefined>;
  /** Copies a version into the database. `changed`: this number is published already, with other content. */
  publish(questionnaire: Questionnaire, digest: string, now: Date): Promise<'published' | 'already' | 'changed'>;
  /** Every version, by id and number. */
  published(): Promise<readonly PublishedVersion[]>;
  adopt(
    subject: { readonly kind: 'questionnaire' | 'policy'; readonly id: string; readonly version: number },
    by: string,
    now: Date,
  ): Promise<'adopted' | 'already'>;
}
