import type { Role } from '../chat/vocabulary.ts';
import type { PublishedVersion } from '../interviews/interview-store.ts';
import { accept, type Outcome, refuse } from '../kernel/outcome.ts';

/** Where a published version stands among the others of its questionnaire. */
export type Standing =
  | { readonly kind: 'proposed'; readonly inForce: PublishedVersion | undefined }
  | { readonly kind: 'inForce' }
  /** It was in force, or never will be, because `by` is. */
  | { readonly kind: 'replaced'; readonly by: PublishedVersion };

/** The role that decides from when a version is in force. */
export const ADOPTING_ROLE: Role = 'governance';

/** The version adopted last is in force; a newer one is proposed, an older one is replaced. */
export function standingOf(version: PublishedVersion, versions: readonly PublishedVersion[]): Standing {
  const inForce = versions
    .filter(({ id, adopted }) => id === version.id && adopted !== undefined)
    .toSorted((one, other) => (one.adopted?.at.getTime() ?? 0) - (other.adopted?.at.getTime() ?? 0))
    .at(-1);
  if (inForce?.version === version.version) return { kind: 'inForce' };
  if (inForce && (version.adopted || inForce.version > version.version)) return { kind: 'replaced', by: inForce };
  const newer = versions.find((other) => other.id === version.id && other.version > version.version);
  return newer ? { kind: 'replaced', by: newer } : { kind: 'proposed', inForce };
}

/** What waits for the governance team's decision: of each questionnaire the newest version, unless it is in force. */
export function proposedAmong(versions: readonly PublishedVersion[]): readonly PublishedVersion[] {
  return versions.filter((version) => standingOf(version, versions).kind === 'proposed');
}

/** Whether somebody with these roles may adopt the version now. */
export function mayAdopt(
  version: PublishedVersion,
  versions: readonly PublishedVersion[],
  roles: readonly Role[],
): Outcome<PublishedVersion, 'notAllowed' | 'notProposed'> {
  if (!roles.includes(ADOPTING_ROLE))
    return refuse('notAllowed', `Only the governance team adopts a questionnaire, and you do not have that role.`);
  const standing = standingOf(version, versions);
  if (standing.kind === 'inForce') return refuse('notProposed', `Version ${version.version} is in force already.`);
  if (standing.kind === 'replaced')
    return refuse('notProposed', `Version ${version.version} was replaced by version ${standing.by.version}.`);
  return accept(version);
}
