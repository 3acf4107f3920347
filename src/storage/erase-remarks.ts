import { InterviewState } from '../interviews/interview-state.ts';
import { LostRace } from '../kernel/lost-race.ts';
import type { Scope } from './scope.ts';
import { interviewPlace } from './stores/interviews.ts';
import { remarkPlace } from './stores/remarks.ts';

const ERASED = '(erased)';

/**
 * Takes a reviewer's remarks out of the interviews that they sent back: these are sealed with the key of whoever
 * answers, so that destroying the reviewer's key would leave them readable. To be done while that key still exists.
 */
export async function eraseRemarks({ organisationId, db, words }: Scope, reviewerId: string): Promise<void> {
  const requests = await db.changeRequest.findMany({
    where: { organisationId, reviewerId },
    include: { review: { select: { interviewId: true } } },
  });
  for (const interviewId of new Set(requests.map(({ review }) => review.interviewId))) {
    const said = new Set<unknown>();
    for (const { id, review, sealedRemark } of requests) {
      if (review.interviewId === interviewId) said.add(await words.open(reviewerId, remarkPlace(id), sealedRemark));
    }
    await eraseIn(interviewId, said);
  }

  async function eraseIn(interviewId: string, said: ReadonlySet<unknown>): Promise<void> {
    const row = await db.interview.findFirst({ where: { organisationId, id: interviewId } });
    const stored = row && (await words.open(row.ownerId, interviewPlace(row.id), row.sealedState));
    if (!row || stored === undefined) return;
    const state = InterviewState.parse(stored);
    const changeRequested = state.changeRequested.map((one) =>
      said.has(one.remark) ? { ...one, remark: ERASED } : one,
    );
    const { count } = await db.interview.updateMany({
      where: { organisationId, id: interviewId, version: row.version },
      data: {
        sealedState: await words.seal(row.ownerId, interviewPlace(row.id), { ...state, changeRequested }),
        version: { increment: 1 },
      },
    });
    if (count === 0) throw new LostRace(`Interview ${interviewId}`);
  }
}
