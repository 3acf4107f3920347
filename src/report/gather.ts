import type { AssessmentStores } from '../impact/assess.ts';
import { assessImpact } from '../impact/assess-impact.ts';
import type { Assessment } from '../impact/assessment.ts';
import type { ImpactRules } from '../impact/impact-rules.ts';
import { findLaw } from '../impact/law-finding.ts';
import type { RightsNotificationStore } from '../impact/rights-notification.ts';
import type { Answers } from '../interviews/answer.ts';
import { answerTo, countingAnswers } from '../interviews/conditions.ts';
import { findInterview, type OpenInterview } from '../interviews/open-interview.ts';
import { openProposals } from '../interviews/progress.ts';
import { type Questionnaire, questionsOf } from '../interviews/questionnaire.ts';
import type { Law } from '../law/law.ts';
import type { RegisterStore } from '../register/register-store.ts';
import type { ReviewPolicy } from '../reviews/policy.ts';
import { previousVersion } from '../reviews/previous-version.ts';
import type { Review } from '../reviews/review.ts';
import { pictureOf, type ReviewPicture, type ReviewStores } from '../reviews/review-picture.ts';
import { contradictionsIn } from '../reviews/submit.ts';
import { compareWithAnnex } from '../risks/annex-comparison.ts';
import { type RiskStores, risksOf, type Standards } from '../risks/risk-options.ts';
import type { RiskChange } from '../risks/risk-store.ts';
import { riskNames } from '../risks/risk-views.ts';
import { leftInWords, whatIsLeft } from '../risks/what-is-left.ts';
import type { Audience, Dossier, Standing } from './dossier.ts';
import { frozenRisks, liveRisks } from './reported-risk.ts';
import { risksBefore } from './risks-before.ts';

export type ReportStores = AssessmentStores &
  ReviewStores &
  RiskStores & {
    readonly register: RegisterStore;
    readonly rightsNotifications: RightsNotificationStore;
  };

export interface DossierOptions extends Standards {
  readonly impactRules: ImpactRules;
  readonly law: Law;
  readonly policy: ReviewPolicy;
  readonly isDemonstration: boolean;
}

/** Everything about an assessment; `undefined` where the words of its owner were erased before it was submitted. */
export async function gatherDossier(
  stores: ReportStores,
  assessment: Assessment,
  options: DossierOptions,
  { audience, now }: { readonly audience: Audience; readonly now: Date },
): Promise<Dossier | undefined> {
  const found = await findInterview(stores, assessment.interviewId);
  const record = await stores.reviews.ofAssessment(assessment.id);
  const picture =
    record &&
    (await pictureOf(stores, record.review.id, {
      policy: options.policy,
      findSimilar: async () => [],
      law: options.law,
      previousVersion,
    }));
  const standing = standingOf(picture?.record.review);
  const told = standing === 'draft' ? found && asItStands(found, options, now) : picture && asSubmitted(picture);
  if (!told) return undefined;
  const { questionnaire, answers } = told;
  const { criteria } = options;
  const decision = standing === 'draft' || standing === 'underReview' ? undefined : picture?.decision;
  const known = await risksOf(stores, options, assessment.id);
  const history = new Map<string, readonly RiskChange[]>();
  for (const { id } of known.risks) history.set(id, await stores.risks.history(id));
  const { nameOf, controlInWords } = await riskNames(stores, options);
  const frozen = standing === 'draft' ? undefined : picture?.submission.derived.treatment;
  return {
    ...{ assessment, standing, audience, decision, ...told },
    system: systemIn(questionnaire, answers ?? {}) ?? assessment.reference,
    ownerId: picture?.record.review.ownerId ?? found?.interview.ownerId ?? assessment.startedById,
    level: levelIn(picture?.record.review, standing) ?? told.impact.level,
    risks: frozen
      ? frozenRisks(frozen, known.risks, history, decision?.decidedAt, criteria)
      : liveRisks(known.risks, history, criteria),
    risksBefore: standing === 'draft' ? undefined : await risksBefore(stores, assessment, picture, criteria),
    comparison: compareWithAnnex(known.controls, known.risks, known.leftOut),
    left: standing === 'draft' || standing === 'underReview' ? whatIsLeft(known).map(leftInWords) : [],
    review: picture,
    submission: standing === 'draft' ? undefined : picture?.submission,
    evidence:
      standing === 'draft'
        ? await stores.evidence.keptOf(assessment.interviewId)
        : await stores.evidence.list(picture?.submission.evidence ?? []),
    notifications: await stores.rightsNotifications.of(assessment.id),
    rules: { law: options.law, criteria, policyVersion: decision?.policyVersion ?? options.policy.version },
    names: { person: (id) => nameOf(id) ?? 'somebody who is no member any more', control: controlInWords },
    isDemonstration: options.isDemonstration,
  };
}

type Told = Pick<Dossier, 'questionnaire' | 'answers' | 'proposals' | 'impact' | 'unknowns' | 'contradictions' | 'law'>;

function asItStands({ questionnaire, interview }: OpenInterview, options: DossierOptions, now: Date): Told {
  const answers = countingAnswers(questionnaire, interview.state.answers);
  const { unknowns, ...impact } = assessImpact(options.impactRules, questionnaire, interview.state.answers);
  return {
    ...{ questionnaire, answers, impact, unknowns },
    proposals: openProposals(questionnaire, interview.state),
    contradictions: contradictionsIn(questionnaire, answers),
    law: findLaw(answers, options.law, now),
  };
}

/** With what follows from the law as people decided on it. */
function asSubmitted({ questionnaire, submission, law: standing }: ReviewPicture): Told | undefined {
  const { impact, unknowns, contradictions } = submission.derived;
  if (!impact) return undefined;
  const law = standing && { ...standing.finding, result: standing.result };
  return { questionnaire, answers: submission.answers, proposals: [], impact, unknowns, contradictions, law };
}

function standingOf(review: Review | undefined): Standing {
  switch (review?.state) {
    case undefined:
    case 'changesRequested':
      return 'draft';
    case 'submitted':
    case 'inReview':
      return 'underReview';
    case 'approved':
    case 'approvedWithConditions':
      return 'approved';
    case 'rejected':
      return 'rejected';
    case 'expired':
    case 'revoked':
    case 'superseded':
      return 'ended';
    default:
      return review satisfies never;
  }
}

function levelIn(review: Review | undefined, standing: Standing) {
  return standing !== 'draft' && review?.route.kind === 'assessment' ? review.route.level : undefined;
}

function systemIn(questionnaire: Questionnaire, answers: Answers): string | undefined {
  const tool = questionsOf(questionnaire).find(({ kind }) => kind === 'ai-system');
  const answer = tool && answerTo(answers, tool.id);
  return answer?.kind === 'known' ? String(answer.value) : undefined;
}
