import { action, type Context } from '../chat/vocabulary.ts';
import { asksToAddDocuments } from '../documents/capability.ts';
import { DOCUMENTS_ROLE } from '../documents/decide.ts';
import { followAnswers, showLive } from '../impact/assess.ts';
import type { Answers } from '../interviews/answer.ts';
import type { InterviewOptions } from '../interviews/interview-options.ts';
import { keepEvidence } from '../interviews/keep-evidence.ts';
import { fileValue } from '../interviews/offer-files.ts';
import { createUnderstanding } from '../interviews/understanding/create-understanding.ts';
import { readUseQuestion } from '../interviews/understanding/use-question.ts';
import { asksForList, mayNameEntry } from '../register/ask-register.ts';
import { coverage } from '../register/coverage.ts';
import { similarSystems } from '../register/duplicates.ts';
import { facetWords } from '../register/facet-words.ts';
import { facetsFromAnswers, queryFromCandidates } from '../register/from-answers.ts';
import { knownAlreadyCard } from '../register/known-already-card.ts';
import { readLawQuestion } from '../register/law-question.ts';
import { readOwnDataQuestion } from '../register/own-data.ts';
import { isSameProduct } from '../register/product-name.ts';
import { registerView } from '../register/register-view.ts';
import { askToChange } from '../reviews/ask-to-change.ts';
import { submitForReview } from '../reviews/submit.ts';
import type { RiskOptions } from '../risks/risk-options.ts';
import type { Stores } from '../storage/stores/stores.ts';
import { ASSESSMENT } from './assessments.ts';
import { followDeclaration } from './declared-changes.ts';
import { DECLARATION, describedOptions } from './declaring.ts';
import type { KnowledgeBase } from './knowledge-base.ts';
import type { ModelHelp } from './language.ts';
import { type FileSources, queueFile } from './read-files.ts';
import { holdUpForRisks } from './risks.ts';
import { assessmentSubmit, offerAssessment } from './submit-assessments.ts';

/** What interviews, of declarations and of assessments, take from the rest. */
export function createInterviewing(
  knowledge: KnowledgeBase,
  risks: RiskOptions<Stores>,
  files: FileSources,
  help: ModelHelp | undefined,
): InterviewOptions<Stores> {
  const { policy, products, impactRules, carryOver } = knowledge;
  const taking = { policy, ...(help ? { summarise: help.summarise } : {}) };
  const heldUpForRisks = holdUpForRisks(risks);
  const submitAssessed = assessmentSubmit(knowledge, risks, taking);
  const answered: NonNullable<InterviewOptions<Stores>['answered']> = async (context, questionnaire, interview) => {
    await keepEvidence(context, interview);
    if (questionnaire.id === ASSESSMENT) await followAnswers(context, questionnaire, interview, impactRules);
  };
  return {
    understanding: createUnderstanding(products),
    ...describedOptions(products),
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
}

/** The approved use that a declaration is covered by, in words. */
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

/** “How many AI tools do we use?” declares nothing. */
function asksOwnData(text: string): boolean {
  return readOwnDataQuestion(text, new Date(0)) !== undefined;
}
