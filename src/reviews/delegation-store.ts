import type { Delegation } from './delegation.ts';

export interface DelegationStore {
  /** With the account by which the absent person recorded it. */
  add(delegation: Omit<Delegation, 'endedAt'> & { readonly identityId: string }): Promise<void>;
  end(delegationId: string, by: string, now: Date): Promise<void>;
  find(delegationId: string): Promise<Delegation | undefined>;
  /** By any of these people, the last recorded first. */
  by(personIds: readonly string[]): Promise<readonly Delegation[]>;
  /** To any of these people. */
  to(personIds: readonly string[]): Promise<readonly Delegation[]>;
  /** Of everybody, those that hold now. */
  inForce(now: Date): Promise<readonly Delegation[]>;
}
