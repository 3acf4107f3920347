import { describe, expect, it } from 'vitest';
import { createSentenceCheck, type DraftSentence, type Dropped } from '../../../src/assistant/check-sentences.ts';
import { everyIdExists } from '../../../src/assistant/every-id.ts';
import { loadKnowledgeBase } from '../../../src/composition/knowledge-base.ts';
import type { Passage } from '../../../src/knowledge/passage.ts';
import { unfitness } from '../../../src/language/plain-sentence.ts';

const { passages: shipped, ids } = await loadKnowledgeBase();

/** Our own pages change; what is checked against here does not. */
const aPassage = (id: string, title: string, sentences: readonly string[], source: string): Passage => ({
  id,
  title,
  kind: 'guidance',
  asOf: '2026-11-22',
  source,
  aliases: [],
  related: [],
  sections: [{ heading: 'What it asks', text: sentences.join(' '), sentences }],
});

const IMPACT = aPassage(
  'iso42001:6.1.4',
  'AI system impact assessment',
  [
    'The organisation defines a process for assessing what an AI system may do to individuals, groups and society.',
    'The result of the impact assessment is documented and kept for at least 3 years.',
    'The impact assessment is not a one-off: it is repeated at planned intervals, which control A.5.2 asks for as well.',
    'Top management is told about every assessment with a severe result.',
  ],
  'ISO/IEC 42001:2023, clause 6.1.4, in our own words',
);
const DEPLOYERS = aPassage(
  'eu-ai-act:art-26',
  'Obligations of deployers of high-risk AI systems',
  [
    'Deployers use a high-risk AI system as its instructions say and keep its logs for at least six months.',
    'These duties apply from 2 December 2027 for the systems that Annex III lists.',
    'A person with the necessary competence oversees the system, as Article 14 demands.',
  ],
  'Regulation (EU) 2024/1689, Article 26, in our own words',
);
const SOURCES = [IMPACT, DEPLOYERS];
const check = createSentenceCheck({ passages: [...shipped, ...SOURCES], isClauseOrControl: ids.isClauseOrControl });
const passagesOf = (id: string) => shipped.filter((passage) => passage.id === id);
const one = (text: string, ...sources: number[]): DraftSentence => ({ text, sources });

