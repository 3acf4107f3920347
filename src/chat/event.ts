import type { Secret } from '../kernel/secret.ts';
import type { ActionValue } from './card.ts';
import type { InputValues } from './form.ts';

export type Platform = 'console' | 'slack' | 'teams';

/** Who acted, as the channel verified it (signature, token, tenant). Never taken from a button or a message. */
export interface VerifiedIdentity {
  readonly platform: Platform;
  /** The Slack team, the Teams tenant or the console's own workspace. */
  readonly workspace: string;
  readonly user: string;
}

/** Where a conversation takes place, in the platform's own ids. */
export interface ConversationAddress {
  readonly platform: Platform;
  readonly workspace: string;
  readonly conversation: string;
  /** Others can read along in a channel, so answers about a person's own items go to their direct conversation. */
  readonly visibility: 'direct' | 'channel';
}

/** One verified thing that a person did, in words that no platform owns. */
export interface InboundEvent {
  /** The business key of this deed: the same deed delivered twice carries the same key, however often the platform renames it. */
  readonly deliveryKey: string;
  /** Another name of the deed, such as the platform's id of this delivery: whichever is known already, it was done. */
  readonly alsoKnownAs?: string;
  readonly identity: VerifiedIdentity;
  readonly conversation: ConversationAddress;
  /** Where Steward talks with this person alone, when the event happened among others. */
  readonly direct?: ConversationAddress;
  readonly body: InboundBody;
  /** The form stood in place of a message, which may be shown anew at any moment: no page can follow in its place. */
  readonly hasNoNextPage?: boolean;
}

export type InboundBody =
  | {
      readonly kind: 'message';
      readonly messageId: string;
      /** May be empty where only files are shared. */
      readonly text: string;
      readonly files?: readonly SharedFile[];
    }
  | { readonly kind: 'action'; readonly actionId: string; readonly value: ActionValue; readonly inputs: InputValues }
  | { readonly kind: 'form'; readonly formId: string; readonly context: ActionValue; readonly inputs: InputValues };

/** A file as the platform describes it. Its content is not here, and nobody has opened it. */
export interface SharedFile {
  /** The platform's own. */
  readonly id: string;
  readonly name: string;
  readonly mimeType: string;
  readonly bytes: number;
  /** Where it opens, for those whom the platform lets. */
  readonly link?: string;
  /** Opens its content to whoever has it, for a short while: it is kept sealed or not at all. */
  readonly address?: Secret;
}

/** The person behind a verified identity, with the roles held at this very moment. */
export interface Actor {
  readonly organisationId: string;
  readonly personId: string;
  readonly identityId: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
}

/** Roles hang on the person, never on an account or a channel. */
export const ROLES = [
  'governance',
  'legal',
  'data-protection',
  'security',
  'management',
  'committee',
  'committee-chair',
  'committee-secretary',
  'auditor',
  'administrator',
] as const;
export type Role = (typeof ROLES)[number];
