import { dayInWords } from '../chat/day-in-words.ts';
import { listedUnder } from '../chat/listed-under.ts';
import { type Action, action, type Block, type Card } from '../chat/vocabulary.ts';
import { FACET_LABELS, facetInWords, lawTrace, roleInWords, sinceWhen } from '../impact/law-words.ts';
import type { FactValue } from '../law/facts.ts';
import type { Law } from '../law/law.ts';
import type { Obligation } from '../law/result.ts';
import { decidedInWords, facetBlocks } from '../reviews/law-blocks.ts';
import type { LawStanding } from '../reviews/law-standing.ts';
import type { AiSystem } from './register.ts';

/** What the AI Act makes of a registered system, by one of its assessments. */
export interface SystemLaw {
  /** ASM-3 */
  readonly reference: string;
  readonly standing: LawStanding;
}

interface Words {
  readonly law: Law;
  readonly nameOf: (personId: string) => string | undefined;
}

/** Of one role; the rest is counted, and shown by a button. */
const DUTIES_SHOWN = 6;
const CHANGES_SHOWN = 5;
const MISSING_SHOWN = 3;
/** A platform shows no more buttons than these without hiding some. */
const MOST_CHOICES = 10;

/** What counts and who decided it, what we have to do and since when, what is missing and what would change it. */
export function systemLawCard(system: AiSystem, found: readonly SystemLaw[], words: Words): Card {
  const headline = `${system.reference} · ${system.name}: EU AI Act`;
  if (found.length === 0) return nothingKnownCard(system, headline);
  const open = found.some(({ standing }) => standing.facets.some(({ isUndecided }) => isUndecided));
  const cut = found.some(({ standing }) => rolesIn(standing).some(([, duties]) => duties.length > DUTIES_SHOWN));
  return {
    headline,
    tone: found.some(({ standing }) => standing.result.prohibited.length > 0) ? 'warning' : open ? 'attention' : 'good',
    blocks: found.flatMap(({ reference, standing }): readonly Block[] => [
      ...facetBlocks(standing, words.law, words.nameOf),
      ...dutyBlocks(standing, DUTIES_SHOWN),
      ...missingBlocks(standing, words.law),
      ...changeBlocks(standing, words.law),
      {
        kind: 'text',
        text: `By ${reference}, computed last on ${dayInWords(new Date(standing.finding.on))}. It is a proposal to legal until legal has decided, and no legal advice.`,
        subtle: true,
      },
    ]),
    actions: [
      action('law.how', 'Show how', { system: system.id }, 'primary'),
      ...(cut ? [action('law.duties', 'All duties', { system: system.id })] : []),
      openEntry(system),
    ],
  };
}

function nothingKnownCard(system: AiSystem, headline: string): Card {
  return {
    headline,
    tone: 'quiet',
    blocks: [
      {
        kind: 'text',
        text: 'Nobody knows yet: no approved impact assessment of it has answered the questions of the Act.',
      },
    ],
    actions: [
      ...(system.state === 'retired' ? [] : [action('assessment.start', 'Assess the impact', { system: system.id })]),
      openEntry(system),
    ],
  };
}

/** Each article on which the computed finding rests, and what people decided instead. */
export function howCard(system: AiSystem, found: readonly SystemLaw[], { law, nameOf }: Words): Card {
  return {
    headline: `${system.reference} · ${system.name}: how the AI Act comes to it`,
    blocks: found.flatMap(({ reference, standing }): readonly Block[] => {
      const decided = standing.facets.filter(({ decided: one, proposed }) => one ?? proposed);
      return [
        { kind: 'heading', text: `By the rules, from the answers of ${reference}` },
        { kind: 'list', items: lawTrace(standing.finding.result) },
        ...(decided.length > 0
          ? [
              { kind: 'heading', text: 'By people' } as const,
              {
                kind: 'facts',
                facts: decided.map((one) => ({
                  label: FACET_LABELS[one.facet],
                  value: facetInWords(one.facet, one.inForce, law),
                  note: decidedInWords(one, law, nameOf),
                })),
              } as const,
            ]
          : []),
      ];
    }),
    actions: [action('law.show', 'Back to the result', { system: system.id }, 'quiet')],
  };
}

