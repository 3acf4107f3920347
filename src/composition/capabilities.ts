import { createAdoptionCapability, showProposed } from '../adoption/capability.ts';
import { ADOPTING_ROLE } from '../adoption/standing.ts';
import { createAssistantCapability, createPassageCapability } from '../assistant/capability.ts';
import { createAuditCapability } from '../audit/capability.ts';
import { action, type Capability, type Context } from '../chat/vocabulary.ts';
import { createConcernCapability } from '../concerns/capability.ts';
import { createDeskCapability } from '../desk/capability.ts';
import type { DeskOptions } from '../desk/desk.ts';
import { createWelcomeCapability } from '../desk/welcome.ts';
import { asksToAddDocuments, createDocumentsCapability } from '../documents/capability.ts';
import { DOCUMENTS_ROLE } from '../documents/decide.ts';
import { createFeedbackCapability } from '../feedback/capability.ts';
import { followAnswers, showLive } from '../impact/assess.ts';
import { createAssessmentCapability } from '../impact/capability.ts';
import type { Answers } from '../interviews/answer.ts';
import { createInterviewCapability } from '../interviews/capability.ts';
import type { InterviewOptions } from '../interviews/interview-options.ts';
import { keepEvidence } from '../interviews/keep-evidence.ts';
import { fileValue } from '../interviews/offer-files.ts';
import { type Questionnaire, questionsOf } from '../interviews/questionnaire.ts';
import { createTogetherCapability } from '../interviews/together/capability.ts';
import { createUnderstanding } from '../interviews/understanding/create-understanding.ts';
import { readUseQuestion } from '../interviews/understanding/use-question.ts';
import type { KnownProduct, Understood } from '../interviews/understanding.ts';
import { createMembersCapability } from '../people/capability.ts';
import { createQuestionCapability } from '../questions/capability.ts';
import { applyApproval, applyRevocation, type ProductFacts } from '../register/apply-approval.ts';
import { asksForList, mayNameEntry } from '../register/ask-register.ts';
import { createRegisterCapability } from '../register/capability.ts';
import { coverage } from '../register/coverage.ts';
import { similarSystems } from '../register/duplicates.ts';
import { facetWords } from '../register/facet-words.ts';
import { facetsFromAnswers, queryFromCandidates } from '../register/from-answers.ts';
import { knownAlreadyCard } from '../register/known-already-card.ts';
import { createLawCapability } from '../register/law-capability.ts';
import { readLawQuestion } from '../register/law-question.ts';
import { readOwnDataQuestion } from '../register/own-data.ts';
import { isSameProduct } from '../register/product-name.ts';
import { registerView } from '../register/register-view.ts';
import { similarUses } from '../register/similar-uses.ts';
import { createAbsenceCapability } from '../reviews/absence.ts';
import { askToChange } from '../reviews/ask-to-change.ts';
import { createReviewCapability } from '../reviews/capability.ts';
import { submitForReview } from '../reviews/submit.ts';
import { createRiskCapability } from '../risks/capability.ts';
import { planControls } from '../risks/control-act.ts';
import { createControlCapability } from '../risks/control-capability.ts';
import type { Stores } from '../storage/stores/stores.ts';
import { assessmentInWords, isAssessed } from './assessed-declarations.ts';
import { ASSESSMENT, createAssessmentOptions } from './assessments.ts';
import { followDeclaration } from './declared-changes.ts';
import { draftFromQuestion } from './document-draft.ts';
import { assessmentDecided, previousVersion, replacePrevious } from './follow-approved-assessments.ts';
import { type KnowledgeBase, policiesWith } from './knowledge-base.ts';
import type { ModelHelp } from './language.ts';
import type { LibraryIn } from './library.ts';
import { type FileSources, queueFile } from './read-files.ts';
import { createReports } from './report.ts';
import { createRiskOptions, holdUpForRisks, openRisksIn } from './risks.ts';
import { createSharedFilesCapability } from './shared-files.ts';
import { assessmentSubmit, offerAssessment } from './submit-assessments.ts';

/** The questionnaire with which a use of AI is declared. */
export const DECLARATION = 'ai-use-registration';

