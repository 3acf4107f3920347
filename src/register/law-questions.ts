import { z } from 'zod';
import type { AuditLog } from '../chat/router-stores.ts';
import {
  type ActionHandler,
  action,
  type Card,
  type Context,
  type Form,
  type FormHandler,
  type ImmediateReply,
  type View,
} from '../chat/vocabulary.ts';
import { factFrom, questionAbout } from '../impact/ask-law.ts';
import type { QuestionnaireStore } from '../interviews/interview-store.ts';
import type { Question } from '../interviews/questionnaire.ts';
import { formInput } from '../interviews/section-form.ts';
import { validateAnswer } from '../interviews/validate-answer.ts';
import type { FactValue } from '../law/facts.ts';
import type { Law } from '../law/law.ts';
import { actingPerson, isReadBy } from '../people/acting-person.ts';
import type { PeopleStore } from '../people/people.ts';
import { isOwn } from '../reviews/authority.ts';
import type { LawChange, LawRun, LawRunStore } from '../reviews/law-run-store.ts';
import { computeAgain, openLawQuestions } from '../reviews/law-watch.ts';
import type { Review } from '../reviews/review.ts';
import type { ReviewStore } from '../reviews/review-store.ts';
import { subjectOf } from '../reviews/submitted-answers.ts';
import { changeInWords } from './law-change-card.ts';

export interface LawQuestionStores {
  readonly lawRuns: LawRunStore;
  readonly reviews: ReviewStore;
  readonly questionnaires: QuestionnaireStore;
  readonly people: PeopleStore;
  readonly outgoing: Parameters<typeof computeAgain>[0]['outgoing'];
  readonly audit: AuditLog;
}

/** Nobody knows; the choice of a form. */
const UNKNOWN = 'unknown';
const Clicked = z.object({ review: z.uuid() });
const Sent = Clicked.extend({ fact: z.string().max(100) });
const nothingOpen: ImmediateReply = { kind: 'notice', text: 'Nothing is open here any more. Thank you.' };
const notYours: ImmediateReply = { kind: 'notice', text: 'This is asked of whoever answers for the system.' };

interface Asked {
  readonly review: Review;
  readonly subject: string;
  /** Why it is asked now. */
  readonly change: Pick<LawChange, 'key' | 'previous'> | undefined;
  /** The most decisive first. */
  readonly questions: readonly { readonly fact: string; readonly question: Question }[];
}

/** What changed law asks the owner of an assessed system: one question after the other, only those that can still change something. */
export function lawQuestions<Stores extends LawQuestionStores>(law: Law) {
  async function askedAbout(stores: Stores, reviewId: string): Promise<Asked | undefined> {
    const record = await stores.reviews.find(reviewId);
    const submission = (await stores.reviews.submissions(reviewId)).at(-1);
    if (!record || !submission) return undefined;
    const runs = await stores.lawRuns.of(submission.id);
    const open = openLawQuestions(record.review, submission, runs, law);
    const questionnaire = await stores.questionnaires.version(
      submission.questionnaireId,
      submission.questionnaireVersion,
    );
    return {
      review: record.review,
      change: await changeBehind(stores.lawRuns, runs),
      subject: questionnaire ? subjectOf(questionnaire, submission.answers ?? {}) : record.review.reference,
      questions: open.flatMap((id) =>
        law.facts.filter((fact) => fact.id === id).map((fact) => ({ fact: id, question: questionAbout(fact) })),
      ),
    };
  }

  /** Whose it is, and nobody else, for want of anybody who would know better. */
  async function own(context: Context<Stores>, reviewId: string): Promise<Asked | ImmediateReply> {
    const asked = await askedAbout(context.stores, reviewId);
    if (!asked || !isOwn(asked.review, await actingPerson(context))) return notYours;
    return asked.questions.length === 0 ? nothingOpen : asked;
  }

  const answer: ActionHandler<Stores> = async (context, { value }) => {
    const clicked = Clicked.safeParse(value);
    const asked = clicked.success ? await own(context, clicked.data.review) : notYours;
    if ('kind' in asked) return asked;
    const form = formOf(asked);
    return form ? { kind: 'openForm', form } : nothingOpen;
  };

  const save: FormHandler<Stores> = async (context, { context: ids, inputs }) => {
    const sent = Sent.safeParse(ids);
    const asked = sent.success ? await own(context, sent.data.review) : notYours;
    if (!sent.success || 'kind' in asked) return 'kind' in asked ? asked : notYours;
    const { fact } = sent.data;
    const question = asked.questions.find((one) => one.fact === fact)?.question;
    if (!question) return nothingOpen;
    const read = readAnswer(question, inputs[question.id]);
    if (!read.ok) return { kind: 'formErrors', errors: { [question.id]: read.message } };
    const { stores, now, newId, actor } = context;
    const run = await computeAgain(stores, asked.review.id, {
      ...{ cause: `answer/${newId()}`, law, now, newId },
      answer: { fact, value: read.value, by: actor.personId },
    });
    context.audit({
      kind: 'law.answered',
      subjectId: asked.review.id,
      details: { fact, known: read.value !== null, touched: run?.isTouched ?? false },
    });
    context.changed(asked.review.id);
    const next = await askedAbout(stores, asked.review.id);
    const form = next && formOf(next);
    if (form) return { kind: 'nextForm', form };
    await tellLegal(context, asked.review);
    return { kind: 'notice', text: 'Thank you. Legal sees what the AI Act makes of it now.' };
  };

  const view: View<Stores> = async (stores, { subjectId }, viewer) => {
    const asked = await askedAbout(stores, subjectId);
    if (!asked) return undefined;
    if (!(await isReadBy(stores, viewer, asked.review.ownerId))) return notYoursCard;
    return questionsCard(asked);
  };

  return { answer, save, view };
}

