import type { LeftOut } from './annex-comparison.ts';
import type { Risk, RiskEvent } from './risk.ts';

/** Something that happened to a risk. */
export interface RiskChange {
  readonly id: string;
  /** The version of the risk that came of it. */
  readonly number: number;
  readonly kind: RiskEvent['kind'];
  /** `undefined` where the rules did it. */
  readonly byId: string | undefined;
  readonly at: Date;
  /** `undefined` when there was none, or the person's words have been erased. */
  readonly reason: string | undefined;
}

export interface RiskStore {
  /** The next reference of the organisation, such as RSK-7. Taken numbers are never given again. */
  nextReference(): Promise<string>;
  /** @param changeId of what began it. */
  create(risk: Risk, event: RiskEvent, changeId: string): Promise<void>;
  find(riskId: string): Promise<Risk | undefined>;
  /** The risk that people call by this reference. */
  referenced(reference: string): Promise<Risk | undefined>;
  /** Of one assessment, in the order of their references. */
  of(assessmentId: string): Promise<readonly Risk[]>;
  /** All that there are, in the order of their references. */
  list(): Promise<readonly Risk[]>;
  /** Those that wait for one of these people to accept what remains. */
  waitingFor(managerIds: readonly string[]): Promise<readonly Risk[]>;
  /** Saves the risk and what happened to it; nothing, and answers `conflict`, when it is no longer at `version`. */
  save(risk: Risk, version: number, event: RiskEvent, changeId: string): Promise<'saved' | 'conflict'>;
  /** Everything that happened to it, in order. */
  history(riskId: string): Promise<readonly RiskChange[]>;
  leftOut(assessmentId: string): Promise<readonly LeftOut[]>;
  /** A later reason takes the place of an earlier one. */
  leaveOut(assessmentId: string, leftOut: readonly LeftOut[]): Promise<void>;
}
