import { z } from 'zod';
import { readInputs } from '../chat/read-inputs.ts';
import type { ActionHandler, Capability, Card, Context, ImmediateReply, View } from '../chat/vocabulary.ts';
import { inDirect, writtenToYou } from '../interviews/in-direct.ts';
import { findInterview } from '../interviews/open-interview.ts';
import type { Change } from '../interviews/questionnaire.ts';
import { actingPerson, isReadBy, isSame } from '../people/acting-person.ts';
import { readAssessmentQuestion } from './ask-assessment.ts';
import {
  type AssessmentOptions,
  type AssessmentStores,
  type AssessmentSubject,
  assessmentsOf,
  beginAssessment,
  type Finder,
  type FoundAssessment,
  foundAssessment,
} from './assess.ts';
import { beginAgain } from './assess-again.ts';
import { assessImpact } from './assess-impact.ts';
import { assessmentCard, closedCard, notFoundCard, offerCard, stateInWords, underWayCard } from './assessment-cards.ts';
import { assessedCard, Changed, changedForm, Immaterial, immaterialForm, readChanges } from './change-forms.ts';
import { liveCard } from './live-card.ts';

const Clicked = z.object({ system: z.uuid().optional(), declaration: z.uuid().optional() });

const notAlone: ImmediateReply = {
  kind: 'notice',
  text: 'Others read along here. Please do this in your own conversation with me.',
};

const notYours: Card = { headline: 'This assessment is not yours to see', tone: 'quiet', blocks: [] };

