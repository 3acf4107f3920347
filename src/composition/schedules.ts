import { FOLLOWED_UP_WITHIN_MS } from '../assistant/follow-up.ts';
import { anchorDaily } from '../audit/capability.ts';
import type { JobHandler } from '../delivery/jobs.ts';
import { remindOfNextReviews } from '../impact/remind-of-next-reviews.ts';
import { remindColleagues } from '../interviews/together/remind.ts';
import type { NewId } from '../kernel/ids.ts';
import { applyExpiry } from '../register/apply-approval.ts';
import { expireLapsed, reviewDaily } from '../reviews/daily.ts';
import { watchLaw } from '../reviews/law-watch.ts';
import { remindOfControls } from '../risks/daily.ts';
import type { Stores } from '../storage/stores/stores.ts';
import type { KnowledgeBase } from './knowledge-base.ts';
import { KEEP_ADDRESSES_MS } from './shared-files.ts';

/** When the clock alone makes something happen: five-field cron, UTC. */
export const SCHEDULES = {
  'reviews.daily': '0 7 * * 1-5',
  'controls.remind': '15 7 * * 1-5',
  'reviews.expire': '*/15 * * * *',
  'assessments.remind': '20 7 * * 1-5',
  'together.remind': '30 7 * * 1-5',
  'law.watch': '45 6 * * *',
  'audit.anchor': '0 6 * * *',
  'delivery.prune': '30 3 * * *',
} as const;

/** Longer than any platform delivers a deed again. */
const KEEP_DELIVERIES_MS = 7 * 24 * 3_600_000;
/** An uploaded file has been read long before. */
const KEEP_UPLOADS_MS = 24 * 3_600_000;
/** Afterwards nobody says any more whether an answer helped. What was said by then has its own copy. */
const KEEP_ANSWERS_MS = 90 * 24 * 3_600_000;

export function createJobHandlers(
  { policy, riskCriteria, law }: KnowledgeBase,
  newId: NewId,
): Readonly<Record<keyof typeof SCHEDULES, JobHandler<Stores>>> {
  return {
    'reviews.daily': (stores, _payload, now) => reviewDaily(stores, policy, now),
    'controls.remind': (stores, _payload, now) => remindOfControls(stores, riskCriteria, now),
    'assessments.remind': async (stores, _payload, now) => {
      const reminded = await remindOfNextReviews(stores, now);
      if (reminded.length > 0) await stores.outgoing.refresh(await stores.desks.showing(reminded), now);
    },
    'reviews.expire': async (stores, _payload, now) => {
      const ended = await expireLapsed(stores, policy, applyExpiry, now);
      if (ended.length > 0) await stores.outgoing.refresh(await stores.desks.showing(ended), now);
    },
    'together.remind': (stores, _payload, now) => remindColleagues(stores, now),
    'law.watch': async (stores, { after }, now) => {
      const watched = await watchLaw(stores, law, typeof after === 'string' ? after : undefined, now, newId);
      if (watched.kind !== 'more') return;
      // Without a key: if it is lost, the next day begins anew and passes over what is done.
      await stores.jobs.add({ kind: 'law.watch', payload: { after: watched.after }, runAt: now });
    },
    'audit.anchor': (stores, _payload, now) => anchorDaily(stores, now),
    'delivery.prune': async ({ inbox, jobs, thread, answers, consoleFiles, fileAddresses }, _payload, now) => {
      const before = new Date(now.getTime() - KEEP_DELIVERIES_MS);
      await inbox.forget(before);
      await jobs.forgetDone(before);
      await thread.forget(new Date(now.getTime() - FOLLOWED_UP_WITHIN_MS));
      await consoleFiles.forget(new Date(now.getTime() - KEEP_UPLOADS_MS));
      await fileAddresses.forget(new Date(now.getTime() - KEEP_ADDRESSES_MS));
      await answers.forget(new Date(now.getTime() - KEEP_ANSWERS_MS));
    },
  };
}