export function dutiesCard(system: AiSystem, found: readonly SystemLaw[]): Card {
  return {
    headline: `${system.reference} · ${system.name}: duties under the AI Act`,
    blocks: found.flatMap(({ standing }) => dutyBlocks(standing, Number.POSITIVE_INFINITY)),
    actions: [action('law.show', 'Back to the result', { system: system.id }, 'quiet')],
  };
}

function dutyBlocks(standing: LawStanding, most: number): readonly Block[] {
  return rolesIn(standing).flatMap(([role, duties]): readonly Block[] => {
    const items = duties
      .toSorted((one, other) => Number(other.inForce === true) - Number(one.inForce === true))
      .map((duty) => `${duty.article}: ${duty.duty} (${sinceWhen(duty)}${duty.done === true ? ', done' : ''})`);
    return listedUnder(`What we have to do as ${roleInWords(role)}`, items, most);
  });
}

function rolesIn({ result }: LawStanding): readonly (readonly [string, readonly Obligation[]])[] {
  return [...Map.groupBy(result.obligations, ({ role }) => role)];
}

function missingBlocks({ result }: LawStanding, law: Law): readonly Block[] {
  const facts = result.missing.flatMap((id) => law.facts.filter((fact) => fact.id === id));
  if (facts.length === 0) return [{ kind: 'text', text: 'Nothing is missing.', subtle: true }];
  const items = facts.map(({ question, knows }) => `${question} (${knows} would know)`);
  return listedUnder('What is missing', items, MISSING_SHOWN);
}

/** Single answers with which scope, class or a prohibition would be computed otherwise, whatever was decided. */
function changeBlocks({ finding: { facts, result } }: LawStanding, law: Law): readonly Block[] {
  const decisive = result.wouldChange.filter(
    ({ changes }) => changes.includes('highRisk') || changes.includes('prohibited') || changes.includes('outOfScope'),
  );
  const items = decisive.flatMap(({ fact: id, to }) => {
    const fact = law.facts.find((one) => one.id === id);
    const now = facts[id];
    return fact && now !== undefined ? [`${fact.label}: ${said(to, fact)} instead of ${said(now, fact)}`] : [];
  });
  return listedUnder('One answer that would change it', items, CHANGES_SHOWN);
}

function said(value: FactValue, fact: Law['facts'][number]): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const label = (id: string) => {
    const option = fact.type === 'boolean' ? undefined : fact.options.find((one) => one.id === id);
    return option?.short ?? option?.label ?? id;
  };
  if (typeof value === 'string') return `“${label(value)}”`;
  return value.length === 0 ? 'none of these' : `“${value.map(label).join('”, “')}”`;
}

/** Several systems could be meant. */
export function whichSystemCard(systems: readonly AiSystem[]): Card {
  const more = systems.length - MOST_CHOICES;
  return {
    headline: 'Which system do you mean?',
    blocks:
      more > 0
        ? [{ kind: 'text', text: `There are ${more} more. Say “law” and the reference, such as “law AIS-3”.` }]
        : [{ kind: 'text', text: 'Choose one, or say its reference, such as “law AIS-3”.', subtle: true }],
    actions: systems
      .slice(0, MOST_CHOICES)
      .map(({ id, reference, name }) => action('law.show', `${reference} ${name}`, { system: id })),
  };
}

export function noSuchSystemCard(named: string | undefined): Card {
  return {
    headline: named === undefined ? 'No system is in the register yet' : `${named} is not in the register`,
    tone: 'quiet',
    blocks: [
      {
        kind: 'text',
        text: 'I can say what the AI Act makes of a registered system whose impact was assessed. Ask “what tools are approved?” for what is there, or declare yours.',
      },
    ],
    actions: [action('interview.start', 'Declare an AI use')],
  };
}

function openEntry({ id, reference }: AiSystem): Action {
  return action('register.system', `Open ${reference}`, { system: id }, 'quiet');
}
