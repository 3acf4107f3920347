/** How much a system can affect people, groups, society or the organisation, from the least to the most. */
export const IMPACT_LEVELS = ['low', 'moderate', 'high', 'severe'] as const;
export type ImpactLevel = (typeof IMPACT_LEVELS)[number];

/** The human oversight that a system needs, from the least to the most. */
export const OVERSIGHTS = [
  'use-policy',
  'sample-review',
  'approve-each-decision',
  'human-in-command',
  'not-permitted',
] as const;
export type Oversight = (typeof OVERSIGHTS)[number];

/** The greater of two; both are on a scale such as `IMPACT_LEVELS`, from the least to the most. */
export function higher<Step extends string>(scale: readonly Step[], one: Step, other: Step): Step {
  return scale.indexOf(other) > scale.indexOf(one) ? other : one;
}
