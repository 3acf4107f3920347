import type { AnswerStore } from '../../assistant/answer-store.ts';
import type { ThreadStore } from '../../assistant/thread-store.ts';
import type { AuditStore } from '../../audit/audit-store.ts';
import type { ConsoleFiles, ConsoleMessages } from '../../channels/console/ports.ts';
import type { SlackInstallationStore } from '../../channels/slack/installations.ts';
import type { TeamsReferenceStore } from '../../channels/teams/references.ts';
import type { FileAddresses } from '../../chat/file-source.ts';
import type { RouterStores } from '../../chat/router-stores.ts';
import type { ConcernStore } from '../../concerns/concern-store.ts';
import type { Jobs } from '../../delivery/jobs.ts';
import type { Outbox, PostedMessages } from '../../delivery/outbox.ts';
import type { DeskStore } from '../../desk/desk-store.ts';
import type { DocumentStore } from '../../documents/document-store.ts';
import type { FeedbackStore } from '../../feedback/feedback.ts';
import type { AssessmentStore } from '../../impact/assessment.ts';
import type { NextReviewStore } from '../../impact/next-review.ts';
import type { RightsNotificationStore } from '../../impact/rights-notification.ts';
import type { EvidenceStore } from '../../interviews/evidence.ts';
import type { InterviewStore, QuestionnaireStore } from '../../interviews/interview-store.ts';
import type { Questionnaire, Relevance } from '../../interviews/questionnaire.ts';
import type { ShareStore } from '../../interviews/together/share.ts';
import type { NewId } from '../../kernel/ids.ts';
import type { ModelCallStore } from '../../language/model-calls.ts';
import type { PeopleStore } from '../../people/people.ts';
import type { QuestionStore } from '../../questions/question-store.ts';
import type { RegisterStore } from '../../register/register-store.ts';
import type { DelegationStore } from '../../reviews/delegation-store.ts';
import type { DeliberationStore } from '../../reviews/deliberation-store.ts';
import type { LawRunStore } from '../../reviews/law-run-store.ts';
import type { ReviewStore } from '../../reviews/review-store.ts';
import type { ControlStore } from '../../risks/control-store.ts';
import type { RiskStore } from '../../risks/risk-store.ts';
import type { AuditBuffer } from '../audit-log.ts';
import type { Key } from '../encryption.ts';
import type { Scope } from '../scope.ts';
import type { Keyring } from '../words.ts';
import { createPrismaAnswerStore } from './answers.ts';
import { createPrismaAssessmentStore } from './assessments.ts';
import { createPrismaAuditStore } from './audit.ts';
import { createPrismaConcernStore } from './concerns.ts';
import { createPrismaConsoleFiles } from './console-files.ts';
import { createPrismaConsoleMessages } from './console-messages.ts';
import { createPrismaControlStore } from './controls.ts';
import { createPrismaDelegationStore } from './delegations.ts';
import { createPrismaDeliberationStore } from './deliberation.ts';
import { createPrismaDeskStore } from './desks.ts';
import { createPrismaDocumentStore } from './documents.ts';
import { createPrismaEvidenceStore } from './evidence.ts';
import { createPrismaFailureStore } from './failed-events.ts';
import { createPrismaFeedbackStore } from './feedback.ts';
import { createPrismaFileAddresses } from './file-addresses.ts';
import { createPrismaInbox } from './inbox.ts';
import { createPrismaInterviewStore } from './interviews.ts';
import { createPrismaJobs } from './jobs.ts';
import { createPrismaLawRunStore } from './law-runs.ts';
import { createPrismaModelCallStore } from './model-calls.ts';
import { createPrismaNextReviewStore } from './next-reviews.ts';
import { createPrismaOutbox, createPrismaOutgoingMessages } from './outbox.ts';
import { createPrismaPeopleStore } from './people.ts';
import { createPrismaQuestionnaireStore } from './questionnaires.ts';
import { createPrismaQuestionStore } from './questions.ts';
import { createPrismaRegisterStore } from './register.ts';
import { createPrismaReviewStore } from './reviews.ts';
import { createPrismaRightsNotificationStore } from './rights-notifications.ts';
import { createPrismaRiskStore } from './risks.ts';
import { createPrismaShareStore } from './shares.ts';
import { createPrismaSlackInstallations } from './slack-installations.ts';
import { createPrismaTeamsReferences } from './teams-references.ts';
import { createPrismaThreadStore } from './thread.ts';