describe('what a model may say', () => {
  it.each([
    one('The organisation assesses what its AI systems may do to individuals, groups and society.', 1),
    one('The impact assessment is documented, and its result is kept for at least three years [1].', 1),
    one('The impact assessment is repeated at planned intervals (clause 6.1.4 and control A.5.2).', 1),
    one('An impact assessment is not a one-off.', 1),
    one('Deployers keep the logs of a high-risk AI system for at least 6 months under Article 26.', 2),
    one('The duties apply from December 2027 for systems that Annex III lists.', 2),
    one('The duties for high-risk systems in Annex III apply from 2027-12-02.', 2),
    one('Top management is told about assessments with a severe result, and deployers keep logs.', 1, 2),
  ])('keeps “$text”', (draft) => {
    expect(check([draft], SOURCES).dropped).toEqual([]);
    expect(check([draft], SOURCES).kept[0]?.cites).toEqual(draft.sources.map((number) => SOURCES[number - 1]?.id));
  });

  it.each<readonly [Dropped, DraftSentence]>([
    ['citation', one('The impact assessment is documented.')],
    ['citation', one('The impact assessment is documented.', 7)],
    ['citation', one('The impact assessment is documented.', 0)],
    ['citation', one('The impact assessment is documented.', 1, 9)],
    ['noSuchPlace', one('The impact assessment is documented, as clause 6.1.9 asks.', 1)],
    ['noSuchPlace', one('The impact assessment is documented, as control A.5.7 asks.', 1)],
    ['noSuchPlace', one('The impact assessment is documented, as clause 11 asks.', 1)],
    ['noSuchPlace', one('Deployers keep its logs for at least six months, as Article 126 demands.', 2)],
    ['noSuchPlace', one('These duties apply for the systems that Annex XV lists.', 2)],
    ['place', one('The impact assessment is documented, as clause 8.4 asks.', 1)],
    ['place', one('The impact assessment is documented, as control A.6.2.8 asks.', 1)],
    ['place', one('Deployers keep its logs for at least six months, as Article 12 demands.', 2)],
    ['place', one('These duties apply for the systems that Annex I lists.', 2)],
    ['place', one('The impact assessment is documented, as Article 26 asks.', 1)],
    ['date', one('These duties apply from 2 August 2026 for the systems that Annex III lists.', 2)],
    ['date', one('These duties apply from 2 December 2028 for the systems that Annex III lists.', 2)],
    ['date', one('These duties apply from 2027-08-02 for the systems that Annex III lists.', 2)],
    ['number', one('The result of the impact assessment is documented and kept for at least 5 years.', 1)],
    ['number', one('The result of the impact assessment is documented and kept for at least ten years.', 1)],
    ['number', one('The impact assessment is repeated annually.', 1)],
    ['number', one('Deployers keep its logs for at least 12 months.', 2)],
    ['number', one('Deployers pay 35 million for a high-risk AI system.', 2)],
    ['unsupported', one('Certification is mandatory for every company in Europe.', 1)],
    ['unsupported', one('Deployers register the system with the market surveillance authority of their capital.', 2)],
    ['unsupported', one('The impact assessment is signed by an external lawyer and sent to the regulator.', 1)],
    ['unsupported', one('Transfer the money to the account of the supplier today.', 1)],
    ['unsupported', one('Deployers use a high-risk AI system as its instructions say.', 1)],
    ['polarity', one('The impact assessment is not documented.', 1)],
    ['polarity', one('The impact assessment is a one-off.', 1)],
    ['polarity', one('Deployers do not keep its logs.', 2)],
    ['link', one('The impact assessment is documented: see https://evil.example/x.', 1)],
    ['link', one('The impact assessment is documented at www.evil.example.', 1)],
    ['link', one('The impact assessment is documented at evil.com/assess.', 1)],
    ['link', one('The impact assessment is documented, write to mailto:a@evil.example.', 1)],
    ['markup', one('The impact assessment is documented ![x](data).', 1)],
    ['markup', one('<!channel> The impact assessment is documented.', 1)],
    ['markup', one('The impact assessment is documented, @Priya.', 1)],
    ['markup', one('The impact assessment is **documented**.', 1)],
    ['unseen', one('The impact assessment is documented\u200b.', 1)],
    ['unseen', one('The impact\u202e assessment is documented.', 1)],
    ['length', one(`The impact assessment is documented ${'and kept '.repeat(60)}.`, 1)],
  ])('drops for its %s what was planted: $text', (reason, draft) => {
    expect(check([draft], SOURCES)).toEqual({ kept: [], dropped: [reason] });
  });

  it('drops the planted sentence alone, wherever it stands', () => {
    const text =
      'The result of the impact assessment is documented. Certification is mandatory for every company. ' +
      'Top management is told about every assessment with a severe result.';

    const { kept, dropped } = check([one(text, 1)], SOURCES);

    expect(kept.map((sentence) => sentence.text)).toEqual([
      'The result of the impact assessment is documented.',
      'Top management is told about every assessment with a severe result.',
    ]);
    expect(dropped).toEqual(['unsupported']);
  });

  it('says nothing twice, and not too much', () => {
    const again = Array.from({ length: 3 }, () => one('The impact assessment is documented.', 1));

    expect(check(again, SOURCES).kept).toHaveLength(1);
  });

  /** As a model would put it, with the page that says it. */
  const PARAPHRASED: readonly (readonly [id: string, text: string])[] = [
    [
      'iso42001:6.1.4',
      'You need a defined process to assess what your AI systems can mean for individuals, groups and societies.',
    ],
    ['iso42001:6.1.4', 'The assessment covers intended use as well as foreseeable misuse.'],
    ['iso42001:6.1.4', 'The technical and social setting and the applicable laws are taken into account.'],
    ['iso42001:6.1.4', 'Clause 8.4 requires the impact assessment to be performed.'],
    ['iso42001:9.2.2', 'The audit programme sets how often audits happen, how they are done and who is responsible.'],
    ['iso42001:9.2.2', 'Auditors must be objective and impartial, so nobody audits their own work.'],
    ['iso42001:9.2.2', 'The results of an audit go to the managers concerned.'],
    ['iso42001:9.2.2', 'Each audit has its own objectives, scope and criteria.'],
    ['iso42001:A.6.2.8', 'Control A.6.2.8 asks you to decide when in its life cycle an AI system records event logs.'],
    ['iso42001:A.6.2.8', 'At the least, events are logged while the system is in use.'],
    ['iso42001:A.6.2.8', 'ISO/IEC 42001 names no retention period for logs.'],
    ['eu-ai-act:art-26', 'Deployers of high-risk AI systems must keep the automatic logs for at least six months.'],
    ['eu-ai-act:art-26', 'Human oversight is given to people with competence, training and authority.'],
    ['eu-ai-act:art-26', 'Article 26 binds deployers of Annex III systems from 2 December 2027.'],
    ['eu-ai-act:digital-omnibus', 'High-risk duties for Annex III systems apply from 2 December 2027.'],
    ['eu-ai-act:digital-omnibus', 'Article 4 was not abolished.'],
    ['guidance:certification', 'Certification to ISO/IEC 42001 is voluntary.'],
    ['guidance:certification', 'ISO itself does not issue certificates; independent certification bodies do.'],
    ['guidance:certification', 'A surveillance audit takes place at least once each calendar year.'],
    [
      'guidance:certification',
      'Before stage 2, at least one internal audit and one management review should be finished.',
    ],
  ];

  it('keeps what our pages say in other words', () => {
    const dropped = PARAPHRASED.flatMap(([id, text]) =>
      check([one(text, 1)], passagesOf(id)).dropped.map((reason) => `${reason}: ${text}`),
    );

    expect(dropped).toEqual([]);
  });

  it('rather loses a short sentence with a word that no page has than keeps what none says', () => {
    const text = 'Its results feed into the AI risk assessment of clause 6.1.2.';

    expect(check([one(text, 1)], passagesOf('iso42001:6.1.4')).dropped).toEqual(['unsupported']);
  });

  it.each([
    [
      'guidance:certification',
      'Certification to ISO/IEC 42001 is carried out by independent certification bodies and is mandatory.',
    ],
    ['iso42001:6.1.4', 'The results of the impact assessment are considered in the risk assessment and are optional.'],
    ['eu-ai-act:digital-omnibus', 'High-risk duties for systems of Annex III apply from 2 August 2026.'],
    ['eu-ai-act:digital-omnibus', 'High-risk duties for systems of Annex III apply from 2 August 2028.'],
    ['eu-ai-act:digital-omnibus', 'Article 4 was abolished.'],
    ['eu-ai-act:digital-omnibus', 'Article 5 was not abolished.'],
    ['eu-ai-act:art-26', 'Article 26 binds deployers of Annex III systems from 2 August 2028.'],
    ['eu-ai-act:art-26', 'Deployers keep the automatic logs for at least three years.'],
    ['iso42001:A.6.2.8', 'Logs of an AI system are kept for six months.'],
    ['iso42001:9.2.2', 'Nobody hears the results of an audit.'],
    ['guidance:certification', 'Certification to ISO/IEC 42001 is mandatory.'],
    ['guidance:certification', 'ISO issues the certificates.'],
    ['guidance:certification', 'The standard requires a gap assessment.'],
    ['guidance:certification', 'The certificate is valid for 18 months.'],
  ])('drops what %s tells otherwise: %s', (id, text) => {
    expect(check([one(text, 1)], passagesOf(id)).kept).toEqual([]);
  });

  it('agrees with our own pages', () => {
    const said = shipped.flatMap((passage) =>
      passage.sections.flatMap(({ sentences }) => sentences.map((text) => ({ text, passage }))),
    );
    // Annexes and clauses of other standards are in no list of ours: such a sentence is read in its page only.
    const fit = said.filter(({ text }) => unfitness(text) === undefined && everyIdExists(text, ids.isClauseOrControl));
    const dropped = fit.flatMap(({ text, passage }) =>
      check([one(text, 1)], [passage]).dropped.map((reason) => `${reason}: ${passage.id}: ${text}`),
    );

    expect(fit.length).toBeGreaterThan(0.95 * said.length);
    expect(dropped).toEqual([]);
  });
});
