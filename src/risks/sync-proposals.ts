import canonicalize from 'canonicalize';
import type { ProposedRisk } from '../impact/impact-result.ts';
import type { Risk, RiskEvent } from './risk.ts';

/** What has to happen so that the risks of an assessment follow what its answers make the rules propose. */
export interface ProposalChanges {
  readonly news: readonly ProposedRisk[];
  readonly events: readonly { readonly risk: Risk; readonly event: RiskEvent }[];
}

/** What people took over or dismissed is theirs: it only learns what the rule says now. */
export function followProposals(risks: readonly Risk[], proposals: readonly ProposedRisk[], at: Date): ProposalChanges {
  const moment = { by: undefined, at };
  const known = new Map(risks.flatMap((risk) => (risk.proposed ? [[risk.proposed.id, risk] as const] : [])));
  const isProposed = (id: string) => proposals.some((proposal) => proposal.id === id);
  return {
    news: proposals.filter(({ id }) => !known.has(id)),
    events: [
      ...proposals.flatMap((proposed) => {
        const risk = known.get(proposed.id);
        if (!risk) return [];
        if (canonicalize(risk.proposed) === canonicalize(proposed) && risk.state !== 'withdrawn') return [];
        return [{ risk, event: { kind: 'proposedAnew', proposed, ...moment } as const }];
      }),
      ...risks
        .filter(({ state, proposed }) => state === 'proposed' && proposed && !isProposed(proposed.id))
        .map((risk) => ({ risk, event: { kind: 'withdrawn', ...moment } as const })),
    ],
  };
}
