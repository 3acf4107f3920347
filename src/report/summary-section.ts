import { dayInWords } from '../chat/day-in-words.ts';
import { listedUnder } from '../chat/listed-under.ts';
import { facetFacts, sinceWhen } from '../impact/law-words.ts';
import { LEVEL_WORDS, OVERSIGHT_WORDS } from '../impact/words.ts';
import { questionsOf } from '../interviews/questionnaire.ts';
import { VERDICT_WORDS } from '../reviews/words.ts';
import { type Magnitude, RISK_RATINGS, type RiskCriteria, ratingOf } from '../risks/risk-criteria.ts';
import { answerInWords } from './answer-words.ts';
import type { Dossier } from './dossier.ts';
import type { PrintedFact, PrintedSection } from './printed.ts';
import { rightsDuty } from './rights-duty.ts';
import { notificationInWords } from './rights-words.ts';
import { statusInWords } from './status-words.ts';

/** What a manager reads in a minute: level, oversight, decision, conditions, what is open. */
export function summarySection(dossier: Dossier): PrintedSection {
  const { system, impact, level, decision } = dossier;
  const use = answerInWords(dossier, 'intendedUse');
  const open = openPoints(dossier);
  return {
    title: 'Summary',
    blocks: [
      { kind: 'paragraph', text: use === undefined ? system : `${system}: ${use}` },
      {
        kind: 'facts',
        facts: [
          {
            label: 'Impact',
            value:
              level === impact.level
                ? LEVEL_WORDS[level]
                : `${LEVEL_WORDS[level]}\nThe rules say ${impact.level}; people decided otherwise.`,
          },
          { label: 'Human oversight', value: OVERSIGHT_WORDS[impact.oversight] },
          { label: 'Decision', value: decisionInWords(dossier) },
          { label: 'Risks', value: risksInWords(dossier) },
          ...lawFacts(dossier),
          ...rightsFacts(dossier),
        ],
      },
      ...listedUnder(
        'Conditions',
        (decision?.conditions ?? []).map(({ text, precondition }) =>
          precondition ? `Before it may be used: ${text}` : text,
        ),
      ),
      ...listedUnder('Open points', open),
      ...(open.length === 0 ? [{ kind: 'paragraph', text: 'Nothing is open.' } as const] : []),
    ],
  };
}

function decisionInWords(dossier: Dossier): string {
  const { decision } = dossier;
  if (!decision) return statusInWords(dossier);
  const { verdict, decidedAt, validUntil, nextReviewAt } = decision;
  const dates = [
    ...(validUntil ? [`holds until ${dayInWords(validUntil)}`] : []),
    ...(nextReviewAt ? [`next review on ${dayInWords(nextReviewAt)}`] : []),
  ];
  const words = VERDICT_WORDS[verdict];
  const decided = `${words.charAt(0).toUpperCase()}${words.slice(1)} on ${dayInWords(decidedAt)}`;
  return [decided, ...dates].join('; ');
}

/** “3 risks: 1 high, 2 medium. Once they are treated: 3 low.” */
function risksInWords({ risks, rules: { criteria } }: Dossier): string {
  const kept = risks.filter(({ state }) => state !== 'dismissed');
  if (kept.length === 0) return 'None recorded';
  const remaining = kept.flatMap(({ treatment }) => treatment?.residual ?? []);
  const untreated = kept.length - remaining.length;
  return [
    `${kept.length === 1 ? 'One risk' : `${kept.length} risks`}: ${counted(kept, criteria)}.`,
    ...(remaining.length > 0 ? [`Once treated: ${counted(remaining, criteria)}.`] : []),
    ...(untreated > 0 ? [`${untreated} without a treatment.`] : []),
  ].join(' ');
}

function counted(magnitudes: readonly Magnitude[], criteria: RiskCriteria): string {
  return RISK_RATINGS.toReversed()
    .flatMap((rating) => {
      const count = magnitudes.filter((magnitude) => ratingOf(criteria, magnitude) === rating).length;
      return count === 0 ? [] : [`${count} ${criteria.ratings[rating].label.toLowerCase()}`];
    })
    .join(', ');
}

function lawFacts({ law }: Dossier): readonly PrintedFact[] {
  if (!law) return [];
  const facets = facetFacts(law.result).map(({ label, value }) => `${label}: ${value}`);
  return [{ label: 'EU AI Act (proposal to legal)', value: facets.join('\n') }];
}

function rightsFacts(dossier: Dossier): readonly PrintedFact[] {
  const duty = rightsDuty(dossier);
  if (!duty) return [];
  const last = dossier.notifications.at(-1);
  const notified = last ? notificationInWords(last) : 'to be done';
  const value = `Due (Art. 27), ${sinceWhen(duty)}\nNotification of the authority: ${notified}`;
  return [{ label: 'Impact on fundamental rights', value }];
}

function openPoints({ questionnaire, unknowns, contradictions, left, law, rules, standing }: Dossier) {
  const unknown = questionsOf(questionnaire).filter(({ id }) => unknowns.includes(id));
  const first = law?.result.missing.slice(0, 1) ?? [];
  return [
    ...unknown.map(
      ({ label, knower }) => `Not known: ${label}${knower === undefined ? '' : ` (${knower} would know)`}`,
    ),
    ...contradictions.map((says) => `Does not fit together: ${says}`),
    ...left,
    ...first
      .flatMap((id) => rules.law.facts.filter((fact) => fact.id === id))
      .map(({ question }) => `EU AI Act, needed first: ${question}`),
    ...(standing === 'draft' ? ['It has not been decided on.'] : []),
  ];
}
