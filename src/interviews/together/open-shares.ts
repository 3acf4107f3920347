import { findInterview } from '../open-interview.ts';
import type { InterviewStores } from '../session.ts';
import type { FoundShare } from './act.ts';

/** What these people were asked for and have not done yet, the first asked first, each with its interview. */
export async function openSharesOf<Stores extends InterviewStores>(
  stores: Stores,
  personIds: readonly string[],
): Promise<readonly FoundShare[]> {
  const open: FoundShare[] = [];
  for (const share of await stores.shares.openWith(personIds)) {
    const found = await findInterview(stores, share.interviewId);
    if (found) open.push({ share, found });
  }
  return open;
}
