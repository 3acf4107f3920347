import type { Context } from '../chat/vocabulary.ts';
import { assessImpact } from '../impact/assess-impact.ts';
import { findLaw } from '../impact/law-finding.ts';
import { countingAnswers } from '../interviews/conditions.ts';
import type { Submit } from '../interviews/session.ts';
import { type ReviewPolicy, wayOf } from '../reviews/policy.ts';
import { submitAssessment } from '../reviews/submit-assessment.ts';
import type { TakeOptions } from '../reviews/take-to-review.ts';
import { freezeTreatment, hashOfTreatment } from '../risks/frozen-treatment.ts';
import { risksOf, type Standards } from '../risks/risk-options.ts';
import type { Stores } from '../storage/stores/stores.ts';
import type { KnowledgeBase } from './knowledge-base.ts';

/** Takes an assessment to those who decide at its level. */
export function assessmentSubmit(
  { impactRules, law }: Pick<KnowledgeBase, 'impactRules' | 'law'>,
  standards: Standards,
  options: TakeOptions<Stores>,
): Submit<Stores> {
  return async (context, questionnaire, interview) => {
    const assessment = await context.stores.assessments.ofInterview(interview.id);
    if (!assessment) throw new Error(`Interview ${interview.id} belongs to no assessment`);
    const impact = assessImpact(impactRules, questionnaire, interview.state.answers);
    const found = findLaw(countingAnswers(questionnaire, interview.state.answers), law, context.now);
    const treatment = freezeTreatment(await risksOf(context.stores, standards, assessment.id));
    const shares = await context.stores.shares.openIn(interview.id);
    const coAuthorIds = shares.filter(({ part }) => part.kind === 'coAuthor').map(({ personId }) => personId);
    const treatedBy = { criteria: treatment.criteria, hash: hashOfTreatment(treatment) };
    const submitted = {
      ...{ impact, risks: treatment.risks, treatedBy, law: found, assessmentId: assessment.id, coAuthorIds },
    };
    const taken = await submitAssessment(context, questionnaire, interview, submitted, options);
    context.audit({
      kind: 'risk.treatmentFrozen',
      subjectId: assessment.id,
      details: { review: taken.reviewId, criteria: treatment.criteria.version, hash: treatedBy.hash },
    });
    if (assessment.declarationId !== undefined) context.changed(assessment.declarationId);
    return taken;
  };
}

/** Tells the people behind a declaration that it needs an assessment first. */
export async function offerAssessment(context: Context<Stores>, reviewId: string, policy: ReviewPolicy): Promise<void> {
  const record = await context.stores.reviews.find(reviewId);
  if (!record || !wayOf(policy, record.review.route).needsAssessment) return;
  const content = { kind: 'view', view: { name: 'assessment.offer', subjectId: reviewId } } as const;
  context.send({ to: { kind: 'conversation', address: context.conversation }, content });
  const { ownerId, submitterId } = record.review;
  if (ownerId !== submitterId) context.send({ to: { kind: 'person', personId: ownerId }, content });
}
