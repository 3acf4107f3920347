import type { Platform, Role } from '../chat/event.ts';

/** A member of the organisation. */
export interface Person {
  readonly id: string;
  readonly displayName: string;
  readonly title: string;
  readonly department: string;
  /** ISO 3166-1 alpha-2 in small letters, empty when not known. */
  readonly country: string;
  readonly roles: readonly Role[];
  readonly erasedAt: Date | undefined;
}

export interface NewPerson {
  readonly id: string;
  readonly displayName: string;
  readonly title: string;
  readonly department: string;
  readonly country: string;
  readonly email?: string;
  readonly identity: { readonly platform: string; readonly workspace: string; readonly user: string };
  readonly roles: readonly Role[];
}

export interface Enrolled {
  readonly personId: string;
  readonly how: 'added' | 'linked' | 'known';
}

/** What a platform's directory says about a person; an empty text says nothing. */
export interface DirectoryEntry {
  readonly displayName: string;
  readonly title: string;
  readonly department: string;
  readonly email?: string | undefined;
}

/** An account of a person on a platform. */
export interface Account {
  readonly platform: Platform;
  /** The Slack team, the Teams tenant or the console's own workspace. */
  readonly workspace: string;
  readonly user: string;
}

export interface PeopleStore {
  /** Whose account it is, after any merge. */
  identified(account: Account): Promise<string | undefined>;
  /** The accounts of a person and of everyone merged into them, the one that was used last first. */
  accounts(personId: string): Promise<readonly Account[]>;
  /** The accounts with this id on a platform, in whatever workspace. */
  accountsOf(platform: Platform, user: string): Promise<readonly Account[]>;
  find(personId: string): Promise<Person | undefined>;
  /** Everyone who has not been erased or merged, by name. */
  list(): Promise<readonly Person[]>;
  /** With a data key of their own. */
  add(person: NewPerson, now: Date): Promise<void>;
  /**
   * Takes up somebody who was met for the first time, without roles: as a new person or, where another platform's
   * directory vouches for the same e-mail address, as the person known there. Harmless when two first meetings race.
   */
  enrol(person: Omit<NewPerson, 'roles'>, now: Date): Promise<Enrolled>;
  /** Follows the platform's directory; `unchanged` when it says what is known. */
  updateEntry(personId: string, entry: DirectoryEntry): Promise<'changed' | 'unchanged'>;
  /** Until the commit no other change of roles happens in this organisation. */
  lockRoles(): Promise<void>;
  /** `unchanged` when the person already had, or did not have, the role. */
  grant(personId: string, role: Role, now: Date): Promise<'changed' | 'unchanged'>;
  revoke(personId: string, role: Role): Promise<'changed' | 'unchanged'>;
  /** This person and everyone they were merged with: whoever of them decides, it is the same person. */
  samePerson(personId: string): Promise<readonly string[]>;
  /** The person that each merged account was found to be, by the account's own id. */
  merges(): Promise<ReadonlyMap<string, string>>;
  /** Both are one from now on: the first, and everyone merged into them, count as the second. Their roles end with them. */
  merge(from: string, into: string): Promise<void>;
  /** Destroys the data key and the name. What was approved stays in the register, without them. */
  erase(personId: string, now: Date): Promise<void>;
  noticeShown(personId: string): Promise<boolean>;
  markNoticeShown(personId: string, now: Date): Promise<void>;
}
