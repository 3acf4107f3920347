import type { Context } from '../chat/vocabulary.ts';
import type { Answers } from '../interviews/answer.ts';
import { beginKnowing, type KnownAnswer } from '../interviews/begin.ts';
import type { InterviewOptions } from '../interviews/interview-options.ts';
import type { InterviewRecord } from '../interviews/interview-store.ts';
import { findInterview, type OpenInterview } from '../interviews/open-interview.ts';
import type { Change, Questionnaire } from '../interviews/questionnaire.ts';
import type { InterviewStores } from '../interviews/session.ts';
import type { Outcome } from '../kernel/outcome.ts';
import { assessImpact } from './assess-impact.ts';
import type { Assessment, AssessmentStore } from './assessment.ts';
import type { ImpactRules } from './impact-rules.ts';
import { movedStanding } from './standing.ts';

export type AssessmentStores = InterviewStores & { readonly assessments: AssessmentStore };

/** What can be assessed: an entry of the register, or a declaration that is under review. */
export interface AssessmentSubject {
  readonly kind: 'system' | 'declaration';
  readonly id: string;
  /** AIS-3 or REV-12. */
  readonly reference: string;
  readonly name: string;
  /** Only these people; everybody where it is not said. */
  readonly for?: readonly string[];
  /** Why it needs no assessment any more: it is retired, or decided. */
  readonly closed: boolean;
  /** Of a declaration: the submission in hand. */
  readonly declaredNumber?: number;
}

export type AssessmentState = 'draft' | 'submitted' | 'approved' | 'ended';

/** Where an assessment stands, with its interview and whoever decides on it. */
export interface FoundAssessment {
  readonly assessment: Assessment;
  readonly found: OpenInterview;
  readonly state: AssessmentState;
  /** The review that it was submitted to. */
  readonly review: { readonly id: string; readonly reference: string } | undefined;
}

/** Whoever wrote it may have been erased since, and their answers with them. */
type Previous = Pick<FoundAssessment, 'assessment'>;

export interface AssessmentOptions<Stores> {
  readonly questionnaireId: string;
  readonly rules: ImpactRules;
  /** Ids of the questions that are asked again whenever an assessment is repeated. */
  readonly askedAtInterval: readonly string[];
  /** Ids of the questions about who assesses, whose answers nobody takes over from another assessment. */
  readonly askedOfEach: readonly string[];
  readonly interviewing: InterviewOptions<Stores>;
  /** By a reference (AIS-3, AIU-1, REV-12), an id of a system or of a review, or the name of a system. */
  readonly findSubject: (stores: Stores, named: string) => Promise<AssessmentSubject | undefined>;
  readonly known: (
    stores: Stores,
    subject: AssessmentSubject,
    questionnaire: Questionnaire,
  ) => Promise<readonly KnownAnswer[]>;
  /** What was approved of it, and when; `undefined` when the words have been erased. */
  readonly approvedAnswers: (
    stores: Stores,
    previous: Previous,
  ) => Promise<{ readonly answers: Answers; readonly at: Date } | undefined>;
  /** What was declared otherwise since, unless the governance team found that it does not matter. */
  readonly changesSince: (stores: Stores, assessment: Assessment) => Promise<readonly Change[]>;
  /** The approved assessment of the system that a declaration names, with what is declared otherwise than it says. */
  readonly assessedAlready: (stores: Stores, declaration: AssessmentSubject) => Promise<AssessedAlready | undefined>;
  /** Carries on with what else belonged to the version before, such as its risks. */
  readonly follows: (context: Context<Stores>, assessment: Assessment, previous: Previous) => Promise<void>;
  /** Whether this person says, by a role or as an owner in the register, that an entry of it has changed. */
  readonly mayTellChange: (stores: Stores, subject: AssessmentSubject, personId: string) => Promise<boolean>;
  /** Whether this person may find now that a change does not matter, and in which role; otherwise why not. */
  readonly mayFind: (context: Context<Stores>, declarationId: string) => Promise<Outcome<Finder, string>>;
  readonly stateOf: (stores: Stores, found: OpenInterview) => Promise<Pick<FoundAssessment, 'state' | 'review'>>;
  /** Whether this person reads assessments of others, by a role. */
  readonly mayRead: (stores: Stores, personId: string) => Promise<boolean>;
}

export interface AssessedAlready {
  readonly system: AssessmentSubject;
  readonly approved: FoundAssessment;
  readonly changes: readonly Change[];
}

export interface Finder {
  readonly role: string;
  readonly submissionId: string;
}

