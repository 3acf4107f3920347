import { listedUnder } from '../chat/listed-under.ts';
import { facetFacts, neededInWords, sinceWhen } from '../impact/law-words.ts';
import type { Law } from '../law/law.ts';
import type { Result } from '../law/result.ts';
import { facetFact } from '../reviews/law-blocks.ts';
import type { Dossier } from './dossier.ts';
import type { PrintedBlock, PrintedSection } from './printed.ts';

/** What the EU AI Act made of it, with its trace, what is missing and the duties with their days. */
export function lawSection(dossier: Dossier): PrintedSection {
  const { law, rules } = dossier;
  const facets = facetsOf(dossier);
  const title = facets.isDecided ? 'EU AI Act: decided by legal' : 'EU AI Act: a proposal to legal';
  if (!law)
    return {
      title,
      blocks: [{ kind: 'paragraph', text: 'Nothing was asked about the Act, so nothing is said of it.' }],
    };
  const { on, result } = law;
  return {
    title,
    blocks: [
      {
        kind: 'paragraph',
        text: `Found by rules from the answers, as the Act stood on ${on}. It is a proposal to legal, not advice: people confirm it or decide otherwise. What rests on changes that were not checked against the Official Journal is marked “unverified”.`,
      },
      {
        kind: 'facts',
        facts: facets.facts.map(({ label, value, note }) => ({
          label,
          value: note === undefined ? value : `${value}\n${note}`,
        })),
      },
      ...openBlocks(result, rules.law),
      ...dutyBlocks(result),
      ...listedUnder(
        'How it was found',
        result.because.map(({ article, text }) => `${article}: ${text}`),
      ),
    ],
  };
}

/** What counts, beside it what was computed and who decided otherwise; names only for those who read names. */
function facetsOf({ law, review, standing, rules, audience, names }: Dossier) {
  const decided = standing === 'draft' ? undefined : review?.law;
  if (!law || !decided) return { facts: law ? facetFacts(law.result) : [], isDecided: false };
  const nameOf = (id: string) => (audience === 'reviewers' ? names.person(id) : 'legal');
  return {
    facts: decided.facets.map((one) => facetFact(one, decided.result, rules.law, nameOf)),
    isDecided: decided.facets.every(({ isUndecided }) => !isUndecided),
  };
}

function openBlocks({ missing }: Result, { facts }: Law): readonly PrintedBlock[] {
  return listedUnder(
    'Not known yet, the most decisive first',
    missing.flatMap((id) => facts.filter((fact) => fact.id === id).map(neededInWords)),
  );
}

function dutyBlocks({ obligations }: Result): readonly PrintedBlock[] {
  if (obligations.length === 0) return [];
  return [
    { kind: 'heading', text: 'What we have to do, and from when' },
    {
      kind: 'table',
      columns: [
        { title: 'Article', share: 17 },
        { title: 'Duty', share: 47 },
        { title: 'As', share: 14 },
        { title: 'When', share: 22 },
      ],
      rows: obligations.map((duty) => [duty.article, duty.duty, duty.role.replaceAll('-', ' '), sinceWhen(duty)]),
    },
  ];
}
