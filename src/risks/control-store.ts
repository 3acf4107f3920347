import type { ControlImplementation } from './implementation.ts';
import type { ControlDecision } from './statement.ts';

/** A control that the organisation has beside Annex A. */
export interface OwnControl {
  readonly id: string;
  /** What people say: OC-2. */
  readonly reference: string;
  readonly title: string;
  readonly summary: string;
  readonly addedById: string;
  readonly addedAt: Date;
}

export interface ControlStore {
  nextReference(): Promise<string>;
  /** Those that were not withdrawn, in the order of their references. */
  own(): Promise<readonly OwnControl[]>;
  addOwn(control: OwnControl): Promise<void>;
  withdrawOwn(controlId: string, at: Date): Promise<'withdrawn' | 'unchanged'>;

  /** By when they are due. */
  implementations(): Promise<readonly ControlImplementation[]>;
  implementation(id: string): Promise<ControlImplementation | undefined>;
  implementationsOf(assessmentId: string): Promise<readonly ControlImplementation[]>;
  plan(implementation: ControlImplementation, now: Date): Promise<void>;
  /** Saves nothing and answers `conflict` when it is no longer at `version`. */
  save(implementation: ControlImplementation, version: number, now: Date): Promise<'saved' | 'conflict'>;

  /** The last decision about each control. */
  decisions(): Promise<readonly ControlDecision[]>;
  decide(decision: ControlDecision): Promise<void>;
}
