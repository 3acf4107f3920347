import type { Card, Context, ImmediateReply } from '../chat/vocabulary.ts';
import { inDirect } from '../interviews/in-direct.ts';
import type { Change } from '../interviews/questionnaire.ts';
import { actingPerson, isSame } from '../people/acting-person.ts';
import {
  type AssessmentOptions,
  type AssessmentStores,
  type AssessmentSubject,
  assessmentsOf,
  beginAssessment,
  type FoundAssessment,
} from './assess.ts';
import { beginAgain } from './assess-again.ts';
import { closedCard, notFoundCard, underWayCard } from './assessment-cards.ts';
import { assessedCard } from './change-forms.ts';

export const notAlone: ImmediateReply = {
  kind: 'notice',
  text: 'Others read along here. Please do this in your own conversation with me.',
};

export interface Beginning<Stores> {
  /** Begins it where Steward talks with this person alone, or says why there is nothing to begin. */
  assess(
    context: Context<Stores>,
    named: string,
    subject: AssessmentSubject | undefined,
    isAnew?: boolean,
  ): Promise<void>;
  /** The newest that is approved, of what is meant. */
  approvedOf(stores: Stores, subject: AssessmentSubject): Promise<FoundAssessment | undefined>;
  /** Of what is meant, the one that nobody has decided on yet. */
  underWay(stores: Stores, subject: AssessmentSubject): Promise<FoundAssessment | undefined>;
  tellAssessed(
    context: Context<Stores>,
    subject: AssessmentSubject,
    approved: FoundAssessment,
    changes: readonly Change[],
  ): Promise<void>;
  /** @param writers of the last version. They, whoever answers for the entry of the register, and those who keep it. */
  mayTellChange(context: Context<Stores>, subject: AssessmentSubject, writers: readonly string[]): Promise<boolean>;
}

/** How an assessment begins: of something new, of what has changed, or not at all. */
export function createBeginning<Stores extends AssessmentStores>(
  options: AssessmentOptions<Stores>,
): Beginning<Stores> {
  async function assess(
    context: Context<Stores>,
    named: string,
    subject: AssessmentSubject | undefined,
    isAnew = false,
  ): Promise<void> {
    const person = await actingPerson(context);
    const isTheirs = subject?.for === undefined || subject.for.some((id) => isSame(person, id));
    if (!subject || !isTheirs) return context.answer(notFoundCard(named));
    if (subject.closed) return context.answer(closedCard(subject));
    const alone = inDirect(context);
    if (!alone) return context.answer(aside('Please say the same in your own conversation with me.'));
    const approved = await approvedOf(context.stores, subject);
    const changes = approved ? await options.changesSince(context.stores, approved.assessment) : [];
    const isUnderWay = (await underWay(context.stores, subject)) !== undefined;
    if (approved && !isUnderWay && (subject.kind === 'system' || changes.length === 0))
      return tellAssessed(alone, subject, approved, []);
    // What is known of the system already is offered, never left aside or taken over in silence.
    if (!approved && !isUnderWay && !isAnew && (await alreadyAssessed(context.stores, subject)))
      return showOffer(alone, subject.id);
    const begun =
      approved && changes.length > 0 && !isUnderWay
        ? await beginAgain(alone, subject, approved, changes, options)
        : await beginAssessment(alone, subject, options);
    if (begun.kind === 'underWay') await tellOf(alone, subject, begun.other);
    if (alone !== context) context.answer(aside('I have written to you.'));
  }

  async function alreadyAssessed(stores: Stores, subject: AssessmentSubject): Promise<boolean> {
    return subject.kind === 'declaration' && (await options.assessedAlready(stores, subject)) !== undefined;
  }

  async function approvedOf(stores: Stores, subject: AssessmentSubject): Promise<FoundAssessment | undefined> {
    return (await assessmentsOf(stores, subject, options)).find(({ state }) => state === 'approved');
  }

  async function underWay(stores: Stores, subject: AssessmentSubject): Promise<FoundAssessment | undefined> {
    return (await assessmentsOf(stores, subject, options)).find(({ state }) => state !== 'approved');
  }

  async function tellAssessed(
    context: Context<Stores>,
    subject: AssessmentSubject,
    approved: FoundAssessment,
    changes: readonly Change[],
  ): Promise<void> {
    const mayTell = subject.kind === 'system' && (await mayTellChange(context, subject, writersOf(approved)));
    context.answer(assessedCard(subject, approved, changes, mayTell));
  }

  async function mayTellChange(
    { stores, actor }: Context<Stores>,
    subject: AssessmentSubject,
    writers: readonly string[],
  ): Promise<boolean> {
    const same = [actor.personId, ...(await stores.people.samePerson(actor.personId))];
    return writers.some((id) => same.includes(id)) || options.mayTellChange(stores, subject, actor.personId);
  }

  async function tellOf(context: Context<Stores>, subject: AssessmentSubject, other: FoundAssessment): Promise<void> {
    const { ownerId } = other.found.interview;
    if (ownerId === context.actor.personId) return showAssessment(context, other.assessment.id);
    const owner = await context.stores.people.find(ownerId);
    context.answer(underWayCard(subject, other, owner?.displayName));
  }

  return { assess, approvedOf, underWay, tellAssessed, mayTellChange };
}

export function writersOf({ assessment, found }: FoundAssessment): readonly string[] {
  return [found.interview.ownerId, assessment.startedById];
}

/** Where it stands, for those who may read it. */
export function showAssessment<Stores>(context: Context<Stores>, assessmentId: string): void {
  const view = { name: 'assessment.card', subjectId: assessmentId };
  context.send({ to: { kind: 'conversation', address: context.conversation }, content: { kind: 'view', view } });
}

function showOffer<Stores>(context: Context<Stores>, declarationId: string): void {
  const view = { name: 'assessment.offer', subjectId: declarationId };
  context.send({ to: { kind: 'conversation', address: context.conversation }, content: { kind: 'view', view } });
}

function aside(text: string): Card {
  return { headline: 'Let us do this between the two of us', tone: 'quiet', blocks: [{ kind: 'text', text }] };
}
