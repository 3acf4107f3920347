import { z } from 'zod';
import type {
  ActionHandler,
  ActionValue,
  Capability,
  Card,
  Context,
  ImmediateReply,
  InputValues,
  View,
} from '../chat/vocabulary.ts';
import { isReadBy } from '../people/acting-person.ts';
import { begin, type FirstWords } from './begin.ts';
import { proposalsCard, questionCard, summaryCard } from './cards.ts';
import { visibleQuestions } from './conditions.ts';
import { declareFrom } from './declare-from.ts';
import { evidenceBlocks, evidenceCard } from './evidence-cards.ts';
import { furtherCard } from './further-card.ts';
import { hear } from './hear.ts';
import { inDirect, writtenToYou } from './in-direct.ts';
import type { InterviewOptions } from './interview-options.ts';
import { decideOnFile, type EvidenceStores, fileOf, isOpenForFiles, offerFiles } from './offer-files.ts';
import { findInterview, findOwnInterview, goesOn, type OpenInterview } from './open-interview.ts';
import { overviewCard, sharedBlocks } from './overview-card.ts';
import { inOwnName } from './own-name.ts';
import { describedCard } from './prefill/described-card.ts';
import { questionsOf } from './questionnaire.ts';
import { saveForm } from './save-form.ts';
import { questionForm, sectionForm } from './section-form.ts';
import { type Deed, takeStep } from './session.ts';

const Ids = z.object({
  interview: z.uuid(),
  question: z.string().optional(),
  option: z.string().optional(),
  leftOut: z.string().optional(),
  revision: z.coerce.number().int().optional(),
  section: z.string().optional(),
});
const StartValue = z.object({ product: z.string().max(200).optional() });

type DrawnCard = Card | undefined;

const notAlone: ImmediateReply = {
  kind: 'notice',
  text: 'Others read along here. Please do this in your own conversation with me.',
};

const notYours: Card = { headline: 'This interview is not yours to see', tone: 'quiet', blocks: [] };

const nothingLeft: ImmediateReply = {
  kind: 'notice',
  text: 'There is nothing left to answer here. What can still be changed has a button in your summary.',
};

function firstWords(value: unknown, { text }: InputValues = {}): FirstWords {
  if (typeof text === 'string' && text.trim() !== '') return { text };
  const product = StartValue.safeParse(value).data?.product;
  return { text: product === undefined ? 'I want to declare an AI use' : `I want to use ${product}` };
}

const gone: ImmediateReply = { kind: 'notice', text: 'This interview is no longer there, or is not yours.' };

