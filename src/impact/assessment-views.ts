import type { Card, View } from '../chat/vocabulary.ts';
import { findInterview } from '../interviews/open-interview.ts';
import { isReadBy } from '../people/acting-person.ts';
import {
  type AssessedAlready,
  type AssessmentOptions,
  type AssessmentStores,
  assessmentsOf,
  type FoundAssessment,
  foundAssessment,
} from './assess.ts';
import { assessImpact } from './assess-impact.ts';
import { assessmentCard, offerCard } from './assessment-cards.ts';
import { writersOf } from './begin-assessing.ts';
import { liveCard } from './live-card.ts';
import { takeOverCard } from './take-over-card.ts';

const notYours: Card = { headline: 'This assessment is not yours to see', tone: 'quiet', blocks: [] };

/** Whoever works on it or asked for it, and those who read all of them by their role. */
export async function mayReadAssessment<Stores extends AssessmentStores>(
  stores: Stores,
  one: FoundAssessment,
  viewer: Parameters<View<Stores>>[2],
  options: Pick<AssessmentOptions<Stores>, 'mayRead'>,
): Promise<boolean> {
  const { interview } = one.found;
  const shared = interview.state.shared.filter(({ part }) => part.kind === 'coAuthor');
  for (const id of [interview.ownerId, one.assessment.startedById, ...shared.map(({ personId }) => personId)])
    if (await isReadBy(stores, viewer, id)) return true;
  return viewer.personId !== undefined && options.mayRead(stores, viewer.personId);
}

/** The level while it is answered, where an assessment stands, and the offer to begin one. */
export function createAssessmentViews<Stores extends AssessmentStores>(
  options: AssessmentOptions<Stores>,
): Readonly<Record<'live' | 'card' | 'offer', View<Stores>>> {
  async function mayTakeOverFrom(
    stores: Stores,
    { system, approved }: AssessedAlready,
    viewer: Parameters<View<Stores>>[2],
  ): Promise<boolean> {
    for (const id of writersOf(approved)) if (await isReadBy(stores, viewer, id)) return true;
    return viewer.personId !== undefined && options.mayTellChange(stores, system, viewer.personId);
  }

  return {
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
      if (!(await mayReadAssessment(stores, one, viewer, options))) return notYours;
      const { ownerId } = one.found.interview;
      const owner = await stores.people.find(ownerId);
      return assessmentCard(one, owner?.displayName, await isReadBy(stores, viewer, ownerId), options.rules);
    },
    offer: async (stores, { subjectId }, viewer) => {
      const subject = await options.findSubject(stores, subjectId);
      if (subject?.kind !== 'declaration') return undefined;
      const [latest] = await assessmentsOf(stores, subject, options);
      const already = latest ? undefined : await options.assessedAlready(stores, subject);
      const mayTakeOver = already !== undefined && (await mayTakeOverFrom(stores, already, viewer));
      let isTheirs = false;
      for (const id of subject.for ?? []) isTheirs ||= await isReadBy(stores, viewer, id);
      if (already && (isTheirs || mayTakeOver)) {
        const owner = await stores.people.find(already.approved.found.interview.ownerId);
        return takeOverCard(subject, already, owner?.displayName, { isTheirs, mayTakeOver });
      }
      if (isTheirs)
        return offerCard(subject, latest, latest && (await options.changesSince(stores, latest.assessment)));
      return notYours;
    },
  };
}
