import { z } from 'zod';
import { type AnswerStore, findReadable } from '../assistant/answer-store.ts';
import { nothingToShow } from '../chat/nothing-to-show.ts';
import { readInputs } from '../chat/read-inputs.ts';
import {
  type ActionHandler,
  action,
  type Capability,
  type Card,
  type Context,
  type Form,
  type FormHandler,
  type ImmediateReply,
} from '../chat/vocabulary.ts';
import { type ActingPerson, actingPerson, isSame } from '../people/acting-person.ts';
import { act, ask, noSuchQuestion, type QuestionStores } from './act.ts';
import { ASKS_FOR_ONE, askedOfTeam } from './asks-team.ts';
import { decide, mayAnswer, type QuestionCommand } from './decide.ts';
import { answerForm, furtherForm, Written, writeForm } from './forms.ts';
import type { Question } from './question.ts';
import type { QuestionRecord } from './question-store.ts';
import { createQuestionViews } from './views.ts';

const NOT_SHOWN =
  'There is no such question, or it is not yours to see. It is shown to the person who asked and to those who answer.';

export type QuestionCapabilityStores = QuestionStores & { readonly answers: AnswerStore };

const Clicked = z.object({ question: z.uuid() });
/** Whoever is refused even with the least that a form can hold has no use for the form. */
const SOMETHING = '…';
const Versioned = z.object({ version: z.coerce.number().int() });

/** Taking to people what Steward cannot answer, and bringing their answer back. */
export function createQuestionCapability<Stores extends QuestionCapabilityStores>(): Capability<Stores> {
  /** One's own question goes as it was asked; somebody else's words are not passed on for them. */
  const askAnswered: ActionHandler<Stores> = async (context, { value }) => {
    const clicked = z.object({ answer: z.uuid() }).safeParse(value);
    const { samePersonIds, personId } = await actingPerson(context);
    const mine = [personId, ...samePersonIds];
    const answer = clicked.success ? await findReadable(context.stores.answers, clicked.data.answer, mine) : undefined;
    if (!answer) return { kind: 'notice', text: 'This answer is no longer there. You can ask in your own words.' };
    if (!answer.words || !mine.includes(answer.personId)) return { kind: 'openForm', form: writeForm };
    const asked = await context.stores.questions.ofAnswer(personId, answer.id);
    if (asked) return { kind: 'notice', text: `You asked this already: ${asked.question.reference}.` };
    const { id: answerId, band, score, passages } = answer;
    await ask(context, answer.words.question, { answerId, band, score, passages });
    return undefined;
  };

  /** Opens a form only for someone who could send it now; sending it is checked again. */
  const open =
    (formOf: (question: Question) => Form, leastOf: (question: Question) => QuestionCommand): ActionHandler<Stores> =>
    async (context, { value }) => {
      const question = (await clickedQuestion(context, value))?.question;
      if (!question) return noSuchQuestion;
      const outcome = decide(question, leastOf(question), await actingPerson(context), context.now);
      return outcome.ok ? { kind: 'openForm', form: formOf(question) } : { kind: 'notice', text: outcome.message };
    };
  const asked = (question: Question, person: ActingPerson) => isSame(person, question.askerId);

  const send =
    (commandOf: (text: string, ids: unknown) => QuestionCommand | undefined): FormHandler<Stores> =>
    async (context, { context: ids, inputs }) => {
      const clicked = Clicked.safeParse(ids);
      const read = readInputs(Written, inputs);
      if (!read.ok) return read.reply;
      const command = commandOf(read.value.text, ids);
      return clicked.success && command ? act(context, clicked.data.question, command) : noSuchQuestion;
    };

  async function clickedQuestion({ stores }: Context<Stores>, value: unknown): Promise<QuestionRecord | undefined> {
    const clicked = Clicked.safeParse(value);
    return clicked.success ? stores.questions.find(clicked.data.question) : undefined;
  }

  /** The card of a question for whoever may see it. */
  async function show(
    context: Context<Stores>,
    record: QuestionRecord | undefined,
  ): Promise<ImmediateReply | undefined> {
    const person = await actingPerson(context);
    const own = record && asked(record.question, person);
    if (!record || !(own || mayAnswer(person))) return noSuchQuestion;
    const view = { name: own ? 'question.asked' : 'question.card', subjectId: record.question.id };
    context.send({ to: { kind: 'person', personId: person.personId }, content: { kind: 'view', view } });
    return undefined;
  }

  return {
    name: 'question',
    message: async (context, { text }) => {
      const reference = ASKS_FOR_ONE.exec(text)?.[1]?.toUpperCase();
      const wanted = askedOfTeam(text);
      if (reference !== undefined) {
        const refused = await show(context, await context.stores.questions.referenced(reference));
        if (refused) context.answer(nothingToShow(reference, NOT_SHOWN));
      } else if (wanted === '') context.answer(offerCard);
      else if (wanted !== undefined) await ask(context, wanted);
      else return { kind: 'passed' };
      return { kind: 'handled' };
    },
    actions: {
      ask: askAnswered,
      write: async () => ({ kind: 'openForm', form: writeForm }),
      assign: async (context, { value }) => {
        const clicked = Clicked.safeParse(value);
        return clicked.success ? act(context, clicked.data.question, { kind: 'assign' }) : noSuchQuestion;
      },
      answer: open(answerForm, ({ version }) => ({ kind: 'answer', version, text: SOMETHING })),
      askFurther: open(furtherForm, () => ({ kind: 'askFurther', text: SOMETHING })),
      show: async (context, { value }) => show(context, await clickedQuestion(context, value)),
    },
    forms: {
      write: async (context, { inputs }) => {
        const read = readInputs(Written, inputs);
        if (!read.ok) return read.reply;
        await ask(context, read.value.text);
        return undefined;
      },
      answer: send((text, ids) => {
        const version = Versioned.safeParse(ids);
        return version.success ? { kind: 'answer', version: version.data.version, text } : undefined;
      }),
      askFurther: send((text) => ({ kind: 'askFurther', text })),
    },
    views: createQuestionViews<Stores>(),
  };
}

const offerCard: Card = {
  headline: 'What would you like to ask the governance team?',
  blocks: [{ kind: 'text', text: 'A person answers, and the answer comes to you here.' }],
  actions: [action('question.write', 'Write the question', {}, 'primary')],
};
