import type { Context } from '../chat/vocabulary.ts';
import type { LawFinding } from '../impact/law-finding.ts';
import type { Answers } from '../interviews/answer.ts';
import { countingAnswers } from '../interviews/conditions.ts';
import type { InterviewRecord } from '../interviews/interview-store.ts';
import type { Questionnaire } from '../interviews/questionnaire.ts';
import type { FoundImpact, FrozenRisk, TreatedBy } from './submission.ts';
import { contradictionsIn } from './submit.ts';
import { type SubmitStores, type TakeOptions, takeToReview } from './take-to-review.ts';

export interface AssessmentToSubmit {
  /** What the impact rules made of exactly these answers. */
  readonly impact: FoundImpact & {
    /** Questions that a rule depends on and nobody could answer: they hold up approval, not submission. */
    readonly unknowns: readonly string[];
  };
  readonly risks: readonly FrozenRisk[];
  readonly treatedBy?: TreatedBy;
  readonly law?: LawFinding | undefined;
  readonly assessmentId: string;
  /** Who writes it with its owner. */
  readonly coAuthorIds?: readonly string[];
}

/** Freezes an impact assessment and takes it to those who decide at its level; its owner submits it. */
export async function submitAssessment<Stores extends SubmitStores>(
  context: Context<Stores>,
  questionnaire: Questionnaire,
  interview: InterviewRecord,
  { impact, risks, treatedBy, law, assessmentId, coAuthorIds = [] }: AssessmentToSubmit,
  options: TakeOptions<Stores>,
): Promise<{ readonly reviewId: string }> {
  const answers = countingAnswers(questionnaire, interview.state.answers);
  const { unknowns, level, oversight, because, rules } = impact;
  const submitted = {
    answers,
    derived: {
      because: [],
      unknowns,
      contradictions: contradictionsIn(questionnaire, answers),
      impact: { level, oversight, because, rules },
      treatment: risks,
      ...(treatedBy ? { treatedBy } : {}),
      ...(law ? { law } : {}),
    },
    route: { kind: 'assessment', level, assessmentId },
    ownerId: interview.ownerId,
    contributorIds: contributorsTo(interview, answers, coAuthorIds),
  } as const;
  return takeToReview(context, questionnaire, interview, submitted, options);
}

/** Everybody but its owner who gave an answer that counts, or writes it with them. */
function contributorsTo(
  { ownerId }: InterviewRecord,
  answers: Answers,
  coAuthorIds: readonly string[],
): readonly string[] {
  const answering = Object.values(answers).map(({ source }) => source.personId);
  return [...new Set([...coAuthorIds, ...answering])].filter((id) => id !== ownerId);
}
