import { entraId } from '../../support/teams/activities.ts';
import { catchMutants, OUTBOX_MUTANTS, withKeys, withOutbox } from '../mutants.ts';
import { playSchedule } from './schedule.ts';
import { type Mutant, openStage } from './stage.ts';

/** What others have really got wrong, in bots for Teams; faults of the channel itself were tried by hand. */
const MUTANTS: Readonly<Record<string, Mutant>> = {
  ...OUTBOX_MUTANTS,
  'does nothing': { ignores: () => true },
  'acknowledges before the commit': { acknowledgesAtOnce: true },
  'knows a click by the activity’s id alone': {
    storage: (storage) => withKeys(storage, (own, alsoKnownAs) => alsoKnownAs ?? own),
  },
  'takes what the person clicks again for handled': {
    storage: (storage) => withKeys(storage, (own) => own.replace(/\/card\/.*/u, '/card')),
  },
  'posts again what may have arrived': {
    storage: (storage) =>
      withOutbox(storage, (outbox) => ({
        giveUp: (id, owner, state, reason) =>
          state === 'unknown'
            ? outbox.postpone(id, owner, { until: new Date(0), reason, isAttempt: true, inDoubt: false })
            : outbox.giveUp(id, owner, state, reason),
      })),
  },
  'says nothing of what may not have arrived': {
    storage: (storage) =>
      withOutbox(storage, (outbox) => ({
        giveUp: (id, owner, state, reason) => outbox.giveUp(id, owner, state === 'unknown' ? 'failed' : state, reason),
      })),
  },
};

catchMutants('the schedules on Teams', MUTANTS, {
  userOf: (seed) => entraId(2000 + seed),
  open: openStage,
  play: playSchedule,
});
