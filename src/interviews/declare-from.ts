import { z } from 'zod';
import {
  type ActionValue,
  action,
  type Card,
  type Context,
  type Form,
  type ImmediateReply,
  type InputValues,
} from '../chat/vocabulary.ts';
import { begin, type FirstWords, understandFirst } from './begin.ts';
import type { InterviewOptions } from './interview-options.ts';
import { notAdoptedCard } from './not-adopted.ts';
import { type Questionnaire, questionsOf } from './questionnaire.ts';
import { declares } from './read-message.ts';
import type { InterviewStores } from './session.ts';
import type { Understood } from './understanding.ts';

const Said = z.object({
  text: z.string().trim().min(1),
  author: z.string().trim().min(1).max(200).optional().catch(undefined),
  link: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .optional()
    .catch(undefined),
});
/** The platform's id of the message. */
const From = z.object({ message: z.string().min(1).max(300).optional().catch(undefined) });

/**
 * Begins a declaration from somebody else's message, exactly as from the person's own first words: what it says is
 * proposed with its quotes, and only what is confirmed counts. Without a text the person is asked for it.
 */
export async function declareFrom<Stores extends InterviewStores>(
  context: Context<Stores>,
  value: ActionValue,
  inputs: InputValues,
  options: InterviewOptions<Stores>,
): Promise<ImmediateReply | undefined> {
  const said = Said.safeParse(inputs);
  if (!said.success) {
    if (context.event.body.kind === 'form')
      return { kind: 'formErrors', errors: { text: 'Please paste the message.' } };
    return { kind: 'openForm', form: messageForm };
  }
  const { text, author, link } = said.data;
  const messageId = From.parse(value).message ?? context.event.deliveryKey;
  const from = { messageId, ...(link === undefined ? {} : { link }) };
  const words: FirstWords = { text, quoted: { from, author } };

  const questionnaire = await context.stores.questionnaires.inForce(options.declarationId);
  if (!questionnaire) context.answer(await notAdoptedCard(context));
  else if (!(await namesUse(context, words, questionnaire, options))) context.answer(namesNoUse(words));
  else {
    context.answer(quotedCard(words));
    await begin(context, words, options);
  }
  return undefined;
}

/** Names a tool, clearly or not, or tells of a use of one. */
async function namesUse<Stores extends InterviewStores>(
  context: Context<Stores>,
  words: FirstWords,
  questionnaire: Questionnaire,
  options: InterviewOptions<Stores>,
): Promise<boolean> {
  const { candidates, ambiguous }: Understood = await understandFirst(context, words, questionnaire, options);
  const tool = questionsOf(questionnaire).find(({ kind }) => kind === 'ai-system')?.id;
  const isNamed = [...candidates, ...ambiguous].some(({ questionId }) => questionId === tool);
  return isNamed || declares(context, words.text, options);
}

const messageForm: Form = {
  id: 'interview.declareFrom',
  title: 'Declare from a message',
  intro: 'Paste what was said. I propose what I understand of it, and only what you confirm counts.',
  inputs: [
    { kind: 'text', id: 'text', label: 'The message', multiline: true, required: true, maxLength: 3000 },
    { kind: 'text', id: 'author', label: 'Who said it', maxLength: 200 },
    { kind: 'text', id: 'link', label: 'Link to it', placeholder: 'https://…', maxLength: 2000 },
  ],
  submitLabel: 'Go on',
  context: {},
};

/** A quote is there to be recognised, not to be read again in full. */
const QUOTED_CHARACTERS = 600;

function quotedCard(words: FirstWords): Card {
  return {
    headline: 'Declaring from a message',
    tone: 'quiet',
    blocks: [
      quoteOf(words),
      { kind: 'text', text: 'You declare it in your own name. Please check every point.', subtle: true },
    ],
  };
}

function namesNoUse(words: FirstWords): Card {
  return {
    headline: 'I find no use of AI in this message',
    blocks: [
      quoteOf(words),
      { kind: 'text', text: 'It names no AI tool that I know and tells of no use. You can declare one from scratch.' },
    ],
    actions: [action('interview.start', 'Declare an AI use')],
  };
}

function quoteOf({ text, quoted }: FirstWords): Card['blocks'][number] {
  const all = [...text];
  const shown = all.length > QUOTED_CHARACTERS ? `${all.slice(0, QUOTED_CHARACTERS).join('')} …` : text;
  return { kind: 'quote', text: shown, ...(quoted?.author === undefined ? {} : { from: quoted.author }) };
}
