import { plainLine } from '../../chat/text.ts';
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts';
import type { CallPaced } from './paced-calls.ts';
import type { TeamsReferences } from './references.ts';
import { isOwnMember, RosterMember } from './roster.ts';

/** Somebody in the tenant's directory who may talk to Steward. */
export interface TeamsMember {
  readonly displayName: string;
  readonly title: string;
  readonly department: string;
  /** Small letters; only where e-mail linking is on. */
  readonly email: string | undefined;
}

/** `unavailable`: Teams could not be asked, and a later attempt may succeed. */
export type NotFound = 'otherOrganisation' | 'unreadable' | 'unavailable';

/** What Teams knows of the people whom Steward meets. */
export interface TeamsDirectory {
  lookUp(tenant: string, user: string): Promise<Outcome<TeamsMember, NotFound>>;
}

export interface TeamsDirectoryOptions {
  readonly call: CallPaced;
  readonly references: Pick<TeamsReferences, 'find'>;
  readonly emailLinking: boolean;
}

/** Asks for the one person in a conversation that they were met in; nothing of the directory itself is read. */
export function createTeamsDirectory({ call, references, emailLinking }: TeamsDirectoryOptions): TeamsDirectory {
  return {
    async lookUp(tenant, user) {
      const met = await references.find(tenant, `@${user}`);
      const conversation = met?.conversation ?? met?.roster;
      if (!met || conversation === undefined) return unavailable;
      const { serviceUrl } = met;
      const called = await call(tenant, { kind: 'member', serviceUrl, conversation, user: met.member ?? user });
      if (called.kind === 'refused' && called.status === 404) return stranger;
      // What is no JSON at all is an accident under way.
      if (called.kind !== 'done' || called.value === undefined) return unavailable;
      return memberOf(called.value, tenant, emailLinking);
    },
  };
}

/** Deny by default: whoever is not plainly a member of the tenant is refused. */
export function memberOf(answer: unknown, tenant: string, emailLinking: boolean): Outcome<TeamsMember, NotFound> {
  const read = RosterMember.safeParse(answer);
  if (!read.success) return refuse('unreadable', 'I could not read your entry in Teams.');
  const member = read.data;
  if (!isOwnMember(member, tenant)) return stranger;
  const names = [
    member.name,
    `${member.givenName ?? ''} ${member.surname ?? ''}`,
    member.userPrincipalName,
    'Somebody',
  ];
  return accept({
    displayName: names.map(plainLine).find((name) => name !== '') ?? 'Somebody',
    title: '',
    department: '',
    email: emailLinking ? vouchedAddress(member) : undefined,
  });
}

/**
 * The domain of the name to sign in with is one that the tenant has proved to own; an address may be anybody's, so it
 * counts only within that domain: https://learn.microsoft.com/entra/identity-platform/migrate-off-email-claim-authorization
 */
function vouchedAddress({ email, userPrincipalName }: RosterMember): string | undefined {
  const [address, principal] = [email, userPrincipalName].map((one) => plainLine(one).toLowerCase());
  const domain = principal?.split('@')[1];
  if (!principal || !domain) return undefined;
  return !address || address === principal ? principal : address.endsWith(`@${domain}`) ? address : undefined;
}

const stranger = refuse('otherOrganisation', 'I work for members of another organisation, so I cannot help you here.');
const unavailable = refuse('unavailable', 'I cannot look you up in Teams at the moment. Please try again in a minute.');