/** AI system impact assessments: begun with what is known, with the level in sight while they are answered. */
export function createAssessmentCapability<Stores extends AssessmentStores>(
  options: AssessmentOptions<Stores>,
): Capability<Stores> {
  /** Begins it where Steward talks with this person alone. */
  async function assess(
    context: Context<Stores>,
    named: string,
    subject: AssessmentSubject | undefined,
  ): Promise<void> {
    const person = await actingPerson(context);
    const isTheirs = subject?.for === undefined || subject.for.some((id) => isSame(person, id));
    if (!subject || !isTheirs) return context.answer(notFoundCard(named));
    if (subject.closed) return context.answer(closedCard(subject));
    const alone = inDirect(context);
    if (!alone) return context.answer(aside('Please say the same in your own conversation with me.'));
    const approved = await approvedOf(context.stores, subject);
    const changes = approved ? await options.changesSince(context.stores, approved.assessment) : [];
    if (approved && (subject.kind === 'system' || changes.length === 0)) {
      if (!(await isUnderWay(context, subject))) return tellAssessed(alone, subject, approved, []);
    }
    const begun =
      approved && changes.length > 0 && !(await isUnderWay(context, subject))
        ? await beginAgain(alone, subject, approved, changes, options)
        : await beginAssessment(alone, subject, options);
    if (begun.kind === 'underWay') await tellOf(alone, subject, begun.other);
    if (alone !== context) context.answer(aside('I have written to you.'));
  }

  /** The newest that is approved, of what is meant. */
  async function approvedOf(stores: Stores, subject: AssessmentSubject): Promise<FoundAssessment | undefined> {
    return (await assessmentsOf(stores, subject, options)).find(({ state }) => state === 'approved');
  }

  async function isUnderWay({ stores }: Context<Stores>, subject: AssessmentSubject): Promise<boolean> {
    return (await assessmentsOf(stores, subject, options)).some(({ state }) => state !== 'approved');
  }

  async function tellAssessed(
    context: Context<Stores>,
    subject: AssessmentSubject,
    approved: FoundAssessment,
    changes: readonly Change[],
  ): Promise<void> {
    const mayTell = subject.kind === 'system' && (await mayTellChange(context, subject, approved));
    context.answer(assessedCard(subject, approved, changes, mayTell));
  }

  /** Whoever wrote the last version, answers for the entry of the register or keeps it. */
  async function mayTellChange(
    { stores, actor }: Context<Stores>,
    subject: AssessmentSubject,
    { assessment, found }: FoundAssessment,
  ): Promise<boolean> {
    const same = [actor.personId, ...(await stores.people.samePerson(actor.personId))];
    const wrote = same.includes(found.interview.ownerId) || same.includes(assessment.startedById);
    return wrote || options.mayTellChange(stores, subject, actor.personId);
  }

  /** The entry that has changed with its approved assessment, for those who may say so; otherwise why not. */
  async function changing(
    context: Context<Stores>,
    value: unknown,
  ): Promise<{ readonly subject: AssessmentSubject; readonly approved: FoundAssessment } | ImmediateReply> {
    if (context.conversation.visibility !== 'direct') return notAlone;
    const id = Clicked.safeParse(value).data?.system;
    const subject = id === undefined ? undefined : await options.findSubject(context.stores, id);
    const approved = subject && (await approvedOf(context.stores, subject));
    if (!subject || !approved || subject.closed || !(await mayTellChange(context, subject, approved)))
      return { kind: 'notice', text: 'There is no assessment of this that you could begin again.' };
    const other = (await assessmentsOf(context.stores, subject, options)).find(({ state }) => state !== 'approved');
    if (!other) return { subject, approved };
    return { kind: 'notice', text: `${other.assessment.reference} is under way already: ${stateInWords(other)}.` };
  }

  /** A declaration whose approved assessment speaks of something else, for those who may find that it does not matter. */
  async function judging(context: Context<Stores>, value: unknown): Promise<Judged | ImmediateReply> {
    const id = Clicked.safeParse(value).data?.declaration;
    const finder = id === undefined ? undefined : await options.mayFind(context, id);
    const subject = id === undefined || !finder?.ok ? undefined : await options.findSubject(context.stores, id);
    if (finder && !finder.ok) return { kind: 'notice', text: finder.message };
    const approved = subject && (await approvedOf(context.stores, subject));
    const changes = approved ? await options.changesSince(context.stores, approved.assessment) : [];
    if (!subject || !approved || !finder || changes.length === 0)
      return { kind: 'notice', text: 'Nothing has changed that would need a finding.' };
    return { subject, approved, changes, finder: finder.value };
  }

  async function tellOf(context: Context<Stores>, subject: AssessmentSubject, other: FoundAssessment): Promise<void> {
    const { ownerId } = other.found.interview;
    if (ownerId === context.actor.personId) return show(context, other.assessment.id);
    const owner = await context.stores.people.find(ownerId);
    context.answer(underWayCard(subject, other, owner?.displayName));
  }

  function show(context: Context<Stores>, assessmentId: string): void {
    const view = { name: 'assessment.card', subjectId: assessmentId };
    context.send({ to: { kind: 'conversation', address: context.conversation }, content: { kind: 'view', view } });
  }

  const start: ActionHandler<Stores> = async (context, { value }) => {
    const clicked = Clicked.safeParse(value);
    const id = clicked.data?.system ?? clicked.data?.declaration;
    const alone = inDirect(context);
    if (!alone) return notAlone;
    await assess(alone, 'This', id === undefined ? undefined : await options.findSubject(context.stores, id));
    return alone === context ? undefined : writtenToYou;
  };

  /** Whoever works on it or asked for it, and those who read all of them by their role. */
  async function mayRead(stores: Stores, one: FoundAssessment, viewer: Parameters<View<Stores>>[2]): Promise<boolean> {
    const { interview } = one.found;
    const shared = interview.state.shared.filter(({ part }) => part.kind === 'coAuthor');
    for (const id of [interview.ownerId, one.assessment.startedById, ...shared.map(({ personId }) => personId)])
      if (await isReadBy(stores, viewer, id)) return true;
    return viewer.personId !== undefined && options.mayRead(stores, viewer.personId);
  }

  return {
    name: 'assessment',
    message: async (context, { text }) => {
      const asked = readAssessmentQuestion(text);
      if (!asked) return { kind: 'passed' };
      const { stores } = context;
      if (asked.kind === 'show') {
        const assessment = await stores.assessments.referenced(asked.reference);
        const one = assessment && (await foundAssessment(stores, assessment, options));
        const viewer = {
          organisationId: context.actor.organisationId,
          now: context.now,
          personId: context.actor.personId,
        };
        if (one && context.conversation.visibility === 'direct' && (await mayRead(stores, one, viewer)))
          show(context, one.assessment.id);
        else context.answer(unknownAssessment(asked.reference));
        return { kind: 'handled' };
      }
      if (asked.kind === 'changed') {
        const subject = await options.findSubject(stores, asked.named);
        const approved = subject && (await approvedOf(stores, subject));
        if (!subject || !approved) await assess(context, asked.named, subject);
        else if (await isUnderWay(context, subject)) await assess(context, asked.named, subject);
        else await tellAssessed(context, subject, approved, asked.changes);
        return { kind: 'handled' };
      }
      const named = asked.kind === 'assess' ? asked.reference : asked.name;
      const subject = await options.findSubject(stores, named);
      // “Assess my options” is no business of the register.
      if (!subject && asked.kind === 'assessNamed' && !asked.isSure) return { kind: 'passed' };
      await assess(context, named, subject);
      return { kind: 'handled' };
    },
    actions: {
      start,
      changed: async (context, { value }) => {
        const about = await changing(context, value);
        if ('kind' in about) return about;
        return { kind: 'openForm', form: changedForm(about.subject, about.approved, readChanges(value)) };
      },
      immaterial: async (context, { value }) => {
        const about = await judging(context, value);
        if ('kind' in about) return about;
        return { kind: 'openForm', form: immaterialForm(about.subject, about.approved, about.changes) };
      },
    },
    forms: {
      changed: async (context, { context: ids, inputs }) => {
        const about = await changing(context, ids);
        if ('kind' in about) return about;
        const read = readInputs(Changed, inputs);
        if (!read.ok) return read.reply;
        await beginAgain(context, about.subject, about.approved, read.value.changes, options);
        return undefined;
      },
      immaterial: async (context, { context: ids, inputs }) => {
        const about = await judging(context, ids);
        if ('kind' in about) return about;
        const read = readInputs(Immaterial, inputs);
        if (!read.ok) return read.reply;
        const { stores, actor, now } = context;
        const finding = {
          ...{ id: context.newId(), declarationId: about.subject.id, assessmentId: about.approved.assessment.id },
          ...{ foundById: actor.personId, identityId: actor.identityId, foundAt: now },
          ...about.finder,
          reason: read.value.reason,
        };
        await stores.assessments.addFinding(finding);
        context.audit({
          kind: 'assessment.changeImmaterial',
          subjectId: about.subject.id,
          details: {
            ...{ assessment: about.approved.assessment.reference, changes: about.changes, findingId: finding.id },
            ...{ submissionId: finding.submissionId, role: finding.role },
          },
        });
        context.changed(about.subject.id);
        return undefined;
      },
    },
    views: {
      live: async (stores, { subjectId }, viewer) => {
        const [interviewId = ''] = subjectId.split('/');
        const assessment = await stores.assessments.ofInterview(interviewId);
        const found = assessment && (await findInterview(stores, interviewId));
        if (!assessment || !found) return undefined;
        if (!(await isReadBy(stores, viewer, found.interview.ownerId))) return notYours;
        const result = assessImpact(options.rules, found.questionnaire, found.interview.state.answers);
        return liveCard(assessment, found, result, options.rules);
      },
      card: async (stores, { subjectId }, viewer) => {
        const assessment = await stores.assessments.find(subjectId);
        const one = assessment && (await foundAssessment(stores, assessment, options));
        if (!one) return undefined;
        if (!(await mayRead(stores, one, viewer))) return notYours;
        const { ownerId } = one.found.interview;
        const owner = await stores.people.find(ownerId);
        return assessmentCard(one, owner?.displayName, await isReadBy(stores, viewer, ownerId), options.rules);
      },
      offer: async (stores, { subjectId }, viewer) => {
        const subject = await options.findSubject(stores, subjectId);
        if (subject?.kind !== 'declaration') return undefined;
        for (const id of subject.for ?? []) {
          if (!(await isReadBy(stores, viewer, id))) continue;
          const [latest] = await assessmentsOf(stores, subject, options);
          return offerCard(subject, latest, latest && (await options.changesSince(stores, latest.assessment)));
        }
        return notYours;
      },
    },
  };
}

/** What a member of the governance team judges who finds that a change does not matter. */
interface Judged {
  readonly subject: AssessmentSubject;
  readonly approved: FoundAssessment;
  readonly changes: readonly Change[];
  readonly finder: Finder;
}

function aside(text: string): Card {
  return { headline: 'Let us do this between the two of us', tone: 'quiet', blocks: [{ kind: 'text', text }] };
}

/** The same words whether it is not there or not theirs. */
function unknownAssessment(reference: string): Card {
  return {
    headline: `${reference}: nothing that I can show you`,
    tone: 'quiet',
    blocks: [
      {
        kind: 'text',
        text: 'There is no such assessment, or it is not yours to see here. It is shown to those who work on it and to those who decide on it, each alone.',
      },
    ],
  };
}
