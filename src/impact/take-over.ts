import { z } from 'zod';
import type { ActionHandler, Context, ImmediateReply } from '../chat/vocabulary.ts';
import type { Answers } from '../interviews/answer.ts';
import { beginKnowing } from '../interviews/begin.ts';
import { answerTo } from '../interviews/conditions.ts';
import { inDirect, writtenToYou } from '../interviews/in-direct.ts';
import type { ChangeRequest } from '../interviews/interview-state.ts';
import { type Change, type Questionnaire, questionsOf } from '../interviews/questionnaire.ts';
import { actingPerson, isSame } from '../people/acting-person.ts';
import {
  type AssessedAlready,
  type AssessmentOptions,
  type AssessmentStores,
  type AssessmentSubject,
  enterAssessment,
} from './assess.ts';
import { askedAgain, carriedAnswers, changesInWords, isNews, withOthers } from './assess-again.ts';
import { stateInWords } from './assessment-cards.ts';
import { type Beginning, notAlone, writersOf } from './begin-assessing.ts';
import { sameValue } from './carry-over.ts';

const Clicked = z.object({ declaration: z.uuid() });
const nothingThere: ImmediateReply = {
  kind: 'notice',
  text: 'There is no assessment here that you could take over.',
};

/**
 * A new use of a system that is assessed: what its approved assessment says may be taken over into one of its own, by
 * those who may read it anyway. Whoever declared the use and may not asks its owner.
 */
export function createTakingOver<Stores extends AssessmentStores>(
  options: AssessmentOptions<Stores>,
  { approvedOf, underWay, mayTellChange }: Beginning<Stores>,
): Readonly<Record<'takeOver' | 'askTakeOver', ActionHandler<Stores>>> {
  /** A declaration that waits for its assessment, and what could be taken over into it. */
  async function waiting(context: Context<Stores>, value: unknown) {
    const id = Clicked.safeParse(value).data?.declaration;
    const subject = id === undefined ? undefined : await options.findSubject(context.stores, id);
    if (subject?.kind !== 'declaration' || subject.closed) return undefined;
    const already = await options.assessedAlready(context.stores, subject);
    if (!already || (await approvedOf(context.stores, subject))) return undefined;
    const mayTakeOver = await mayTellChange(context, already.system, writersOf(already.approved));
    const person = await actingPerson(context);
    const isTheirs = subject.for?.some((one) => isSame(person, one)) ?? false;
    return { subject, already, mayTakeOver, isTheirs };
  }

  async function refusalIfUnderWay(
    context: Context<Stores>,
    subject: AssessmentSubject,
  ): Promise<ImmediateReply | undefined> {
    const other = await underWay(context.stores, subject);
    if (!other) return undefined;
    return { kind: 'notice', text: `${other.assessment.reference} is under way already: ${stateInWords(other)}.` };
  }

  return {
    takeOver: async (context, { value }) => {
      const alone = inDirect(context);
      if (!alone) return notAlone;
      const found = await waiting(context, value);
      if (!found?.mayTakeOver) return nothingThere;
      const refused = await refusalIfUnderWay(context, found.subject);
      if (refused) return refused;
      await takeOver(alone, found.subject, found.already, options);
      return alone === context ? undefined : writtenToYou;
    },
    askTakeOver: async (context, { value }) => {
      const found = await waiting(context, value);
      if (!found?.isTheirs || found.mayTakeOver) return nothingThere;
      const refused = await refusalIfUnderWay(context, found.subject);
      if (refused) return refused;
      const { assessment, found: written } = found.already.approved;
      const { ownerId: personId } = written.interview;
      if ((await context.stores.people.accounts(personId)).length === 0)
        return { kind: 'notice', text: 'Whoever wrote it has left. Please ask the governance team.' };
      const view = { name: 'assessment.offer', subjectId: found.subject.id };
      context.send({ to: { kind: 'person', personId }, content: { kind: 'view', view } });
      context.audit({
        kind: 'assessment.takeOverAsked',
        subjectId: found.subject.id,
        details: { assessment: assessment.reference },
      });
      return { kind: 'notice', text: 'I have asked for you. You hear from me once it is begun.' };
    },
  };
}

/** Its answers, risks and treatments, each with where it comes from; what this use touches is asked again. */
async function takeOver<Stores extends AssessmentStores>(
  context: Context<Stores>,
  subject: AssessmentSubject,
  { approved, changes }: AssessedAlready,
  options: AssessmentOptions<Stores>,
): Promise<void> {
  const { stores } = context;
  const { reference } = approved.assessment;
  const questionnaire = await stores.questionnaires.inForce(options.questionnaireId);
  const said = await options.approvedAnswers(stores, approved);
  // The words of whoever submitted it may have been erased: then all is asked.
  const taken = questionnaire && said ? await carriedAnswers(context, questionnaire, said, reference) : {};
  const answers = Object.fromEntries(Object.entries(taken).filter(([id]) => !options.askedOfEach.includes(id)));
  const known = questionnaire ? await options.known(stores, subject, questionnaire) : [];
  const differing = new Set(
    known
      .filter(({ questionId, value }) => {
        const before = answerTo(answers, questionId);
        return before !== undefined && !(before.kind === 'known' && sameValue(before.value, value));
      })
      .map(({ questionId }) => questionId),
  );
  const again = questionnaire
    ? doubtfulHere(questionnaire, answers, changes, differing, [subject.reference, reference])
    : [];
  const news = known.filter((one) => isNews(one, answers, again));
  const begun = await beginKnowing(context, options.questionnaireId, news, options.interviewing, { answers, again });
  if (!begun) return;
  const assessment = await enterAssessment(context, subject, begun, options);
  await options.follows(context, assessment, approved);
  context.audit({
    kind: 'assessment.takenOver',
    subjectId: assessment.id,
    details: { from: reference, changes, answers: Object.keys(answers).length },
  });
}

/** What was declared otherwise, and whatever that touches. */
function doubtfulHere(
  questionnaire: Questionnaire,
  answers: Answers,
  changes: readonly Change[],
  differing: ReadonlySet<string>,
  [declared, assessed]: readonly [string, string],
): readonly ChangeRequest[] {
  const touched = askedAgain(questionnaire, answers, changes, assessed, (mine) => {
    const what = changesInWords(mine).replace(/ (?:has|have)$/u, '');
    return `${declared} may differ from ${assessed} in ${what}. Is this right for it?`;
  });
  const remark = `${declared} says otherwise than ${assessed}. Is this right for it?`;
  return withOthers(
    touched,
    questionsOf(questionnaire)
      .filter(({ id }) => differing.has(id))
      .map(({ id }) => ({ questionId: id, remark, isTouched: true })),
  );
}
