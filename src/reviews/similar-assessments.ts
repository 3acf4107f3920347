import type { ImpactLevel } from '../impact/levels.ts';
import { answerTo } from '../interviews/conditions.ts';
import { type Questionnaire, questionsOf } from '../interviews/questionnaire.ts';
import type { DecidedAssessment, ReviewStore } from './review-store.ts';
import type { Submission } from './submission.ts';
import { subjectOf } from './submitted-answers.ts';

/** An assessment that was decided, told as what a reviewer wants to know of it. */
export interface SimilarAssessment {
  readonly reference: string;
  readonly subject: string;
  readonly level: ImpactLevel;
  readonly verdict: DecidedAssessment['decision']['verdict'];
  readonly decidedAt: Date;
  readonly conditions: readonly string[];
}

/** How far back a reviewer's memory of decided assessments goes. */
const REMEMBERED = 100;

export async function similarAssessments(
  reviews: Pick<ReviewStore, 'decidedAssessments'>,
  submission: Submission,
  questionnaire: Questionnaire,
): Promise<readonly SimilarAssessment[]> {
  return mostAlike(submission, questionnaire, await reviews.decidedAssessments(REMEMBERED)).flatMap(
    ({ review: { reference, route }, answers, decision: { verdict, decidedAt, conditions } }) =>
      route.kind === 'assessment'
        ? {
            ...{ reference, verdict, decidedAt, level: route.level },
            subject: subjectOf(questionnaire, answers ?? {}),
            conditions: conditions.map(({ text }) => text),
          }
        : [],
  );
}

const MOST = 3;
/** The share of fired rules that two systems have in common at least. */
const ALIKE = 0.4;

/** Of the same system first, then those for which most of the same impact rules spoke. */
export function mostAlike(
  { derived, answers }: Pick<Submission, 'derived' | 'answers'>,
  questionnaire: Questionnaire,
  decided: readonly DecidedAssessment[],
): readonly DecidedAssessment[] {
  const rules = rulesOf(derived);
  const system = systemIn(questionnaire, answers);
  return decided
    .map((one) => {
      const isSame = system !== undefined && systemIn(questionnaire, one.answers) === system;
      return { one, alike: isSame ? 1 : overlap(rules, rulesOf(one.derived)) };
    })
    .filter(({ alike }) => alike >= ALIKE)
    .toSorted((left, right) => right.alike - left.alike)
    .slice(0, MOST)
    .map(({ one }) => one);
}

function rulesOf({ impact }: Submission['derived']): ReadonlySet<string> {
  return new Set(impact?.because.map(({ rule }) => rule) ?? []);
}

function overlap(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  const all = new Set([...left, ...right]).size;
  return all === 0 ? 0 : [...left].filter((rule) => right.has(rule)).length / all;
}

/** The name of the system as it was given, in small letters. */
function systemIn(questionnaire: Questionnaire, answers: Submission['answers']): string | undefined {
  const question = questionsOf(questionnaire).find(({ kind }) => kind === 'ai-system');
  const answer = question && answers && answerTo(answers, question.id);
  return answer?.kind === 'known' ? String(answer.value).trim().toLowerCase() : undefined;
}
