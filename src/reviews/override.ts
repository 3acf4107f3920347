/** What rules computed and people may decide otherwise: “impact.level”, “law.highRisk”. */
export interface Finding<Value extends string = string> {
  readonly id: string;
  readonly computed: Value;
  /** Whether a value asks for less care than the computed one. */
  isLower(value: Value): boolean;
}

/** A finding whose values stand on one scale, from the lowest to the highest. */
export function onScale<Step extends string>(id: string, scale: readonly Step[], computed: Step): Finding<Step> {
  return { id, computed, isLower: (step) => scale.indexOf(step) < scale.indexOf(computed) };
}

/** What people decided, and what had been computed then. Both values stay, also where they are the same. */
export interface Override {
  readonly finding: string;
  readonly computed: string;
  readonly decided: string;
  readonly by: string;
  readonly at: Date;
  /** The second approver of a lowering. */
  readonly confirmedBy?: string;
}

/**
 * The value that counts. A lower one counts once it is confirmed: more care than the rules ask for is anybody's right. One that
 * was decided on another computed value, before facts or rules changed, counts only while it asks for no less care than they do
 * now; otherwise what is computed counts again, until somebody decides anew.
 */
export function valueInForce<Value extends string>(
  { computed, isLower }: Finding<Value>,
  decided: { readonly override: Override; readonly value: Value } | undefined,
): Value {
  if (!decided) return computed;
  const { override, value } = decided;
  const isConfirmed = override.confirmedBy !== undefined && override.computed === computed;
  return isConfirmed || !isLower(value) ? value : computed;
}
