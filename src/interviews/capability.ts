import { z } from 'zod';
import type {
  ActionHandler,
  Capability,
  Card,
  Context,
  ImmediateReply,
  InputValues,
  View,
} from '../chat/vocabulary.ts';
import { begin } from './begin.ts';
import { proposalsCard, questionCard, summaryCard } from './cards.ts';
import { furtherCard } from './further-card.ts';
import { hear } from './hear.ts';
import type { InterviewOptions } from './interview-options.ts';
import { findInterview, findOwnInterview, type OpenInterview } from './open-interview.ts';
import { inOwnName } from './own-name.ts';
import { questionsOf } from './questionnaire.ts';
import { saveForm } from './save-form.ts';
import { sectionForm } from './section-form.ts';
import { type Deed, type InterviewStores, takeStep } from './session.ts';

const Ids = z.object({
  interview: z.uuid(),
  question: z.string().optional(),
  option: z.string().optional(),
  revision: z.coerce.number().int().optional(),
});
const StartValue = z.object({ product: z.string().max(200).optional() });

const notAlone: ImmediateReply = {
  kind: 'notice',
  text: 'Others read along here. Please do this in your own conversation with me.',
};

const gone: ImmediateReply = { kind: 'notice', text: 'This interview is no longer there, or is not yours.' };

/** Declaring and assessing as a conversation: interviews over days, one step at a time. */
export function createInterviewCapability<Stores extends InterviewStores>(
  options: InterviewOptions<Stores>,
): Capability<Stores> {
  /** What somebody answers is shown where it was asked, so an interview never goes where others read along. */
  function inPrivate<Body>(
    handler: (context: Context<Stores>, body: Body) => Promise<ImmediateReply | undefined>,
  ): typeof handler {
    return async (context, body) => (context.conversation.visibility === 'direct' ? handler(context, body) : notAlone);
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
      await takeStep(context, questionnaire, interview, named, options.submit);
      return undefined;
    });
  }

  const onQuestion = (kind: 'confirmProposal' | 'rejectProposal' | 'change') =>
    click(({ question }) => (question === undefined ? undefined : { kind, questionId: question }));
  const aboutQuestion = (kind: 'unknown' | 'skip' | 'why') =>
    click(({ question }) => (question === undefined ? { kind } : { kind, questionId: question }));
  const onFurther = (kind: 'confirmFurther' | 'rejectFurther') =>
    click(({ revision }) => (revision === undefined ? undefined : { kind, revision }));
  const plain = (
    kind: 'confirmAll' | 'rejectAll' | 'back' | 'pause' | 'resume' | 'cancel' | 'confirmCancel' | 'summary' | 'submit',
  ) => click(() => ({ kind }));

  /** A view's subject is `interview/part`, so that a change of one question redraws that question alone. */
  const view =
    (draw: (open: OpenInterview, part: string) => Card | undefined): View<Stores> =>
    async (stores, { subjectId }) => {
      const [interviewId = '', part = ''] = subjectId.split('/');
      const found = await findInterview(stores, interviewId);
      return found && draw(found, part);
    };

  return {
    name: 'interview',
    message: (context, { text }) => hear(context, text, options),
    actions: {
      answer: click(({ question, option }, inputs) =>
        question === undefined
          ? undefined
          : { kind: 'answer', questionId: question, value: option ?? inputs[question] ?? [] },
      ),
      confirm: onQuestion('confirmProposal'),
      reject: onQuestion('rejectProposal'),
      change: onQuestion('change'),
      unknown: aboutQuestion('unknown'),
      skip: aboutQuestion('skip'),
      why: aboutQuestion('why'),
      confirmFurther: onFurther('confirmFurther'),
      rejectFurther: onFurther('rejectFurther'),
      confirmAll: plain('confirmAll'),
      rejectAll: plain('rejectAll'),
      back: plain('back'),
      pause: plain('pause'),
      resume: plain('resume'),
      cancel: plain('cancel'),
      confirmCancel: plain('confirmCancel'),
      summary: plain('summary'),
      submit: plain('submit'),
      start: inPrivate(async (context, { value }) => {
        const product = StartValue.safeParse(value).data?.product;
        await begin(
          context,
          product === undefined ? 'I want to declare an AI use' : `I want to use ${product}`,
          options,
        );
        return undefined;
      }),
      form: inPrivate(async (context, { value }) => {
        const ids = Ids.safeParse(value);
        const found = ids.success ? await findOwnInterview(context, ids.data.interview) : undefined;
        const form = found && sectionForm(found.questionnaire, found.interview);
        return form ? { kind: 'openForm', form } : gone;
      }),
    },
    forms: {
      form: inPrivate(async (context, { context: value, inputs }) => {
        const ids = Ids.safeParse(value);
        const found = ids.success ? await findOwnInterview(context, ids.data.interview) : undefined;
        return found ? saveForm(context, found, inputs) : gone;
      }),
    },
    views: {
      question: view(({ questionnaire, interview }, part) => {
        const question = questionsOf(questionnaire).find(({ id }) => id === part);
        return question && questionCard(questionnaire, interview, question);
      }),
      proposals: view(({ questionnaire, interview }) => proposalsCard(questionnaire, interview)),
      further: view(({ questionnaire, interview }) => furtherCard(questionnaire, interview)),
      summary: view(({ questionnaire, interview }) => summaryCard(questionnaire, interview)),
    },
  };
}
