import { z } from 'zod';
import type { Assessment, AssessmentStore } from '../impact/assessment.ts';
import type { LawFinding } from '../impact/law-finding.ts';
import type { ImpactLevel, Oversight } from '../impact/levels.ts';
import { higher, IMPACT_LEVELS } from '../impact/levels.ts';
import type { Evidence, EvidenceStore } from '../interviews/evidence.ts';
import type { Override } from '../reviews/override.ts';
import { type Progress, wordOn } from '../reviews/progress.ts';
import { LEVEL_FINDING } from '../reviews/progress-after.ts';
import { hasEnded, isOpen, type Review } from '../reviews/review.ts';
import type { Decision, ReviewStore } from '../reviews/review-store.ts';
import type { FoundImpact, Submission } from '../reviews/submission.ts';
import type { ControlStore } from '../risks/control-store.ts';
import type { ControlImplementation } from '../risks/implementation.ts';
import { type Acceptance, isKept, type Risk } from '../risks/risk.ts';
import type { RiskStore } from '../risks/risk-store.ts';

export interface ResultStores {
  readonly assessments: AssessmentStore;
  readonly reviews: ReviewStore;
  readonly risks: RiskStore;
  readonly controls: ControlStore;
  readonly evidence: EvidenceStore;
}

/**
 * What an impact assessment came to (6.1.4, 8.4), as it was approved: read from what was frozen when it was submitted and
 * decided, so no later answer, rule or rating changes it. What happens afterwards stands beside it: whether a manager
 * accepted what remains, how far a control is, and whether the approval still holds.
 */
export interface AssessmentResult {
  readonly assessment: Pick<Assessment, 'id' | 'reference' | 'systemId' | 'declarationId' | 'interviewId'>;
  readonly review: Pick<Review, 'id' | 'reference' | 'state' | 'ownerId' | 'submitterId'>;
  /** Whether the approval holds: not expired, revoked or replaced by a newer one. */
  readonly holds: boolean;
  /** In force: the computed level, unless people decided otherwise. */
  readonly level: ImpactLevel;
  readonly computedLevel: ImpactLevel;
  /** Who set another level than the computed one, and who confirmed a lower one. */
  readonly override: Override | undefined;
  /** What the AI Act made of it when it was computed last; `undefined` where nothing was asked about the Act. */
  readonly law: LawFinding | undefined;
  /** What people decided on findings, and proposed. */
  readonly settled: Pick<Progress, 'overrides' | 'proposed'>;
  readonly oversight: Oversight;
  readonly because: FoundImpact['because'];
  readonly rules: FoundImpact['rules'];
  readonly risks: readonly RiskResult[];
  readonly controls: readonly ControlResult[];
  readonly leftOut: readonly { readonly id: string; readonly reason: string }[];
  readonly evidence: readonly Evidence[];
  readonly approvals: readonly ApprovalOf[];
  readonly decision: Decision;
  readonly submission: Pick<
    Submission,
    'id' | 'number' | 'questionnaireId' | 'questionnaireVersion' | 'answers' | 'answersHash' | 'submittedAt' | 'derived'
  >;
}

/** A risk with its treatment as it was approved. */
export interface RiskResult {
  readonly reference: string;
  readonly cause: string;
  readonly consequence: string;
  readonly affected: string;
  readonly likelihood: string;
  readonly severity: string;
  readonly rating: string | undefined;
  /** What the rule said, where a person rated it lower. */
  readonly lowered: { readonly from: string; readonly because: string } | undefined;
  readonly ownerId: string | undefined;
  readonly treatment: z.infer<typeof FrozenRisk>['treatment'];
  /** Of what remains; `none` where nobody has to accept it. */
  readonly acceptance: Acceptance;
}

/** A control that the approved treatment chose, why, and how far it is now. */
export interface ControlResult {
  /** Of Annex A, or the reference of one of our own. */
  readonly id: string;
  readonly because: readonly { readonly risk: string; readonly consequence: string }[];
  readonly implementation: ControlImplementation | undefined;
}

/** One of the people who approved it, in the role in which they did. */
export interface ApprovalOf {
  readonly by: string;
  readonly role: string;
  readonly at: Date;
  readonly inPlaceOf?: string;
}

const FrozenRisk = z.object({
  ...{ id: z.string(), cause: z.string(), consequence: z.string(), affected: z.string() },
  ...{ likelihood: z.string(), severity: z.string() },
  reference: z.string().exactOptional(),
  rating: z.string().exactOptional(),
  lowered: z.object({ from: z.string(), because: z.string() }).nullish(),
  ownerId: z.string().exactOptional(),
  treatment: z.object({
    ...{ kind: z.string(), what: z.string(), controls: z.array(z.string()) },
    ownerId: z.string().exactOptional(),
    dueOn: z.string().exactOptional(),
    residual: z.object({ likelihood: z.string(), severity: z.string() }).exactOptional(),
    rating: z.string().exactOptional(),
  }),
});

