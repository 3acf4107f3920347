import { z } from 'zod';
import { LIKELIHOODS, SEVERITIES, TREATMENTS } from '../impact/scales.ts';
import type { FrozenRisk } from '../reviews/submission.ts';
import { isKept, type Risk } from '../risks/risk.ts';
import { RISK_RATINGS, type RiskCriteria, ratingOf } from '../risks/risk-criteria.ts';
import type { RiskChange } from '../risks/risk-store.ts';

const Magnitude = z.object({ likelihood: z.enum(LIKELIHOODS), severity: z.enum(SEVERITIES) });

/** A risk as `freezeTreatment` writes it; older submissions have frozen less. */
const Frozen = Magnitude.extend({
  ...{ id: z.string(), cause: z.string(), consequence: z.string(), affected: z.string() },
  reference: z.string().exactOptional(),
  ownerId: z.string().exactOptional(),
  rule: z.string().nullish(),
  lowered: z.object({ from: z.enum(RISK_RATINGS), because: z.string() }).nullish(),
  treatment: z.object({
    ...{ kind: z.enum(TREATMENTS), what: z.string(), controls: z.array(z.string()) },
    ownerId: z.string().exactOptional(),
    dueOn: z.string().exactOptional(),
    residual: Magnitude.exactOptional(),
    raisedBecause: z.string().exactOptional(),
  }),
});

/** A risk as a report tells it. */
export interface ReportedRisk extends Omit<z.infer<typeof Frozen>, 'treatment'> {
  readonly state: 'proposed' | 'kept' | 'dismissed';
  /** Nothing is chosen yet where it is missing. */
  readonly treatment?: z.infer<typeof Frozen>['treatment'];
  /** What became of it last that needed somebody's word: dismissed, accepted, sent back. */
  readonly word?: RiskWord;
  /** Whom the question of acceptance waits for. */
  readonly askedId?: string;
}

export interface RiskWord {
  readonly kind: 'dismissed' | 'accepted' | 'sentBack';
  readonly byId: string | undefined;
  readonly at: Date;
  readonly reason: string | undefined;
}

/** As they were submitted, with what managers have answered since. */
export function frozenRisks(
  frozen: readonly FrozenRisk[],
  risks: readonly Risk[],
  history: ReadonlyMap<string, readonly RiskChange[]>,
  until: Date | undefined,
  criteria: RiskCriteria,
): readonly ReportedRisk[] {
  const before = (riskId: string) => (history.get(riskId) ?? []).filter(({ at }) => until === undefined || at <= until);
  return [
    ...z
      .array(Frozen)
      .parse(frozen)
      .map((risk): ReportedRisk => {
        const stored = risks.find(({ id }) => id === risk.id);
        const asked = until === undefined && stored ? askedOf(stored) : undefined;
        return {
          ...risk,
          state: 'kept',
          ...wordOf(before(risk.id)),
          ...(asked === undefined ? {} : { askedId: asked }),
        };
      }),
    ...risks.filter(({ state }) => state === 'dismissed').map((risk) => dismissed(risk, before(risk.id), criteria)),
  ];
}

/** As they stand now. */
export function liveRisks(
  risks: readonly Risk[],
  history: ReadonlyMap<string, readonly RiskChange[]>,
  criteria: RiskCriteria,
): readonly ReportedRisk[] {
  return risks.flatMap((risk): readonly ReportedRisk[] => {
    const changes = history.get(risk.id) ?? [];
    if (risk.state === 'withdrawn') return [];
    if (risk.state === 'dismissed') return [dismissed(risk, changes, criteria)];
    if (!isKept(risk)) return [{ ...plain(risk, criteria), state: 'proposed' }];
    const { treatment } = risk;
    const asked = askedOf(risk);
    return [
      {
        ...plain(risk, criteria),
        state: 'kept',
        ...(treatment ? { treatment: { ...treatment, controls: [...treatment.controls] } } : {}),
        ...wordOf(changes),
        ...(asked === undefined ? {} : { askedId: asked }),
      },
    ];
  });
}

function askedOf(risk: Risk): string | undefined {
  return isKept(risk) && risk.acceptance.kind === 'asked' ? risk.acceptance.managerId : undefined;
}

function dismissed(risk: Risk, changes: readonly RiskChange[], criteria: RiskCriteria): ReportedRisk {
  return { ...plain(risk, criteria), state: 'dismissed', ...wordOf(changes) };
}

function plain(
  { id, reference, description, ownerId, proposed, loweredBecause: because }: Risk,
  criteria: RiskCriteria,
): Omit<ReportedRisk, 'state'> {
  const lowered = proposed && because !== undefined ? { from: ratingOf(criteria, proposed), because } : null;
  return { id, reference, ...description, ownerId, rule: proposed?.because ?? null, lowered };
}

/** Whatever else happened to it afterwards takes it back, but for a rule that proposes it otherwise. */
function wordOf(changes: readonly RiskChange[]): { readonly word?: RiskWord } {
  const last = changes.findLast(({ kind }) => kind !== 'proposedAnew');
  if (last?.kind !== 'dismissed' && last?.kind !== 'accepted' && last?.kind !== 'sentBack') return {};
  const { kind, byId, at, reason } = last;
  return { word: { kind, byId, at, reason } };
}
