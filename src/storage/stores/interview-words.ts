import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { Answers, type InterviewState, Proposal } from '../../interviews/interview-state.ts';
import type { Scope } from '../scope.ts';

/** What somebody said in an interview of somebody else. */
const Said = z.object({ answers: Answers, proposals: z.array(Proposal) });
type Said = z.infer<typeof Said>;

/** The state of an interview without the words of anybody but its owner, and those words by person. */
export function apart(
  state: InterviewState,
  ownerId: string,
): { readonly own: InterviewState; readonly others: ReadonlyMap<string, Said> } {
  const people = new Set([...Object.values(state.answers), ...state.proposals].map(({ source }) => source.personId));
  people.delete(ownerId);
  if (people.size === 0) return { own: state, others: new Map() };
  const of = (personId: string): Said => ({
    answers: Object.fromEntries(Object.entries(state.answers).filter(([, { source }]) => source.personId === personId)),
    proposals: state.proposals.filter(({ source }) => source.personId === personId),
  });
  const own = { ...state, ...of(ownerId) };
  return { own, others: new Map([...people].map((personId) => [personId, of(personId)])) };
}

/** Keeps the words of others than the owner under their own keys, so that they are erased with them. */
export function createInterviewWords({ organisationId, db, words }: Scope) {
  return {
    /** The whole state again. Whose words were erased has said nothing. */
    async joined(interviewId: string, own: InterviewState): Promise<InterviewState> {
      const rows = await db.interviewWords.findMany({ where: { organisationId, interviewId } });
      let state = own;
      for (const { personId, sealedWords } of rows) {
        const opened = await words.open(personId, wordsPlace(interviewId, personId), sealedWords);
        if (opened === undefined) continue;
        const { answers, proposals } = Said.parse(opened);
        state = { ...state, answers: { ...state.answers, ...answers }, proposals: [...state.proposals, ...proposals] };
      }
      return state;
    },

    async keep(interviewId: string, before: ReadonlyMap<string, Said>, next: ReadonlyMap<string, Said>): Promise<void> {
      const gone = [...before.keys()].filter((personId) => !next.has(personId));
      if (gone.length > 0)
        await db.interviewWords.deleteMany({ where: { organisationId, interviewId, personId: { in: gone } } });
      for (const [personId, said] of next) {
        if (isDeepStrictEqual(before.get(personId), said)) continue;
        const key = { organisationId, interviewId, personId };
        const sealedWords = await words.seal(personId, wordsPlace(interviewId, personId), said);
        await db.interviewWords.upsert({
          where: { organisationId_interviewId_personId: key },
          create: { ...key, sealedWords },
          update: { sealedWords },
        });
      }
    },
  };
}

function wordsPlace(interviewId: string, personId: string): string {
  return `interview/${interviewId}/words/${personId}`;
}