/** The assessments of a subject that still count, the newest first. */
export async function assessmentsOf<Stores extends AssessmentStores>(
  stores: Stores,
  { kind, id }: Pick<AssessmentSubject, 'kind' | 'id'>,
  options: Pick<AssessmentOptions<Stores>, 'stateOf'>,
): Promise<readonly FoundAssessment[]> {
  const begun = kind === 'system' ? await stores.assessments.ofSystem(id) : await stores.assessments.ofDeclaration(id);
  const all: FoundAssessment[] = [];
  for (const assessment of begun) {
    const one = await foundAssessment(stores, assessment, options);
    if (one && one.state !== 'ended') all.push(one);
  }
  return all;
}

export async function foundAssessment<Stores extends AssessmentStores>(
  stores: Stores,
  assessment: Assessment,
  { stateOf }: Pick<AssessmentOptions<Stores>, 'stateOf'>,
): Promise<FoundAssessment | undefined> {
  const found = await findInterview(stores, assessment.interviewId);
  return found && { assessment, found, ...(await stateOf(stores, found)) };
}

export type Begun =
  | { readonly kind: 'begun' | 'notAdopted' }
  | { readonly kind: 'underWay'; readonly other: FoundAssessment };

/** Begins an assessment with everything that is known of its subject, or says that one is under way. */
export async function beginAssessment<Stores extends AssessmentStores>(
  context: Context<Stores>,
  subject: AssessmentSubject,
  options: AssessmentOptions<Stores>,
): Promise<Begun> {
  const { stores } = context;
  const underWay = (await assessmentsOf(stores, subject, options)).find(({ state }) => state !== 'approved');
  if (underWay) return { kind: 'underWay', other: underWay };
  const questionnaire = await stores.questionnaires.inForce(options.questionnaireId);
  const known = questionnaire ? await options.known(stores, subject, questionnaire) : [];
  const begun = await beginKnowing(context, options.questionnaireId, known, options.interviewing);
  if (!begun) return { kind: 'notAdopted' };
  await enterAssessment(context, subject, begun, options);
  return { kind: 'begun' };
}

/** What it carries on from. */
interface Following {
  readonly assessmentId: string;
  readonly changes: readonly Change[];
  readonly previous: Previous;
}

/** Enters what has just been begun, with its reference and where it stands. */
export async function enterAssessment<Stores extends AssessmentStores>(
  context: Context<Stores>,
  subject: AssessmentSubject,
  begun: OpenInterview,
  options: AssessmentOptions<Stores>,
  following?: Following,
): Promise<Assessment> {
  const { stores, actor, now } = context;
  const { interview } = begun;
  const before = following?.previous.assessment;
  const standing = movedStanding(undefined, assessImpact(options.rules, begun.questionnaire, interview.state.answers));
  if (!standing) throw new Error('A first standing is always new');
  const assessment: Assessment = {
    ...{ id: context.newId(), reference: await stores.assessments.nextReference(), interviewId: interview.id },
    declarationId: subject.kind === 'declaration' ? subject.id : before?.declarationId,
    declaredNumber: subject.declaredNumber ?? before?.declaredNumber,
    systemId: subject.kind === 'system' ? subject.id : before?.systemId,
    follows: following && { assessmentId: following.assessmentId, changes: following.changes },
    ...{ startedById: actor.personId, standing, startedAt: now },
  };
  await stores.assessments.create(assessment);
  context.audit({
    kind: 'assessment.started',
    subjectId: assessment.id,
    details: {
      ...{ reference: assessment.reference, interviewId: interview.id, about: subject.reference },
      ...(before && following ? { follows: before.reference, changes: following.changes } : {}),
    },
  });
  context.changed(subject.id);
  showLive(context, interview.id);
  return assessment;
}

/** The card that shows its owner the level as it stands. */
export function showLive<Stores>(context: Context<Stores>, interviewId: string): void {
  context.send({
    to: { kind: 'conversation', address: context.conversation },
    content: { kind: 'view', view: { name: 'assessment.live', subjectId: `${interviewId}/live` } },
  });
}

/** Follows the answers of an assessment with the level that the rules make of them. */
export async function followAnswers<Stores extends AssessmentStores>(
  context: Context<Stores>,
  questionnaire: Questionnaire,
  interview: InterviewRecord,
  rules: ImpactRules,
): Promise<void> {
  const assessment = await context.stores.assessments.ofInterview(interview.id);
  if (!assessment) return;
  const standing = movedStanding(assessment.standing, assessImpact(rules, questionnaire, interview.state.answers));
  if (standing) await context.stores.assessments.saveStanding(assessment.id, standing);
  context.changed(`${interview.id}/live`);
}