/** What made the last new question necessary; its list may still be under way. */
async function changeBehind(lawRuns: LawRunStore, runs: readonly LawRun[]): Promise<Asked['change']> {
  const key = runs.findLast(({ asked, answer }) => asked.length > 0 && !answer)?.cause;
  if (key === undefined) return undefined;
  return (await lawRuns.change(key)) ?? { key, previous: (await lawRuns.changes(1))[0]?.key };
}

/** Each lawyer personally, once all is answered. */
async function tellLegal<Stores extends LawQuestionStores>(context: Context<Stores>, review: Review): Promise<void> {
  for (const { id, roles } of await context.stores.people.list())
    if (roles.includes('legal') && id !== context.actor.personId)
      context.send({
        to: { kind: 'person', personId: id },
        content: { kind: 'view', view: { name: 'review.card', subjectId: review.id } },
      });
}

const notYoursCard: Card = { headline: 'This is asked of somebody else', tone: 'quiet', blocks: [] };

function questionsCard({ review, subject, change, questions }: Asked): Card {
  const [first, ...others] = questions;
  if (!first)
    return {
      headline: `${subject}: nothing is open about the AI Act`,
      tone: 'quiet',
      blocks: [{ kind: 'text', text: 'Everything that was asked is answered. Thank you.' }],
    };
  const more = others.length > 0 ? ` At most ${others.length} more follow, only while they can change something.` : '';
  const because = change ? `${changeInWords(change)}. ` : '';
  return {
    headline: `The AI Act asks something new about ${subject}`,
    tone: 'attention',
    blocks: [
      {
        kind: 'text',
        text: `${because}Your assessment was approved as ${review.reference}. What you answered then still counts; only this is new.${more}`,
      },
      { kind: 'quote', text: first.question.ask },
    ],
    actions: [action('law.answer', 'Answer', { review: review.id }, 'primary')],
  };
}

function formOf({ review, subject, questions: [first] }: Asked): Form | undefined {
  if (!first) return undefined;
  const input = formInput(first.question, { answers: {} });
  const unknown = { id: UNKNOWN, label: 'I don’t know' };
  return {
    id: 'law.answer',
    title: `AI Act: ${subject}`,
    inputs: [
      {
        ...(input.kind === 'choice' || input.kind === 'choices'
          ? { ...input, choices: [...input.choices, unknown] }
          : input),
        required: true,
      },
    ],
    submitLabel: 'Answer',
    context: { review: review.id, fact: first.fact },
  };
}

type ReadAnswer =
  | { readonly ok: true; readonly value: FactValue | null }
  | { readonly ok: false; readonly message: string };

function readAnswer(question: Question, value: string | readonly string[] | undefined): ReadAnswer {
  if (value === undefined || value.length === 0) return { ok: false, message: 'Please answer it first.' };
  if (value === UNKNOWN || (typeof value !== 'string' && value.includes(UNKNOWN))) return { ok: true, value: null };
  const valid = validateAnswer(question, value);
  if (!valid.ok) return { ok: false, message: valid.message };
  if (typeof valid.value === 'number') return { ok: false, message: 'Please choose one of these.' };
  return { ok: true, value: factFrom(valid.value) };
}
