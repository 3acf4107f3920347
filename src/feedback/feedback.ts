/** What one person thinks of one answer; given once, and changed as often as they like. */
export interface Feedback {
  readonly answerId: string;
  readonly personId: string;
  readonly verdict: 'up' | 'down';
  readonly reason?: FeedbackReason;
  readonly words?: FeedbackWords;
  /** Keyed commitments (HMAC-SHA-256, hex) to the question and the answer. */
  readonly questionHash: string;
  readonly answerHash: string;
  readonly band: 'answer' | 'unsure' | 'abstain';
  readonly score: number;
  readonly passages: readonly string[];
  readonly givenAt: Date;
}

export interface FeedbackWords {
  readonly text?: string;
  /** Only where it was theirs, so that nobody passes on what somebody else has asked. */
  readonly question?: string;
}

export const FEEDBACK_REASONS = ['wrong', 'outdated', 'beside', 'incomplete', 'other'] as const;
export type FeedbackReason = (typeof FEEDBACK_REASONS)[number];

export const REASON_WORDS: Readonly<Record<FeedbackReason, string>> = {
  wrong: 'It is wrong',
  outdated: 'It is out of date',
  beside: 'It is not what I asked',
  incomplete: 'Something is missing',
  other: 'Something else',
};

export interface FeedbackStore {
  find(answerId: string, personId: string): Promise<Feedback | undefined>;
  /** In the place of what the person said of this answer before. */
  save(feedback: Feedback): Promise<void>;
  /** What was said since then, the newest first. */
  since(from: Date): Promise<readonly Feedback[]>;
}
