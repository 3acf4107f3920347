import type { Context } from '../chat/vocabulary.ts';
import { type FoundAssessment, foundAssessment } from '../impact/assess.ts';
import { assessImpact } from '../impact/assess-impact.ts';
import type { Assessment } from '../impact/assessment.ts';
import type { InterviewRecord } from '../interviews/interview-store.ts';
import type { ReviewPicture } from '../reviews/review-picture.ts';
import { subjectOf } from '../reviews/submitted-answers.ts';
import { followAnswers } from '../risks/act.ts';
import type { AssessmentStanding } from '../risks/decide.ts';
import { type RiskOptions, risksOf, type Standards } from '../risks/risk-options.ts';
import { leftInWords, whatIsLeft } from '../risks/what-is-left.ts';
import type { Stores } from '../storage/stores/stores.ts';
import { assessmentState } from './assessment-state.ts';
import type { KnowledgeBase } from './knowledge-base.ts';

/** By what this organisation's risks are rated and treated. */
export function riskStandards({ riskCriteria, iso42001 }: KnowledgeBase): Standards {
  return { criteria: riskCriteria, annexA: iso42001.controls };
}

/** What risks need of assessments and the register. */
export function createRiskOptions(knowledge: KnowledgeBase): RiskOptions<Stores> {
  const standing = async (stores: Stores, assessment: Assessment | undefined) => {
    const one = assessment && (await foundAssessment(stores, assessment, { stateOf: assessmentState }));
    return one && standingOf(one);
  };
  return {
    ...riskStandards(knowledge),
    assessmentOf: async (stores, id) => standing(stores, await stores.assessments.find(id)),
    async assessmentsAbout(stores, reference) {
      const all = await assessmentsMeant(stores, reference);
      const found = await Promise.all(all.map((one) => standing(stores, one)));
      return found.flatMap((one) => (one && one.state !== 'ended' ? [one] : []));
    },
    async proposalsFor(stores, { id }) {
      const assessment = await stores.assessments.find(id);
      const one = assessment && (await foundAssessment(stores, assessment, { stateOf: assessmentState }));
      if (!one) return [];
      const { questionnaire, interview } = one.found;
      return assessImpact(knowledge.impactRules, questionnaire, interview.state.answers).risks;
    },
  };
}

async function assessmentsMeant({ assessments, register }: Stores, reference: string): Promise<readonly Assessment[]> {
  if (reference.startsWith('ASM-')) {
    const one = await assessments.referenced(reference);
    return one ? [one] : [];
  }
  const use = (await register.uses()).find((one) => one.use.reference === reference)?.system;
  const system = use ?? (await register.systems()).find((one) => one.reference === reference);
  return system ? assessments.ofSystem(system.id) : [];
}

function standingOf({ assessment, found: { interview, questionnaire }, state }: FoundAssessment): AssessmentStanding {
  const coAuthors = interview.state.shared.filter(({ part }) => part.kind === 'coAuthor');
  return {
    ...{ id: assessment.id, reference: assessment.reference, ownerId: interview.ownerId, state },
    authorIds: [interview.ownerId, ...coAuthors.map(({ personId }) => personId)],
    systemId: assessment.systemId,
    title: subjectOf(questionnaire, interview.state.answers),
  };
}

/** What has to be done about the risks before this assessment is submitted; whoever submits it is shown what. */
export function holdUpForRisks(options: RiskOptions<Stores>) {
  return async (context: Context<Stores>, interview: InterviewRecord): Promise<boolean> => {
    const { stores, conversation } = context;
    const assessment = await stores.assessments.ofInterview(interview.id);
    const standing = assessment && (await options.assessmentOf(stores, assessment.id));
    if (!standing) return false;
    await followAnswers(context, standing, await options.proposalsFor(stores, standing));
    const left = whatIsLeft(await risksOf(stores, options, standing.id));
    if (!left.some(({ before }) => before === 'submission')) return false;
    const content = { kind: 'view', view: { name: 'risk.list', subjectId: standing.id } } as const;
    context.send({ to: { kind: 'conversation', address: conversation }, content });
    return true;
  };
}

/** What a manager has still to accept before this can be approved. */
export function openRisksIn(standards: Standards) {
  return async (stores: Stores, { record: { review } }: ReviewPicture): Promise<readonly string[]> => {
    if (review.route.kind !== 'assessment') return [];
    return whatIsLeft(await risksOf(stores, standards, review.route.assessmentId)).map(leftInWords);
  };
}
