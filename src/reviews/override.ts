/** What rules computed and people may decide otherwise: “impact.level”, and the scale on which one step is lower than another. */
export interface Finding<Step extends string> {
  readonly id: string;
  /** From the lowest to the highest. */
  readonly scale: readonly Step[];
  readonly computed: Step;
}

/** A decision that differs from what was computed. Both values stay. */
export interface Override<Step extends string = string> {
  readonly finding: string;
  readonly computed: Step;
  readonly decided: Step;
  readonly by: string;
  readonly at: Date;
  /** The second approver of a lowering. */
  readonly confirmedBy?: string;
}

/** Only a lowering needs a second approver: more care than the rules ask for is anybody's right. */
export function isLowering<Step extends string>({ scale, computed }: Finding<Step>, decided: Step): boolean {
  return scale.indexOf(decided) < scale.indexOf(computed);
}

/** The step that counts: what was decided, or what was computed until a lowering is confirmed. */
export function stepInForce<Step extends string>(finding: Finding<Step>, override: Override<Step> | undefined): Step {
  if (!override) return finding.computed;
  const counts = override.confirmedBy !== undefined || !isLowering(finding, override.decided);
  return counts ? override.decided : finding.computed;
}