/** Everything Steward can do, in the order in which messages are offered. The assistant, which takes all, is last. */
export function createCapabilities(
  knowledge: KnowledgeBase,
  libraryIn: LibraryIn,
  help?: ModelHelp,
  files: FileSources = new Map(),
): readonly Capability<Stores>[] {
  const { policy, products, impactRules, law, carryOver } = knowledge;
  const factsOf = productFacts(products);
  const desk: DeskOptions = { policy, declarationId: DECLARATION };

  const reading = describedOptions(products);
  const { registered } = reading;

  async function coveredBy({ stores, actor, now }: Context<Stores>, answers: Answers): Promise<string | undefined> {
    const facets = facetsFromAnswers(answers);
    const questionnaire = await stores.questionnaires.inForce(DECLARATION);
    if (facets.product === undefined || !questionnaire) return undefined;
    const person = await stores.people.find(actor.personId);
    const asker = { personId: actor.personId, department: person?.department ?? '', country: person?.country ?? '' };
    const found = coverage(
      { ...facets, product: facets.product },
      await registerView(stores),
      now,
      asker,
      facetWords(questionnaire),
    );
    return found.kind === 'covered' ? `${found.use.use.reference} ${found.use.system.name}` : undefined;
  }

  const taking = { policy, ...(help ? { summarise: help.summarise } : {}) };
  const risks = createRiskOptions(knowledge);
  const heldUpForRisks = holdUpForRisks(risks);
  const submitAssessed = assessmentSubmit(knowledge, risks, taking);
  const answered: NonNullable<InterviewOptions<Stores>['answered']> = async (context, questionnaire, interview) => {
    await keepEvidence(context, interview);
    if (questionnaire.id === ASSESSMENT) await followAnswers(context, questionnaire, interview, impactRules);
  };
  const interviewing: InterviewOptions<Stores> = {
    understanding: createUnderstanding(products),
    ...reading,
    declarationId: DECLARATION,
    declares: (text, about) => !asksOwnData(text) && readUseQuestion(text, { ...about, products }).declares,
    beforeStart: async (context, { candidates }) => {
      const product = queryFromCandidates(candidates)?.product;
      const questionnaire = await context.stores.questionnaires.inForce(DECLARATION);
      if (product === undefined || !questionnaire) return;
      const similar = similarSystems(product, await context.stores.register.systems());
      const uses = (await context.stores.register.uses()).filter(
        ({ use, system }) => use.state === 'approved' && isSameProduct(product, system),
      );
      const card = knownAlreadyCard(product, similar, uses, facetWords(questionnaire));
      if (card) context.answer(card);
    },
    changeSubmitted: askToChange,
    asksRegister: (text) =>
      readLawQuestion(text)?.isSure === true || asksForList(text) || mayNameEntry(text) || asksOwnData(text),
    submit: async (context, questionnaire, interview) => {
      if (questionnaire.id === ASSESSMENT) return submitAssessed(context, questionnaire, interview);
      const taken = await submitForReview(context, questionnaire, interview, { ...taking, coveredBy });
      await followDeclaration(context, taken.reviewId, carryOver, { answered });
      await offerAssessment(context, taken.reviewId, policy);
      return taken;
    },
    heldUp: async (context, questionnaire, interview) =>
      questionnaire.id === ASSESSMENT && heldUpForRisks(context, interview),
    takenOver: async (context, questionnaire, interview) => {
      if (questionnaire.id === ASSESSMENT) showLive(context, interview.id);
    },
    answered,
    beforeAsking: ({ id }) =>
      id === ASSESSMENT ? 'Whoever answers parts of it can advise on it later, but not vote.' : undefined,
    readFile: (context, evidenceId, file) => queueFile(context, file, files, evidenceId),
    areForOthers: ({ actor }, text) => asksToAddDocuments(actor, text),
    alsoWithFile: ({ actor }, [file]) =>
      file && actor.roles.includes(DOCUMENTS_ROLE)
        ? [action('documents.addFile', 'Propose it as our document', fileValue(file))]
        : [],
    ...(help ? { readFurther: help.readFurther } : {}),
  };

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
        registered: await registered(stores),
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

/** “How many AI tools do we use?” declares nothing. */
function asksOwnData(text: string): boolean {
  return readOwnDataQuestion(text, new Date(0)) !== undefined;
}

function productFacts(products: readonly KnownProduct[]): ProductFacts {
  return (product) => {
    const known = products.find((candidate) => isSameProduct(product, candidate));
    return { aliases: known?.aliases ?? [], supplier: known?.supplier };
  };
}

/** What reading a description takes of the rest. */
export function describedOptions(
  products: readonly KnownProduct[],
): Pick<InterviewOptions<Stores>, 'products' | 'registered' | 'complete'> {
  const factsOf = productFacts(products);
  return {
    products,
    registered: (stores) => stores.register.productNames(),
    complete: (understood, questionnaire) => withSupplier(understood, questionnaire, factsOf),
  };
}

/** Proposes the supplier of a well-known product, resting on the words that name the product. */
function withSupplier(understood: Understood, questionnaire: Questionnaire, factsOf: ProductFacts): Understood {
  const tool = questionsOf(questionnaire).find(({ kind }) => kind === 'ai-system')?.id;
  const named = understood.candidates.find(({ questionId }) => questionId === tool);
  const told = understood.candidates.some(({ questionId }) => questionId === 'supplier');
  const supplier = named && !told ? factsOf(String(named.value)).supplier : undefined;
  if (!named || supplier === undefined) return understood;
  return {
    ...understood,
    candidates: [
      ...understood.candidates,
      { questionId: 'supplier', value: supplier, quote: named.quote, corrects: named.corrects },
    ],
  };
}
