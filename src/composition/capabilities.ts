import { createAdoptionCapability, showProposed } from '../adoption/capability.ts';
import { ADOPTING_ROLE } from '../adoption/standing.ts';
import { createAssistantCapability, createPassageCapability } from '../assistant/capability.ts';
import { createAuditCapability } from '../audit/capability.ts';
import type { Capability } from '../chat/vocabulary.ts';
import { createConcernCapability } from '../concerns/capability.ts';
import { createDeskCapability } from '../desk/capability.ts';
import type { DeskOptions } from '../desk/desk.ts';
import { createWelcomeCapability } from '../desk/welcome.ts';
import { createDocumentsCapability } from '../documents/capability.ts';
import { createFeedbackCapability } from '../feedback/capability.ts';
import { createAssessmentCapability } from '../impact/capability.ts';
import { createInterviewCapability } from '../interviews/capability.ts';
import { createTogetherCapability } from '../interviews/together/capability.ts';
import { readUseQuestion } from '../interviews/understanding/use-question.ts';
import { createMembersCapability } from '../people/capability.ts';
import { createQuestionCapability } from '../questions/capability.ts';
import { applyApproval, applyRevocation } from '../register/apply-approval.ts';
import { createRegisterCapability } from '../register/capability.ts';
import { facetWords } from '../register/facet-words.ts';
import { facetsFromAnswers, queryFromCandidates } from '../register/from-answers.ts';
import { createLawCapability } from '../register/law-capability.ts';
import { similarUses } from '../register/similar-uses.ts';
import { createAbsenceCapability } from '../reviews/absence.ts';
import { createReviewCapability } from '../reviews/capability.ts';
import { previousVersion } from '../reviews/previous-version.ts';
import { createRiskCapability } from '../risks/capability.ts';
import { planControls } from '../risks/control-act.ts';
import { createControlCapability } from '../risks/control-capability.ts';
import type { Stores } from '../storage/stores/stores.ts';
import { assessmentInWords, isAssessed } from './assessed-declarations.ts';
import { createAssessmentOptions } from './assessments.ts';
import { DECLARATION, productFacts } from './declaring.ts';
import { draftFromQuestion } from './document-draft.ts';
import { assessmentDecided, replacePrevious } from './follow-approved-assessments.ts';
import { createInterviewing } from './interviewing.ts';
import { type KnowledgeBase, policiesWith } from './knowledge-base.ts';
import type { ModelHelp } from './language.ts';
import type { LibraryIn } from './library.ts';
import { type FileSources, queueFile } from './read-files.ts';
import { createReports } from './report.ts';
import { createRiskOptions, openRisksIn } from './risks.ts';
import { createSharedFilesCapability } from './shared-files.ts';

/** Everything Steward can do, in the order in which messages are offered. The assistant, which takes all, is last. */
export function createCapabilities(
  knowledge: KnowledgeBase,
  libraryIn: LibraryIn,
  help?: ModelHelp,
  files: FileSources = new Map(),
): readonly Capability<Stores>[] {
  const { policy, products, law, carryOver } = knowledge;
  const factsOf = productFacts(products);
  const desk: DeskOptions = { policy, declarationId: DECLARATION };

  const risks = createRiskOptions(knowledge);
  const interviewing = createInterviewing(knowledge, risks, files, help);
  const reviews = createReviewCapability<Stores>({
    policy,
    law,
    findSimilar: async (stores, answers, questionnaire) =>
      similarUses(await stores.register.uses(), facetsFromAnswers(answers), facetWords(questionnaire)),
    assessmentOf: assessmentInWords(policy, carryOver),
    previousVersion,
    assessmentApproved: (stores, { record }) => isAssessed(stores, record.review.id, carryOver),
    openRisks: openRisksIn(risks),
    approved: async (context, { record: { review }, submission }, decision) => {
      if (review.route.kind === 'assessment') {
        await planControls(context, review.route.assessmentId);
        await replacePrevious(context, review.route.assessmentId);
        return assessmentDecided(context, review.route.assessmentId);
      }
      const { systemId } = await applyApproval(context, { review, submission, decision }, factsOf);
      await context.stores.assessments.linkSystem(review.id, systemId);
    },
    revoked: applyRevocation,
  });

  const register = createRegisterCapability<Stores>({
    declarationId: DECLARATION,
    standards: risks,
    law,
    readUseQuestion: async ({ stores, now }, text) => {
      const questionnaire = await stores.questionnaires.forReading(DECLARATION);
      if (!questionnaire) return undefined;
      const about = {
        questionnaire,
        asked: undefined,
        known: {},
        today: now,
        registered: await interviewing.registered(stores),
        products,
      };
      const question = readUseQuestion(text, about);
      if (!question.asksPermission || !question.product) return undefined;
      return {
        query: { ...queryFromCandidates(question.candidates), product: question.product.name },
        misspelt: question.product.misspelt,
      };
    },
  });

  const concerns = createConcernCapability<Stores>({
    findSystem: async ({ register: { systems } }, referenceOrId) =>
      (await systems()).find(({ id, reference }) => id === referenceOrId || reference === referenceOrId),
  });

  return [
    // Before anybody can handle a message with files.
    createSharedFilesCapability<Stores>(files),
    createDeskCapability<Stores>(desk),
    // “Report …” begins a concern and a declaration, too.
    createReports(knowledge),
    concerns,
    createQuestionCapability<Stores>(),
    createRiskCapability(risks),
    createControlCapability(risks),
    // Asks for a review by its reference and nothing else, so it may come before what an interview asks.
    reviews,
    createAbsenceCapability<Stores>(policy),
    createAssessmentCapability(createAssessmentOptions(knowledge, interviewing)),
    createInterviewCapability(interviewing),
    createTogetherCapability(interviewing),
    createLawCapability<Stores>(law),
    register,
    createAdoptionCapability<Stores>(policy, (questionnaireId) => policiesWith(knowledge, questionnaireId)),
    createMembersCapability<Stores>({
      granted: async (context, personId, role) => {
        if (role === ADOPTING_ROLE) await showProposed(context, personId);
      },
    }),
    createDocumentsCapability<Stores>({
      draftFor: draftFromQuestion(libraryIn),
      readFile: (context, file) => queueFile(context, file, files),
    }),
    createFeedbackCapability<Stores>(),
    createAuditCapability(),
    createWelcomeCapability(),
    createPassageCapability<Stores>(async (stores, id) => (await libraryIn(stores)).passageOf(id)),
    createAssistantCapability<Stores>({
      assistantIn: async (stores) => (await libraryIn(stores)).assistant,
      ...(help ? { wordLater: help.wordLater } : {}),
    }),
  ];
}
