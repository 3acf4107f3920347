import type { Lane } from '../interviews/screening.ts';

/** What makes two uses the same. All but the product are option ids of the questionnaire, countries two-letter codes. */
export interface Facets {
  /** The canonical name of the AI system. */
  readonly product: string;
  /** Plan and account type. */
  readonly account: string;
  readonly purpose: string;
  readonly users: string;
  readonly countries: readonly string[];
  readonly data: readonly string[];
  readonly connectors: readonly string[];
  readonly circumstances: readonly string[];
}

export const FACETS = [
  'product',
  'account',
  'purpose',
  'users',
  'countries',
  'data',
  'connectors',
  'circumstances',
] as const satisfies readonly (keyof Facets)[];
export type FacetName = (typeof FACETS)[number];

/** What a question tells; a facet that is missing or empty is not known. */
export type FacetQuery = Partial<Facets> & Pick<Facets, 'product'>;

export interface Supplier {
  readonly id: string;
  readonly reference: string;
  readonly name: string;
}

export interface AiSystem {
  readonly id: string;
  readonly reference: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly supplier?: Supplier;
  readonly state: 'approved' | 'unreviewed' | 'retired';
  readonly ownerId?: string;
  readonly version: number;
}

export interface AiUse {
  readonly id: string;
  readonly reference: string;
  readonly systemId: string;
  readonly state: 'approved' | 'unreviewed' | 'prohibited' | 'retired' | 'revoked' | 'superseded' | 'expired';
  readonly ownerId?: string;
  /** Of the owner, when the use was declared; empty when not known. */
  readonly department: string;
  readonly facets: Facets;
  readonly lane: Lane;
  readonly validUntil?: Date;
  readonly nextReviewAt?: Date;
  readonly version: number;
}

export interface Condition {
  readonly id: string;
  readonly text: string;
  /** Blocks “covered” until a named person has verified it. */
  readonly precondition: boolean;
  readonly verifiedAt?: Date;
}

export interface RegisteredUse {
  readonly use: AiUse;
  readonly system: AiSystem;
  readonly conditions: readonly Condition[];
  /** Who joined it, confirming that theirs is the same. */
  readonly memberIds: readonly string[];
}

/** A declaration that nobody has decided on yet. */
export interface OpenDeclaration {
  readonly reference: string;
  readonly product: string;
  readonly purpose?: string;
  readonly dueAt: Date;
}

/** The part of the register that a question can be answered from. */
export interface RegisterView {
  readonly systems: readonly AiSystem[];
  readonly uses: readonly RegisteredUse[];
  readonly underReview: readonly OpenDeclaration[];
}
