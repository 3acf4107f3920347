import type { Assessment } from '../impact/assessment.ts';
import type { InterviewStore } from '../interviews/interview-store.ts';
import { type ActingPerson, isSame } from '../people/acting-person.ts';
import type { Audience } from './dossier.ts';

/** The copy that this person may have of a report: none at all, unless they work on the assessment or read it by a role. */
export async function audienceOf<Stores extends { readonly interviews: InterviewStore }>(
  stores: Stores,
  { interviewId, startedById }: Assessment,
  person: ActingPerson,
  readsByRole: (stores: Stores, personId: string) => Promise<boolean>,
): Promise<Audience | undefined> {
  if (await readsByRole(stores, person.personId)) return 'reviewers';
  const interview = await stores.interviews.find(interviewId);
  const coAuthors = interview?.state.shared.filter(({ part }) => part.kind === 'coAuthor') ?? [];
  const authors = [
    startedById,
    ...(interview ? [interview.ownerId] : []),
    ...coAuthors.map(({ personId }) => personId),
  ];
  return authors.some((id) => isSame(person, id)) ? 'authors' : undefined;
}
