import type { Context } from '../chat/vocabulary.ts';
import type { Answers } from '../interviews/answer.ts';
import { answerTo, countingAnswers, holds } from '../interviews/conditions.ts';
import type { InterviewRecord } from '../interviews/interview-store.ts';
import type { Questionnaire } from '../interviews/questionnaire.ts';
import { screen } from '../interviews/screening.ts';
import { type SubmitStores, type TakeOptions, takeToReview } from './take-to-review.ts';

export interface SubmitOptions<Stores> extends TakeOptions<Stores> {
  /** What is approved already and covers exactly this, in words. */
  readonly coveredBy: (context: Context<Stores>, answers: Answers) => Promise<string | undefined>;
}

/** Screens a declaration, freezes its answers and takes them to the reviewers of its lane. */
export async function submitForReview<Stores extends SubmitStores>(
  context: Context<Stores>,
  questionnaire: Questionnaire,
  interview: InterviewRecord,
  { coveredBy, ...options }: SubmitOptions<Stores>,
): Promise<{ readonly reviewId: string }> {
  const answers = countingAnswers(questionnaire, interview.state.answers);
  const covered = await coveredBy(context, answers);
  const { lane, because, unknowns } = screen(
    questionnaire,
    interview.state.answers,
    covered === undefined ? {} : { coveredBy: covered },
  );
  const submitted = {
    answers,
    derived: { because, unknowns, contradictions: contradictionsIn(questionnaire, answers) },
    route: { kind: 'declaration', lane },
    ownerId: await ownerIn(answers, context),
  } as const;
  return takeToReview(context, questionnaire, interview, submitted, options);
}

/** The member who was named as responsible; whoever submits it, when nobody is named or the name is nobody's. */
async function ownerIn<Stores extends SubmitStores>(
  answers: Answers,
  { stores, actor }: Context<Stores>,
): Promise<string> {
  const answer = answerTo(answers, OWNER_QUESTION);
  if (answer?.kind !== 'known') return actor.personId;
  const name = String(answer.value).trim().replace(/^@/, '').toLowerCase();
  const named = (await stores.people.list()).filter(({ displayName }) => displayName.toLowerCase() === name);
  return named.length === 1 && named[0] ? named[0].id : actor.personId;
}

const OWNER_QUESTION = 'owner';

/** What does not go together in the answers, in words of the questionnaire. */
export function contradictionsIn(questionnaire: Questionnaire, answers: Answers): readonly string[] {
  return questionnaire.contradictions.filter(({ when }) => holds(when, answers)).map(({ says }) => says);
}
