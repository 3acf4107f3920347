import { z } from 'zod';
import { ROLES, type Role } from '../chat/event.ts';
import { LIKELIHOODS, type Likelihood, SEVERITIES, type Severity } from '../impact/scales.ts';
import { readLocatedYaml } from '../kernel/located-yaml.ts';

/** How much a risk matters, from the least to the most. */
export const RISK_RATINGS = ['low', 'medium', 'high', 'extreme'] as const;
export type RiskRating = (typeof RISK_RATINGS)[number];

const Step = z.strictObject({ label: z.string().min(1), means: z.string().min(1) });
const Roles = z.array(z.enum(ROLES)).min(1);

const RatingRule = Step.extend({
  /** Whether something has to be done about it. */
  treat: z.boolean(),
  /** Who may accept that it remains. */
  acceptedBy: z.union([z.enum(['anyone', 'nobody']), Roles]),
});

const LeftOutReason = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, 'an id has small letters, digits and hyphens'),
  /** For a button. */
  label: z.string().min(1).max(40),
  reason: z.string().min(1),
  controls: z.union([z.literal('all'), z.array(z.string()).min(1)]),
});

/** How risks are rated, treated and accepted (6.1.2, 6.1.3). Read it with `parseRiskCriteria`. */
export const RiskCriteria = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, 'an id has small letters, digits and hyphens'),
  version: z.int().positive(),
  shortestReasonCharacters: z.int().min(1).max(500),
  remindDaysBefore: z.int().min(1).max(60),
  remindEveryDays: z.int().min(1).max(60),
  escalateDaysAfter: z.int().min(1).max(60),
  likelihood: z.record(z.enum(LIKELIHOODS), Step),
  severity: z.record(z.enum(SEVERITIES), Step),
  /** Who may accept that a risk stays untreated which has to be treated. */
  retainedBy: Roles,
  ratings: z.record(z.enum(RISK_RATINGS), RatingRule),
  matrix: z.record(z.enum(SEVERITIES), z.record(z.enum(LIKELIHOODS), z.enum(RISK_RATINGS))),
  leftOutReasons: z.array(LeftOutReason),
});
export type RiskCriteria = z.infer<typeof RiskCriteria>;

/** How likely a harm is, and how bad. */
export interface Magnitude {
  readonly likelihood: Likelihood;
  readonly severity: Severity;
}

/** Reads a file of criteria. Throws one error that names every fault with file, line and place. */
export function parseRiskCriteria(
  yamlText: string,
  fileName: string,
  isControl: (id: string) => boolean,
): RiskCriteria {
  const { content, broken, fault } = readLocatedYaml(yamlText, fileName);
  if (broken.length > 0) throw new Error(broken.join('\n'));
  const read = RiskCriteria.safeParse(content);
  const faults = read.success
    ? [...fallingRatings(read.data), ...unknownControls(read.data, isControl)]
    : read.error.issues;
  if (read.success && faults.length === 0) return read.data;
  throw new Error(faults.map(({ path, message }) => fault(path, message)).join('\n'));
}

interface Fault {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** More likely or worse must never rate lower. */
function fallingRatings({ matrix }: RiskCriteria): readonly Fault[] {
  const rank = (severity: Severity | undefined, likelihood: Likelihood | undefined) =>
    severity === undefined || likelihood === undefined ? -1 : RISK_RATINGS.indexOf(matrix[severity][likelihood]);
  return SEVERITIES.flatMap((severity, row) =>
    LIKELIHOODS.flatMap((likelihood, column): readonly Fault[] => {
      const here = rank(severity, likelihood);
      const falls = here < rank(SEVERITIES[row - 1], likelihood) || here < rank(severity, LIKELIHOODS[column - 1]);
      return falls
        ? [{ path: ['matrix', severity, likelihood], message: 'rates lower than what is less likely or less bad' }]
        : [];
    }),
  );
}

function unknownControls({ leftOutReasons }: RiskCriteria, isControl: (id: string) => boolean): readonly Fault[] {
  return leftOutReasons.flatMap(({ controls }, place) =>
    controls === 'all'
      ? []
      : controls.flatMap((id, index) =>
          isControl(id)
            ? []
            : [{ path: ['leftOutReasons', place, 'controls', index], message: `there is no control ${id}` }],
        ),
  );
}

export function ratingOf({ matrix }: RiskCriteria, { likelihood, severity }: Magnitude): RiskRating {
  return matrix[severity][likelihood];
}

/** Whether the first rates higher than the second. */
export function ratesHigher(criteria: RiskCriteria, one: Magnitude, other: Magnitude): boolean {
  return RISK_RATINGS.indexOf(ratingOf(criteria, one)) > RISK_RATINGS.indexOf(ratingOf(criteria, other));
}

/** Whether one is more likely or worse than the other, whatever the other scale says. */
export function exceeds(one: Magnitude, other: Magnitude): boolean {
  return (
    LIKELIHOODS.indexOf(one.likelihood) > LIKELIHOODS.indexOf(other.likelihood) ||
    SEVERITIES.indexOf(one.severity) > SEVERITIES.indexOf(other.severity)
  );
}

/** What a risk needs so that it may remain as large as this. */
export type NeededAcceptance =
  | { readonly kind: 'none' }
  | { readonly kind: 'by'; readonly roles: readonly Role[] }
  | { readonly kind: 'impossible' };

/** @param untreated it stays although it has to be treated. */
export function neededAcceptance(criteria: RiskCriteria, residual: Magnitude, untreated: boolean): NeededAcceptance {
  const { acceptedBy } = criteria.ratings[ratingOf(criteria, residual)];
  if (acceptedBy === 'nobody') return { kind: 'impossible' };
  if (acceptedBy !== 'anyone') return { kind: 'by', roles: acceptedBy };
  return untreated ? { kind: 'by', roles: criteria.retainedBy } : { kind: 'none' };
}
