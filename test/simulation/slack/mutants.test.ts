import { catchMutants, OUTBOX_MUTANTS, withKeys, withOutbox } from '../mutants.ts';
import { playSchedule } from './schedule.ts';
import { type Mutant, openStage } from './stage.ts';

/** What others have really got wrong, in bots for Slack. */
const MUTANTS: Readonly<Record<string, Mutant>> = {
  ...OUTBOX_MUTANTS,
  'acknowledges before the commit': { acknowledgesAtOnce: true },
  'takes whatever Slack sends again for handled': { ignores: (retry) => retry !== undefined },
  'knows a deed by Slack’s event id': {
    storage: (storage, { eventId }) =>
      withKeys(storage, (own) => (own.includes('/message/') ? `slack/event/${eventId()}` : own)),
  },
  'posts again without looking after it has heard nothing': {
    storage: (storage) =>
      withOutbox(storage, (outbox) => ({
        postpone: (id, owner, postponement) => outbox.postpone(id, owner, { ...postponement, inDoubt: false }),
      })),
  },
  'forgets that it has to look for what a broken sender left': {
    storage: (storage) =>
      withOutbox(storage, (outbox) => ({
        claim: async (lease) => (await outbox.claim(lease)).map((item) => ({ ...item, inDoubt: false })),
      })),
  },
};

catchMutants('the schedules on Slack', MUTANTS, {
  userOf: (seed) => `U${seed}MUT`,
  open: openStage,
  play: playSchedule,
});
