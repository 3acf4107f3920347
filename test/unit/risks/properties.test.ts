import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIKELIHOODS, SEVERITIES, TREATMENTS } from '../../../src/impact/scales.ts';
import type { ActingPerson } from '../../../src/people/acting-person.ts';
import { decide, type RiskCommand } from '../../../src/risks/decide.ts';
import { evolve, isKept, type Risk } from '../../../src/risks/risk.ts';
import { exceeds, neededAcceptance, ratesHigher, ratingOf } from '../../../src/risks/risk-criteria.ts';
import { followProposals } from '../../../src/risks/sync-proposals.ts';
import { whatIsLeft } from '../../../src/risks/what-is-left.ts';
import { aContext, aKeptRisk, aProposal, aRisk, CONTROLS, CRITERIA, isAnnexControl, NOW, person } from './builders.ts';

const people = ['owner', 'coAuthor', 'riskOwner', 'manager', 'director', 'else'];
const someone = fc.constantFrom(...people);
const actor = fc.record({
  personId: someone,
  roles: fc.subarray(['management', 'governance', 'legal'] as const),
  samePersonIds: fc.oneof({ weight: 5, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.tuple(someone) }),
});
const magnitude = fc.record({
  likelihood: fc.constantFrom(...LIKELIHOODS),
  severity: fc.constantFrom(...SEVERITIES),
});
const reason = fc.constantFrom('', 'no', 'Because it was measured last year.');
const description = fc.tuple(magnitude, fc.constantFrom('', 'A cause')).map(([large, cause]) => ({
  ...{ cause, consequence: 'Somebody is treated unfairly', affected: 'applicants' },
  ...large,
}));
const command: fc.Arbitrary<RiskCommand> = fc
  .tuple(
    fc.oneof(
      fc.constantFrom({ kind: 'takeOver' } as const, { kind: 'restore' } as const),
      fc.record({ kind: fc.constant('dismiss'), reason }),
      fc.record({ kind: fc.constant('change'), description, ownerId: someone, reason }),
      fc.record({
        kind: fc.constant('treat'),
        treatment: fc.constantFrom(...TREATMENTS),
        what: fc.constantFrom('', 'Test it every quarter'),
        controls: fc.subarray(['A.7.4', 'A.9.2', 'A.1.1', 'OC-1']),
        ownerId: someone,
        dueOn: fc.constantFrom('2027-06-01', '2027-02-01'),
        residual: magnitude,
        reason,
      }),
      fc.record({ kind: fc.constant('askAcceptance'), manager: actor }),
      fc.record({ kind: fc.constantFrom('accept', 'sendBack'), reason }),
    ),
    fc.constant(0),
  )
  .map(([one]): RiskCommand => ({ ...one, version: 0 }));

interface Step {
  readonly command: RiskCommand;
  readonly by: ActingPerson;
}
type History = readonly [steps: readonly Step[], start: Risk];

const treated = aKeptRisk({});
const asked = evolve(treated, {
  ...{ kind: 'acceptanceAsked', managerId: 'manager', askedById: 'coAuthor', by: 'coAuthor', at: NOW },
});

const steps: fc.Arbitrary<History> = fc.tuple(
  fc.array(fc.record({ command, by: actor }), { maxLength: 30 }),
  fc.constantFrom(aRisk(), treated, asked),
);

/** Plays what is allowed, and shows each risk that came of it with who did it. */
function play([all, start]: History, seen: (risk: Risk, step: Step, before: Risk) => void): Risk {
  return all.reduce((risk, step) => {
    const outcome = decide(risk, { ...step.command, version: risk.version }, step.by, NOW, aContext());
    if (!outcome.ok) return risk;
    const next = evolve(risk, outcome.value);
    seen(next, step, risk);
    return next;
  }, start);
}

const RUNS = { numRuns: 2_000 };