/** Everything one transaction of one organisation can read and write. */
export interface Stores extends RouterStores {
  readonly people: PeopleStore;
  readonly questionnaires: QuestionnaireStore;
  readonly interviews: InterviewStore;
  readonly evidence: EvidenceStore;
  readonly shares: ShareStore;
  readonly assessments: AssessmentStore;
  readonly nextReviews: NextReviewStore;
  readonly rightsNotifications: RightsNotificationStore;
  readonly reviews: ReviewStore;
  readonly deliberation: DeliberationStore;
  readonly delegations: DelegationStore;
  readonly lawRuns: LawRunStore;
  readonly register: RegisterStore;
  readonly risks: RiskStore;
  readonly controls: ControlStore;
  readonly concerns: ConcernStore;
  readonly documents: DocumentStore;
  readonly thread: ThreadStore;
  readonly answers: AnswerStore;
  readonly modelCalls: ModelCallStore;
  readonly feedback: FeedbackStore;
  readonly questions: QuestionStore;
  readonly desks: DeskStore;
  readonly outbox: Outbox & PostedMessages;
  readonly jobs: Jobs;
  readonly trail: AuditStore;
  readonly consoleMessages: ConsoleMessages;
  readonly consoleFiles: ConsoleFiles;
  readonly fileAddresses: FileAddresses;
  readonly slackInstallations: SlackInstallationStore;
  readonly teamsReferences: TeamsReferenceStore;
}

export interface StoresOptions {
  readonly scope: Scope;
  readonly audit: AuditBuffer;
  readonly masterKey: Key;
  readonly keyring: Keyring;
  readonly newId: NewId;
  readonly relevance: Relevance | undefined;
  /** Published questionnaires never change, so each is read and parsed once in a process. */
  readonly published: Map<string, Questionnaire>;
}

export function createStores({ scope, audit, masterKey, keyring, newId, relevance, published }: StoresOptions): Stores {
  return {
    audit,
    inbox: createPrismaInbox(scope),
    outgoing: createPrismaOutgoingMessages(scope, newId),
    failures: createPrismaFailureStore(scope),
    people: createPrismaPeopleStore(scope, newId, masterKey, keyring),
    questionnaires: createPrismaQuestionnaireStore(scope, newId, relevance, published),
    interviews: createPrismaInterviewStore(scope),
    evidence: createPrismaEvidenceStore(scope),
    shares: createPrismaShareStore(scope),
    assessments: createPrismaAssessmentStore(scope),
    nextReviews: createPrismaNextReviewStore(scope),
    rightsNotifications: createPrismaRightsNotificationStore(scope),
    reviews: createPrismaReviewStore(scope, newId),
    deliberation: createPrismaDeliberationStore(scope),
    delegations: createPrismaDelegationStore(scope),
    lawRuns: createPrismaLawRunStore(scope),
    register: createPrismaRegisterStore(scope, newId),
    risks: createPrismaRiskStore(scope),
    controls: createPrismaControlStore(scope),
    concerns: createPrismaConcernStore(scope),
    documents: createPrismaDocumentStore(scope),
    thread: createPrismaThreadStore(scope),
    answers: createPrismaAnswerStore(scope),
    modelCalls: createPrismaModelCallStore(scope),
    feedback: createPrismaFeedbackStore(scope),
    questions: createPrismaQuestionStore(scope),
    desks: createPrismaDeskStore(scope),
    outbox: createPrismaOutbox(scope),
    jobs: createPrismaJobs(scope, newId),
    trail: createPrismaAuditStore(scope),
    consoleMessages: createPrismaConsoleMessages(scope),
    consoleFiles: createPrismaConsoleFiles(scope),
    fileAddresses: createPrismaFileAddresses(scope),
    slackInstallations: createPrismaSlackInstallations(scope, masterKey),
    teamsReferences: createPrismaTeamsReferences(scope),
  };
}
