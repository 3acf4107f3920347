import type { Assessment } from '../impact/assessment.ts';
import type { InterviewStore } from '../interviews/interview-store.ts';
import { type ActingPerson, isSame } from '../people/acting-person.ts';
import type { RegisterStore } from '../register/register-store.ts';
import type { ReviewStore } from '../reviews/review-store.ts';
import type { Audience } from './dossier.ts';

interface ReadersStores {
  readonly interviews: InterviewStore;
  readonly reviews: ReviewStore;
  readonly register: RegisterStore;
}

/**
 * The copy that this person may have of a report: none at all, unless they read assessments by a role, work on this one
 * or answer for its system.
 */
export async function audienceOf<Stores extends ReadersStores>(
  stores: Stores,
  assessment: Assessment,
  person: ActingPerson,
  readsByRole: (stores: Stores, personId: string) => Promise<boolean>,
): Promise<Audience | undefined> {
  if (await readsByRole(stores, person.personId)) return 'reviewers';
  return (await worksOn(stores, assessment, person)) ? 'authors' : undefined;
}

/** Whether the assessment, or its system, is this person's. */
export async function worksOn(stores: ReadersStores, assessment: Assessment, person: ActingPerson): Promise<boolean> {
  return (await authorsOf(stores, assessment)).some((id) => id !== undefined && isSame(person, id));
}

async function authorsOf(
  { interviews, reviews, register }: ReadersStores,
  { id, interviewId, startedById, systemId }: Assessment,
): Promise<readonly (string | undefined)[]> {
  const interview = await interviews.find(interviewId);
  const review = (await reviews.ofAssessment(id))?.review;
  const coAuthors = interview?.state.shared.filter(({ part }) => part.kind === 'coAuthor') ?? [];
  const system = systemId === undefined ? undefined : (await register.systems()).find((one) => one.id === systemId);
  return [
    ...[startedById, interview?.ownerId, review?.ownerId, review?.submitterId, system?.ownerId],
    ...coAuthors.map(({ personId }) => personId),
  ];
}
