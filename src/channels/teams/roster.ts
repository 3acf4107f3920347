import { z } from 'zod';
import type { CallPaced } from './paced-calls.ts';

/** Somebody in a conversation, as Teams tells it: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context */
export const RosterMember = z.object({
  id: z.string(),
  aadObjectId: z.string().nullish(),
  objectId: z.string().nullish(),
  name: z.string().nullish(),
  givenName: z.string().nullish(),
  surname: z.string().nullish(),
  email: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
  tenantId: z.string().nullish(),
  userRole: z.string().nullish(),
});
export type RosterMember = Readonly<z.infer<typeof RosterMember>>;

const Page = z.object({ members: z.array(RosterMember), continuationToken: z.string().nullish() });

export type Roster =
  | { readonly kind: 'seen'; readonly members: readonly RosterMember[] }
  | { readonly kind: 'tooMany' }
  /** Microsoft's code, where Steward may not look. */
  | { readonly kind: 'closed'; readonly code: string }
  | { readonly kind: 'later'; readonly waitMs: number };

/** A room of more people is no governance team, and would be asked for page by page. */
export const MOST_MEMBERS = 400;
const LOOK_AGAIN_MS = 5000;

/** The account's id in the Entra directory, in small letters. */
export function userOf({ aadObjectId, objectId }: Pick<RosterMember, 'aadObjectId' | 'objectId'>): string | undefined {
  return (aadObjectId ?? objectId)?.toLowerCase();
}

/** A full member of the company's own directory. Of two signs that say otherwise one is enough. */
export function isOwnMember({ userRole, tenantId, userPrincipalName }: RosterMember, tenant: string): boolean {
  if (userRole != null && userRole.toLowerCase() !== 'user') return false;
  if (tenantId != null && tenantId.toLowerCase() !== tenant) return false;
  return !(userPrincipalName ?? '').toUpperCase().includes('#EXT#');
}

/** Everybody in a conversation, guests too. Never throws. */
export async function readRoster(
  call: CallPaced,
  tenant: string,
  { serviceUrl, conversation }: { readonly serviceUrl: string; readonly conversation: string },
): Promise<Roster> {
  const members: RosterMember[] = [];
  let continuation: string | undefined;
  do {
    const page = { kind: 'members', serviceUrl, conversation } as const;
    const called = await call(tenant, continuation === undefined ? page : { ...page, continuation });
    if (called.kind === 'refused') return { kind: 'closed', code: called.code };
    // What is no JSON at all is an accident under way.
    if (called.kind !== 'done' || called.value === undefined)
      return { kind: 'later', waitMs: called.kind === 'wait' ? called.waitMs : LOOK_AGAIN_MS };
    const read = Page.safeParse(called.value).data;
    if (!read) return { kind: 'closed', code: 'unreadable answer' };
    members.push(...read.members);
    continuation = read.continuationToken || undefined;
    if (members.length > MOST_MEMBERS) return { kind: 'tooMany' };
  } while (continuation !== undefined);
  return { kind: 'seen', members };
}