/** Every approved assessment of an entry of the register, those that hold first, then the newest. */
export async function resultsOfSystem(stores: ResultStores, systemId: string): Promise<readonly AssessmentResult[]> {
  const all: AssessmentResult[] = [];
  for (const { id } of await stores.assessments.ofSystem(systemId)) {
    const result = await resultOf(stores, id);
    if (result) all.push(result);
  }
  return all.toSorted((one, other) => Number(other.holds) - Number(one.holds));
}

/** What this assessment came to; `undefined` unless it has been approved. */
async function resultOf(stores: ResultStores, assessmentId: string): Promise<AssessmentResult | undefined> {
  const assessment = await stores.assessments.find(assessmentId);
  const review = (await stores.reviews.ofAssessment(assessmentId))?.review;
  if (!assessment || review?.route.kind !== 'assessment' || isOpen(review) || review.state === 'rejected')
    return undefined;
  const decision = (await stores.reviews.decisions(review.id)).at(-1);
  const submission = (await stores.reviews.submissions(review.id)).at(-1);
  const impact = submission?.derived.impact;
  if (!decision || !submission || !impact) throw new Error(`${review.reference} is approved without a finding`);
  const live = new Map((await stores.risks.of(assessmentId)).map((risk) => [risk.id, risk]));
  const risks = z.array(FrozenRisk).parse(submission.derived.treatment ?? []);
  const { progress } = review;
  return {
    assessment,
    review,
    holds: !hasEnded(review),
    level: review.route.level,
    computedLevel: impact.level,
    override: wordOn(progress.overrides, LEVEL_FINDING),
    law: submission.law,
    settled: progress,
    oversight: impact.oversight,
    because: impact.because,
    rules: impact.rules,
    risks: risks.map((risk) => resultOfRisk(risk, live.get(risk.id))),
    controls: controlsIn(risks, await stores.controls.implementationsOf(assessmentId)),
    leftOut: (await stores.risks.leftOut(assessmentId))
      .filter(({ controlId }) => !risks.some(({ treatment }) => treatment.controls.includes(controlId)))
      .map(({ controlId: id, reason }) => ({ id, reason })),
    evidence: await stores.evidence.list(submission.evidence),
    approvals: approvalsIn(review, decision),
    decision,
    submission,
  };
}

/** The highest level of the assessments that hold; `undefined` where none does. */
export function levelInForce(results: readonly AssessmentResult[]): ImpactLevel | undefined {
  const levels = results.filter(({ holds }) => holds).map(({ level }) => level);
  return levels.length === 0 ? undefined : levels.reduce((most, level) => higher(IMPACT_LEVELS, most, level));
}

function resultOfRisk({ id, lowered, ...frozen }: z.infer<typeof FrozenRisk>, live: Risk | undefined): RiskResult {
  return {
    ...{ cause: frozen.cause, consequence: frozen.consequence, affected: frozen.affected },
    ...{ likelihood: frozen.likelihood, severity: frozen.severity, rating: frozen.rating, ownerId: frozen.ownerId },
    reference: frozen.reference ?? live?.reference ?? id,
    lowered: lowered ?? undefined,
    treatment: frozen.treatment,
    acceptance: live && isKept(live) ? live.acceptance : { kind: 'none' },
  };
}

function controlsIn(
  risks: readonly z.infer<typeof FrozenRisk>[],
  implementations: readonly ControlImplementation[],
): readonly ControlResult[] {
  const ids = [...new Set(risks.flatMap(({ treatment }) => treatment.controls))];
  return ids.map((id) => ({
    id,
    because: risks
      .filter(({ treatment }) => treatment.controls.includes(id))
      .map(({ reference, id: riskId, consequence }) => ({ risk: reference ?? riskId, consequence })),
    implementation: implementations.find(({ controlId }) => controlId === id),
  }));
}

function approvalsIn({ progress: { votes, committee } }: Review, decision: Decision): readonly ApprovalOf[] {
  const voted = votes.map(({ by, role, at, inPlaceOf }) => ({
    ...{ by, role, at },
    ...(inPlaceOf === undefined ? {} : { inPlaceOf }),
  }));
  if (voted.length === 0 && !committee?.confirmedBy)
    return [{ by: decision.reviewerId, role: decision.role, at: decision.decidedAt }];
  if (!committee?.confirmedBy) return voted;
  const { recordedBy, recordedAt: at, confirmedBy } = committee;
  return [
    ...voted,
    { by: recordedBy, role: 'committee-secretary', at },
    { by: confirmedBy, role: 'committee-chair', at: decision.decidedAt },
  ];
}