/** Declaring and assessing as a conversation: interviews over days, one step at a time. */
export function createInterviewCapability<Stores extends EvidenceStores>(
  options: InterviewOptions<Stores>,
): Capability<Stores> {
  /** What somebody answers is shown where it was asked, so an interview never goes where others read along. */
  function inPrivate<Body>(
    handler: (context: Context<Stores>, body: Body) => Promise<ImmediateReply | undefined>,
  ): typeof handler {
    return async (context, body) => (context.conversation.visibility === 'direct' ? handler(context, body) : notAlone);
  }

  /** Where others read along, it goes on where Steward talks with this person alone. */
  function aside<Body>(
    handler: (context: Context<Stores>, body: Body) => Promise<ImmediateReply | undefined>,
  ): typeof handler {
    return async (context, body) => {
      const alone = inDirect(context);
      if (!alone) return notAlone;
      return (await handler(alone, body)) ?? (alone === context ? undefined : writtenToYou);
    };
  }

  function click(deedOf: (ids: z.infer<typeof Ids>, inputs: InputValues) => Deed | undefined): ActionHandler<Stores> {
    return inPrivate(async (context, { value, inputs }) => {
      const ids = Ids.safeParse(value);
      const found = ids.success ? await findOwnInterview(context, ids.data.interview) : undefined;
      const deed = ids.success ? deedOf(ids.data, inputs) : undefined;
      if (!found || !deed) return gone;
      const { questionnaire, interview } = found;
      const named =
        deed.kind === 'answer'
          ? { ...deed, value: inOwnName(questionnaire, deed.questionId, deed.value, context.actor.displayName) }
          : deed;
      await takeStep(context, questionnaire, interview, named, options);
      return undefined;
    });
  }

  const answer = click(({ question, option }, inputs) =>
    question === undefined
      ? undefined
      : { kind: 'answer', questionId: question, value: option ?? inputs[question] ?? [] },
  );

  /** A click that brings no answer: the platform's card could not hold the list to choose from, or nothing was chosen. */
  const askInForm: ActionHandler<Stores> = inPrivate(async (context, { value, inputs }) => {
    const { question: id = '', option, interview = '' } = Ids.safeParse(value).data ?? {};
    if (option !== undefined || (inputs[id]?.length ?? 0) > 0) return undefined;
    const found = interview === '' ? undefined : await findOwnInterview(context, interview);
    if (!found || !goesOn(found)) return undefined;
    const question = visibleQuestions(found.questionnaire, found.interview.state.answers).find((one) => one.id === id);
    return question && { kind: 'openForm', form: questionForm(found.questionnaire, found.interview, question) };
  });

  const onQuestion = (kind: 'confirmProposal' | 'rejectProposal' | 'change' | 'keep') =>
    click(({ question }) => (question === undefined ? undefined : { kind, questionId: question }));
  const change = onQuestion('change');
  const changeSubmitted: ActionHandler<Stores> = inPrivate(async (context, { value }) => {
    const { question: id, interview = '' } = Ids.safeParse(value).data ?? {};
    const found = interview === '' ? undefined : await findOwnInterview(context, interview);
    const question = found && questionsOf(found.questionnaire).find((one) => one.id === id);
    if (!question || found.interview.state.phase !== 'submitted' || found.interview.reviewId === undefined)
      return undefined;
    return options.changeSubmitted?.(context, found.interview.reviewId, question.label);
  });
  const aboutQuestion = (kind: 'unknown' | 'skip' | 'why') =>
    click(({ question }) => (question === undefined ? { kind } : { kind, questionId: question }));
  const onFurther = (kind: 'confirmFurther' | 'rejectFurther') =>
    click(({ revision }) => (revision === undefined ? undefined : { kind, revision }));
  const onDescribed = click(({ revision }) =>
    revision === undefined ? undefined : { kind: 'dropDescribed', revision },
  );
  /** Ticked in the card; a platform that shows no ticks sends them as they stood. */
  const keepDescribed = click(({ revision }, { keep = [] }) =>
    revision === undefined
      ? undefined
      : { kind: 'keepDescribed', revision, questionIds: typeof keep === 'string' ? [keep] : keep },
  );
  const plain = (
    kind:
      | ('confirmAll' | 'rejectAll' | 'back' | 'pause' | 'resume' | 'cancel' | 'confirmCancel')
      | ('summary' | 'submit' | 'overview'),
  ) => click(() => ({ kind }));

  const onFile = (state: 'kept' | 'dropped') =>
    inPrivate(async (context, { value }: { readonly value: ActionValue }) => {
      const clicked = z.object({ evidence: z.uuid() }).safeParse(value);
      return clicked.success ? decideOnFile(context, clicked.data.evidence, state) : gone;
    });

  /** A view's subject is `interview/part`, so that a change of one question redraws that question alone. */
  const view =
    (draw: (open: OpenInterview, part: string, stores: Stores) => DrawnCard | Promise<DrawnCard>): View<Stores> =>
    async (stores, { subjectId }, viewer) => {
      const [interviewId = '', part = ''] = subjectId.split('/');
      const found = await findInterview(stores, interviewId);
      if (!found) return undefined;
      return (await isReadBy(stores, viewer, found.interview.ownerId)) ? draw(found, part, stores) : notYours;
    };

  return {
    name: 'interview',
    message: (context, message) => hear(context, message, options),
    readAhead({ interviews }, value) {
      const ids = Ids.safeParse(value);
      if (ids.success) interviews.readAhead(ids.data.interview);
    },
    actions: {
      answer: async (context, clicked) => (await askInForm(context, clicked)) ?? answer(context, clicked),
      confirm: onQuestion('confirmProposal'),
      reject: onQuestion('rejectProposal'),
      change: async (context, clicked) => (await changeSubmitted(context, clicked)) ?? change(context, clicked),
      unknown: aboutQuestion('unknown'),
      skip: aboutQuestion('skip'),
      why: aboutQuestion('why'),
      keep: onQuestion('keep'),
      confirmFurther: onFurther('confirmFurther'),
      rejectFurther: onFurther('rejectFurther'),
      keepDescribed,
      dropDescribed: onDescribed,
      confirmAll: plain('confirmAll'),
      rejectAll: plain('rejectAll'),
      back: plain('back'),
      pause: plain('pause'),
      resume: plain('resume'),
      cancel: plain('cancel'),
      confirmCancel: plain('confirmCancel'),
      summary: plain('summary'),
      submit: plain('submit'),
      overview: plain('overview'),
      openSection: click((_ids, { section }) =>
        typeof section === 'string' && section !== ''
          ? { kind: 'openSection', sectionId: section }
          : { kind: 'openSection' },
      ),
      keepFile: onFile('kept'),
      dropFile: onFile('dropped'),
      start: async (context, { value, inputs }) => {
        const alone = inDirect(context);
        if (!alone) return notAlone;
        await begin(alone, firstWords(value, inputs), options);
        return alone === context ? undefined : writtenToYou;
      },
      /** For a place without a conversation, such as a platform's menu: the first page at once. */
      startAsForm: async (context, { value }) => {
        const alone = inDirect(context);
        if (!alone) return notAlone;
        const begun = await begin(alone, firstWords(value), options);
        const form = begun && sectionForm(begun.questionnaire, begun.interview);
        return form ? { kind: 'openForm', form } : writtenToYou;
      },
      startWithFile: aside(async (context, { value }) => {
        const file = fileOf(value);
        const begun = file && (await begin(context, firstWords({}), options));
        if (!file || !begun) return file ? undefined : gone;
        await offerFiles(context, context.event.deliveryKey, [file], begun.interview.id, options);
        return undefined;
      }),
      declareFrom: aside((context, { value, inputs }) => declareFrom(context, value, inputs, options)),
      form: inPrivate(async (context, { value }) => {
        const ids = Ids.safeParse(value);
        const found = ids.success ? await findOwnInterview(context, ids.data.interview) : undefined;
        if (!found) return gone;
        const form = goesOn(found)
          ? sectionForm(found.questionnaire, found.interview, [], ids.data?.section)
          : undefined;
        return form ? { kind: 'openForm', form } : nothingLeft;
      }),
    },
    forms: {
      declareFrom: aside((context, { context: value, inputs }) => declareFrom(context, value, inputs, options)),
      form: inPrivate(async (context, { context: value, inputs }) => {
        const ids = Ids.safeParse(value);
        const found = ids.success ? await findOwnInterview(context, ids.data.interview) : undefined;
        if (!found) return gone;
        return goesOn(found) ? saveForm(context, found, inputs, ids.data ?? {}, options) : nothingLeft;
      }),
    },
    views: {
      question: view(({ questionnaire, interview }, part) => {
        const question = questionsOf(questionnaire).find(({ id }) => id === part);
        return question && questionCard(questionnaire, interview, question);
      }),
      proposals: view(({ questionnaire, interview }) => proposalsCard(questionnaire, interview)),
      further: view(({ questionnaire, interview }) => furtherCard(questionnaire, interview)),
      described: view(({ questionnaire, interview }) => describedCard(questionnaire, interview)),
      overview: view(async ({ questionnaire, interview }, _part, stores) =>
        overviewCard(questionnaire, interview, await namesOf(stores)),
      ),
      summary: view(async ({ questionnaire, interview }, _part, stores) => {
        const card = summaryCard(questionnaire, interview);
        const shared =
          interview.state.shared.length > 0 ? sharedBlocks(questionnaire, interview, await namesOf(stores)) : [];
        const evidence = evidenceBlocks(await stores.evidence.keptOf(interview.id));
        return { ...card, blocks: [...card.blocks, ...shared, ...evidence] };
      }),
      evidence: async (stores, { subjectId }, viewer) => {
        const evidence = await stores.evidence.find(subjectId);
        const interview = evidence && (await stores.interviews.find(evidence.interviewId));
        if (!evidence || !interview) return undefined;
        if (!(await isReadBy(stores, viewer, interview.ownerId))) return notYours;
        return evidenceCard(evidence, isOpenForFiles(interview.state.phase));
      },
    },
  };
}

async function namesOf({ people }: EvidenceStores): Promise<(personId: string) => string | undefined> {
  const names = new Map((await people.list()).map(({ id, displayName }) => [id, displayName]));
  return (personId) => names.get(personId);
}
