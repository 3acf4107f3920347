import type { InboundEvent, Platform } from '../chat/event.ts';
import type { Receipt } from '../chat/router.ts';
import { accept, type Outcome } from '../kernel/outcome.ts';
import type { Account, DirectoryEntry } from '../people/people.ts';
import type { OrganisationScope } from './organisation-scope.ts';

/** How long a refusal is repeated without asking the platform again, so that nobody can use up what it lets us ask. */
const REFUSED_FOR_MS = 5 * 60_000;
const MAX_REFUSALS = 1000;
/** Names are followed when somebody comes by, at most this often. */
const FOLLOWED_EVERY_MS = 24 * 3_600_000;
/** Far below what any platform lets us ask, which first meetings need too: Slack's users.info 100 a minute. */
const FOLLOWED_PER_MINUTE = 20;

/** A platform's own list of its people. The code `unavailable` means that a later attempt may succeed. */
export interface MemberDirectory {
  lookUp(workspace: string, user: string): Promise<Outcome<DirectoryEntry>>;
}

/** How people of a platform become members of the organisation, by coming by. */
export interface Enrolment {
  /**
   * For an account that nobody has. The code `unavailable` means that a later attempt may succeed; the message is for
   * the person in any case.
   */
  enrol(account: Account): Promise<Outcome<string>>;
  /** After a deed of somebody known: follows a changed name, at most daily. Never fails. */
  met(account: Account): Promise<void>;
}

export function createEnrolment(
  { transact, clock, newId, log }: Pick<OrganisationScope, 'transact' | 'clock' | 'newId' | 'log'>,
  platform: Exclude<Platform, 'console'>,
  directory: MemberDirectory,
): Enrolment {
  const refusals = new Map<string, { readonly refused: Outcome<string>; readonly until: number }>();
  const followed = new Map<string, number>();
  const underWay = new Map<string, ReturnType<Enrolment['enrol']>>();
  const minute = { began: 0, count: 0 };

  function remember(key: string, refused: Outcome<string>): void {
    const [oldest] = refusals.keys();
    if (refusals.size >= MAX_REFUSALS && oldest !== undefined) refusals.delete(oldest);
    refusals.set(key, { refused, until: clock().getTime() + REFUSED_FOR_MS });
  }

  /** Whether it is time to look, counting it when it is. */
  function mayFollow(key: string): boolean {
    const now = clock().getTime();
    if (now - (followed.get(key) ?? 0) < FOLLOWED_EVERY_MS) return false;
    if (now - minute.began >= 60_000) Object.assign(minute, { began: now, count: 0 });
    if (minute.count >= FOLLOWED_PER_MINUTE) return false;
    minute.count += 1;
    followed.set(key, now);
    return true;
  }

  async function enrolNow(account: Account): Promise<Outcome<string>> {
    const key = keyOf(account);
    const before = refusals.get(key);
    if (before && before.until > clock().getTime()) return before.refused;
    const found = await directory.lookUp(account.workspace, account.user);
    if (!found.ok) {
      if (found.code !== 'unavailable') remember(key, found);
      return found;
    }
    const now = clock();
    followed.set(key, now.getTime());
    const enrolled = await transact(async ({ people, audit }) => {
      const result = await people.enrol(newPerson(newId(), account, found.value), now);
      if (result.how !== 'known')
        audit.record(
          { process: platform },
          [
            {
              kind: result.how === 'added' ? 'person.added' : 'person.accountLinked',
              subjectId: result.personId,
              details: { platform: account.platform },
            },
          ],
          now,
        );
      return result;
    });
    return accept(enrolled.personId);
  }

  return {
    enrol(account) {
      // Somebody new is often told of twice at once, and looked up once.
      const key = keyOf(account);
      const enrolling = underWay.get(key) ?? enrolNow(account).finally(() => underWay.delete(key));
      underWay.set(key, enrolling);
      return enrolling;
    },
    async met(account) {
      if (!mayFollow(keyOf(account))) return;
      try {
        const found = await directory.lookUp(account.workspace, account.user);
        await transact(async ({ people }) => {
          const personId = await people.identified(account);
          if (personId === undefined) return;
          if (found.ok) await people.updateEntry(personId, found.value);
          else if (found.code !== 'unavailable')
            log.warn('Somebody who acts is no full member of the workspace any more', { personId, code: found.code });
        });
      } catch (failure) {
        log.error('A name could not be followed', {}, failure);
      }
    },
  };
}

function keyOf({ workspace, user }: Account): string {
  return `${workspace}/${user}`;
}

/** Where somebody works is not taken from their language or their clock: a wrong country would cover what is not. */
function newPerson(id: string, identity: Account, { email, ...member }: DirectoryEntry) {
  return { id, ...member, country: '', identity, ...(email === undefined ? {} : { email }) };
}

/** Whoever is new to the organisation is looked up in the platform's directory, once, before the deed is handled. */
export function introducing(
  enrolment: Enrolment,
  receive: (event: InboundEvent) => Promise<Receipt>,
): (event: InboundEvent) => Promise<Receipt> {
  return async (event) => {
    const receipt = await receive(event);
    if (receipt.kind !== 'refused' || receipt.reason !== 'stranger') {
      void enrolment.met(event.identity);
      return receipt;
    }
    const enrolled = await enrolment.enrol(event.identity);
    if (enrolled.ok) return receive(event);
    if (enrolled.code === 'unavailable') return { kind: 'failed', retry: true, message: enrolled.message };
    return { ...receipt, message: enrolled.message };
  };
}