describe('whatever people do to a risk', () => {
  it('never leaves more than there was without a reason, nor less of what is retained', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const last = play(all, () => {});
        if (!isKept(last) || !last.treatment) return;
        const { kind, residual, raisedBecause } = last.treatment;
        if (kind === 'retain')
          expect(exceeds(residual, last.description) || exceeds(last.description, residual)).toBe(false);
        const left = whatIsLeft({
          risks: [last],
          leftOut: [],
          criteria: CRITERIA,
          controls: [],
          isControl: () => true,
        });
        if (exceeds(residual, last.description) && raisedBecause === undefined)
          expect(left.map((one) => one.kind)).toContain('treatAgain');
      }),
      RUNS,
    );
  });

  it('keeps controls that exist, at least one where the risk is modified or shared', () => {
    fc.assert(
      fc.property(steps, (all) => {
        play(all, (risk) => {
          if (!isKept(risk) || !risk.treatment) return;
          const { kind, controls } = risk.treatment;
          expect(controls.every((id) => isAnnexControl(id) || id === 'OC-1')).toBe(true);
          if (kind === 'modify' || kind === 'share') expect(controls.length).toBeGreaterThan(0);
        });
      }),
      RUNS,
    );
  });

  it('is accepted only by a manager who is not the owner, an author or the one who asked, and never when it may not remain', () => {
    let accepted = 0;
    fc.assert(
      fc.property(steps, (all) => {
        play(all, (risk, { by }) => {
          if (!isKept(risk) || risk.acceptance.kind !== 'accepted' || !risk.treatment) return;
          accepted += 1;
          expect(by.roles).toContain(risk.acceptance.role);
          const theirs = [risk.ownerId, 'owner', 'coAuthor', risk.acceptance.askedById, risk.treatment.ownerId];
          expect([by.personId, ...by.samePersonIds].some((id) => theirs.includes(id))).toBe(false);
          const untreated =
            risk.treatment.kind === 'retain' && CRITERIA.ratings[ratingOf(CRITERIA, risk.description)].treat;
          expect(neededAcceptance(CRITERIA, risk.treatment.residual, untreated).kind).toBe('by');
        });
      }),
      RUNS,
    );
    expect(accepted).toBeGreaterThan(0);
  });

  it('keeps what the rule proposed, and rates lower than it only with a reason', () => {
    fc.assert(
      fc.property(steps, (all) => {
        play(all, (risk) => {
          expect(risk.proposed).toEqual(aProposal());
          if (isKept(risk) && ratesHigher(CRITERIA, aProposal(), risk.description))
            expect(risk.loweredBecause).toBeDefined();
        });
      }),
      RUNS,
    );
  });

  it('counts every change in its version', () => {
    fc.assert(
      fc.property(steps, (all) => {
        play(all, (risk, _step, before) => expect(risk.version).toBe(before.version + 1));
      }),
      RUNS,
    );
  });

  it('is ready to be submitted only when nothing of it is open', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const last = play(all, () => {});
        const left = whatIsLeft({
          ...{ risks: [last], leftOut: [], criteria: CRITERIA, controls: [] },
          isControl: (id) => isAnnexControl(id) || id === 'OC-1',
        });
        if (left.some(({ before }) => before === 'submission') || last.state === 'dismissed') return;
        if (!isKept(last)) throw new Error(`${last.state} is not submitted`);
        if (CRITERIA.ratings[ratingOf(CRITERIA, last.description)].treat) expect(last.treatment).toBeDefined();
      }),
      RUNS,
    );
  });
});

describe('following what the rules propose', () => {
  const proposal = fc.record({
    id: fc.constantFrom('a', 'b', 'c'),
    likelihood: fc.constantFrom(...LIKELIHOODS),
    severity: fc.constantFrom(...SEVERITIES),
  });
  const proposals = fc
    .uniqueArray(proposal, { selector: ({ id }) => id })
    .map((all) => all.map((one) => aProposal(one)));

  it('comes to rest at once, and leaves alone what people have decided', () => {
    fc.assert(
      fc.property(
        fc.array(proposals, { minLength: 1, maxLength: 6 }),
        fc.infiniteStream(fc.boolean()),
        (rounds, keeps) => {
          let risks: readonly Risk[] = [];
          for (const round of rounds) {
            risks = follow(risks, round);
            expect(followProposals(risks, round, NOW)).toEqual({ news: [], events: [] });
            for (const { id } of round) expect(risks.filter(({ proposed }) => proposed?.id === id)).toHaveLength(1);
            const kept = risks.map((risk) =>
              keeps.next().value === true && risk.state === 'proposed' ? keep(risk) : risk,
            );
            expect(follow(kept, []).filter(isKept)).toHaveLength(kept.filter(isKept).length);
            risks = kept;
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('shows a dismissed risk again once the rule proposes more of it', () => {
    const dismissed = evolve(aRisk(), { kind: 'dismissed', reason: '', by: 'owner', at: NOW });
    const again = (change: Parameters<typeof aProposal>[0]) => follow([dismissed], [aProposal(change)])[0]?.state;

    expect(again({})).toBe('dismissed');
    expect(again({ likelihood: 'rare' })).toBe('dismissed');
    expect(again({ severity: 'critical' })).toBe('proposed');
  });

  it('asks again why a kept risk rates lower, once the rule proposes more of it', () => {
    const kept = { ...keep(aRisk()), loweredBecause: 'It is rare here.' };

    expect(follow([kept], [aProposal({ likelihood: 'possible' })])[0]).toHaveProperty('loweredBecause');
    expect(follow([kept], [aProposal({ likelihood: 'frequent' })])[0]).not.toHaveProperty('loweredBecause');
  });

  function follow(risks: readonly Risk[], round: Parameters<typeof followProposals>[1]): readonly Risk[] {
    const { news, events } = followProposals(risks, round, NOW);
    const changed = new Map(events.map(({ risk, event }) => [risk.id, evolve(risk, event)]));
    return [
      ...risks.map((risk) => changed.get(risk.id) ?? risk),
      ...news.map((proposed) => aRisk({ id: `risk-${proposed.id}`, proposed })),
    ];
  }

  function keep(risk: Risk): Risk {
    return evolve(risk, { kind: 'takenOver', by: 'owner', at: NOW });
  }
});

it('finds nobody else to accept than managers', () => {
  const outcome = decide(
    aRisk(),
    { kind: 'accept', reason: 'It is fine as it is.', version: 1 },
    person('manager', ['management']),
    NOW,
    aContext(),
  );
  expect(outcome).toMatchObject({ ok: false, code: 'notAsked' });
  expect(CONTROLS).toHaveLength(38);
});
