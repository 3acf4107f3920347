import type { SupplierFacts } from '../reviews/review.ts';
import type { AiSystem, AiUse, RegisteredUse, Supplier } from './register.ts';

/** The approved facts, and what was imported and waits for a review. Retired systems and uses are kept and listed. */
export interface RegisterStore {
  systems(): Promise<readonly AiSystem[]>;
  /** What people may call the systems of the register; read with every message, so in one round trip. */
  productNames(): Promise<readonly ProductNames[]>;
  uses(): Promise<readonly RegisteredUse[]>;
  findUse(useId: string): Promise<RegisteredUse | undefined>;
  /**
   * Until the commit nobody else adds a system or a supplier. To be called before it is looked up whether one is
   * there, so that two who add the same one at the same moment do not both find none.
   */
  holdNames(): Promise<void>;
  /** The supplier with this name, created when there is none. */
  supplierNamed(name: string, now: Date): Promise<Supplier>;
  createSystem(system: NewSystem, now: Date): Promise<AiSystem>;
  /** Saves state, name, aliases and owner. `conflict`: changed since it was read, nothing was saved. */
  saveSystem(system: AiSystem, now: Date): Promise<'saved' | 'conflict'>;
  recordSupplierFacts(systemId: string, facts: SupplierFacts): Promise<void>;
  createUse(use: NewUse, now: Date): Promise<AiUse>;
  /** Saves state and owner. `conflict`: changed since it was read, nothing was saved. */
  saveUse(use: AiUse): Promise<'saved' | 'conflict'>;
  /** The decision that approved it; `undefined` for what was imported. */
  decisionIdOf(useId: string): Promise<string | undefined>;
  useOfDecision(decisionId: string): Promise<RegisteredUse | undefined>;
  join(useId: string, personId: string, now: Date): Promise<'joined' | 'already'>;
  /** Conditions of a decision now belong to the use that it approved. */
  attachConditions(decisionId: string, useId: string): Promise<void>;
  /** Who submitted what the condition's decision was about. */
  submitterOfCondition(conditionId: string): Promise<string | undefined>;
  /** `unchanged`: there is no such open precondition. */
  verifyPrecondition(conditionId: string, by: string, now: Date): Promise<'verified' | 'unchanged'>;
}

export interface ProductNames {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly supplier: string | undefined;
}

export interface NewSystem {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly supplierId: string | undefined;
  readonly ownerId: string | undefined;
  readonly state: AiSystem['state'];
}

export type NewUse = Omit<AiUse, 'id' | 'reference' | 'version'> & {
  readonly submissionId: string | undefined;
  readonly decisionId: string | undefined;
};
