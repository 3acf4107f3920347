import type { Disagreement } from './tree-comparison.ts';

/** Answers of the checker that grant the exemption of Art. 6(3), and of both trees that make somebody a modifier. */
const GRANTED = [0, 1, 2, 3];
const MODIFIED = [0, 1, 2];

/**
 * Where an official tree and the Act, as we read it, part. What is not in this table fails the comparison, and so does a
 * row that no path needs any more. The first row that fits counts.
 * Not compared, because no question of theirs leads there: the dates (the Commission's are those before the amendments) and
 * the ban on intimate imagery, which only the Dutch tree knows.
 */
export const DISAGREEMENTS: readonly Disagreement[] = [
  // --- The Commission's checker (February 2026, before the amendments) --------------------------------------------
  {
    tree: 'Commission',
    path: { QAIS_4: [1] },
    facet: 'scope',
    they: 'outside',
    we: 'undetermined',
    article: 'Art. 2(4)',
    because:
      'Authorities of third countries are excluded only with adequate safeguards, which the checker does not ask for.',
  },
  {
    tree: 'Commission',
    path: { QAIS_4: [3] },
    facet: 'scope',
    they: 'outside',
    we: 'undetermined',
    article: 'Art. 2(8)',
    because: 'Testing in real-world conditions is not excluded, and the checker does not ask for it.',
  },
  {
    tree: 'Commission',
    path: { QAIS_2: [0], QAIS_3: [1] },
    facet: 'scope',
    they: 'covered',
    we: 'outside',
    article: 'Art. 2(1)(a)',
    because:
      'A provider is covered by placing on the market or into service in the Union, or by output used there; a seat alone is no ground.',
  },
  {
    tree: 'Commission',
    path: { QAIS_2: [1], QAIS_3: [0, 3] },
    facet: 'scope',
    they: 'covered',
    we: 'outside',
    article: 'Art. 2(1)(b)-(c)',
    because:
      'A deployer is covered by its own place in the Union or by output used there, not by where others sell the system.',
  },
  {
    tree: 'Commission',
    path: { QAIS_2: [5], QAIS_3: [1, 2] },
    facet: 'scope',
    they: 'covered',
    we: 'outside',
    article: 'Art. 2(1)(e)',
    because:
      'A product manufacturer is covered by placing the system on the market with its product; the checker takes any link.',
  },
  {
    tree: 'Commission',
    path: { QAIS_2: [5] },
    facet: 'scope',
    they: 'covered',
    we: 'undetermined',
    article: 'Art. 2(12)',
    because: 'The checker ends for product manufacturers before it asks for a free and open-source licence.',
  },
  {
    tree: 'Commission',
    path: { QAIS_6_5: GRANTED, QAIS_8: [0] },
    facet: 'scope',
    they: 'outside',
    we: 'covered',
    article: 'Art. 2(12), Art. 6(4)',
    because:
      'That a listed open-source system is not high-risk is itself an assessment under Art. 6(4), to be documented and registered; the checker demands both in the same breath.',
  },
  {
    tree: 'Commission',
    path: { QAIS_6_5: GRANTED },
    facet: 'highRisk',
    they: 'exempt',
    we: 'presumed',
    article: 'Art. 6(3)-(4)',
    because:
      "The exemption is the provider's to assess and document. The checker grants it to deployers, importers, distributors and representatives on their own word.",
  },
  {
    tree: 'Commission',
    path: { QAIS_2: [2, 3, 4], QAIS_3: [4] },
    facet: 'scope',
    they: 'outside',
    we: 'undetermined',
    article: 'Art. 2(1)(d), (f)',
    because:
      'Importers, distributors and representatives are covered in that role, which by definition is about the Union market (Art. 3(5)-(7)); the checker lets them deny the link and stops asking.',
  },
  {
    tree: 'Commission',
    path: { QAIS_6_1: [12], QAIS_6_2: [0] },
    facet: 'highRisk',
    they: 'yes',
    we: 'no',
    article: 'Art. 6(1)(a)',
    because:
      'No product law of Annex I applies (first condition), yet the checker takes a third-party assessment alone for high-risk when the user is no provider.',
  },
  {
    tree: 'Commission',
    path: { QAIS_6_1: [12], QAIS_6_2: [0] },
    facet: 'highRisk',
    they: 'yes',
    we: 'presumed',
    article: 'Art. 6(1)(a)',
    because:
      'No product law of Annex I applies (first condition), yet the checker takes a third-party assessment alone for high-risk when the user is no provider.',
  },
  {
    tree: 'Commission',
    path: { QAIS_6_1: [12], QAIS_6_2: [0] },
    facet: 'highRisk',
    they: 'yes',
    we: 'undetermined',
    article: 'Art. 6(1)(a)',
    because:
      'No product law of Annex I applies (first condition), yet the checker takes a third-party assessment alone for high-risk when the user is no provider.',
  },
  {
    tree: 'Commission',
    path: { QAIS_2_1: MODIFIED, QAIS_6_1: [12], QAIS_6_2: [0] },
    facet: 'provider',
    they: 'yes',
    we: 'undetermined',
    article: 'Art. 25(1)',
    because:
      'The switch needs a high-risk system, and the checker has only its third-party answer for that (see the row on Art. 6(1)(a)).',
  },
  {
    tree: 'Commission',
    path: { QAIS_6_1: [12], QAIS_6_2: [0], QAIS_6_4_4: [1, 2] },
    facet: 'Art. 27',
    they: 'yes',
    we: 'undetermined',
    article: 'Art. 27(1), Art. 6(3)',
    because:
      'Having called it high-risk without an Annex I product, the checker does not ask for the exemption, on which Art. 27 depends.',
  },
  {
    tree: 'Commission',
    path: { QAIS_2_1: MODIFIED, QAIS_6_5: GRANTED },
    facet: 'provider',
    they: 'no',
    we: 'undetermined',
    article: 'Art. 25(1), Art. 6(4)',
    because:
      'Whether the modifier becomes provider hangs on the exemption, for which no position of the provider is on file.',
  },
  {
    tree: 'Commission',
    path: { QAIS_6_1: [12], QAIS_6_2: [0] },
    facet: 'scope',
    they: 'covered',
    we: 'undetermined',
    article: 'Art. 2(12), Art. 6(1)(a)',
    because:
      'Taking it for high-risk without an Annex I product, the checker does not ask for a free and open-source licence.',
  },
  {
    tree: 'Commission',
    path: { QAIS_2: [2, 3, 4], QAIS_8: [0] },
    facet: 'scope',
    they: 'outside',
    we: 'undetermined',
    article: 'Art. 2(12), Art. 50',
    because:
      'The licence does not exclude what falls under Art. 50, for which the checker does not ask importers, distributors and representatives.',
  },
  {
    tree: 'Commission',
    path: { QAIS_2_1: MODIFIED, QAIS_6_1: [0] },
    facet: 'provider',
    they: 'yes',
    we: 'no',
    article: 'Art. 25(1), Annex I as amended',
    because:
      'Machinery gets the requirements through its own Regulation since the amendments (unverified), so nobody becomes provider under the Act; the checker is older.',
  },
  {
    tree: 'Commission',
    path: { QAIS_2: [5], QAIS_6_1: [0] },
    facet: 'provider',
    they: 'yes',
    we: 'no',
    article: 'Art. 25(3), Annex I as amended',
    because:
      'Machinery gets the requirements through its own Regulation since the amendments (unverified), so nobody becomes provider under the Act; the checker is older.',
  },
  {
    tree: 'Commission',
    path: { QAIS_2: [5] },
    facet: 'provider',
    they: 'yes',
    we: 'no',
    article: 'Art. 25(3)',
    because:
      'A manufacturer becomes provider only of safety components of Annex I section A; the checker says so for Annex III too.',
  },
  {
    tree: 'Commission',
    path: { QAIS_6_4_1: [1, 2], QAIS_7_2: [3] },
    facet: 'deployer disclosure',
    they: 'no',
    we: 'yes',
    article: 'Art. 50(3)',
    because:
      'A system listed as recognising emotions or categorising people is what Art. 50(3) speaks of; the checker asks again and accepts a no.',
  },

  // --- The Dutch government's tree (August 2026, with the amendments) ------------------------------------------------
  {
    tree: 'Dutch',
    path: { '2.3': [0, 1] },
    facet: 'scope',
    they: 'covered',
    we: 'undetermined',
    article: 'Art. 2(12), Art. 6(1)(b)',
    because:
      'Calling a product high-risk before, or without, asking for third-party assessment, the tree does not ask for a free and open-source licence.',
  },
  {
    tree: 'Dutch',
    path: { '1.2': [6, 7] },
    facet: 'scope',
    they: 'covered',
    we: 'undetermined',
    article: 'Art. 2(12)',
    because: 'The tree ends for importers and distributors before it asks for a free and open-source licence.',
  },
  {
    tree: 'Dutch',
    path: { '2.6': [0], '2.11': [0] },
    facet: 'scope',
    they: 'outside',
    we: 'covered',
    article: 'Art. 2(12), Art. 6(4)',
    because:
      'That a listed open-source system is not high-risk is itself an assessment under Art. 6(4), to be documented and registered.',
  },
  {
    tree: 'Dutch',
    path: { '2.3': [0, 1] },
    facet: 'highRisk',
    they: 'yes',
    we: 'undetermined',
    article: 'Art. 6(1)(b)',
    because:
      'The label is given before, or without, asking for third-party conformity assessment; without it Art. 6(1) does not hold, and Annex III has not been asked.',
  },
  {
    tree: 'Dutch',
    path: { '2.6': [0] },
    facet: 'highRisk',
    they: 'exempt',
    we: 'presumed',
    article: 'Art. 6(3)-(4)',
    because:
      'The exemption is the provider’s to assess and document; the tree grants it to deployers, importers and distributors.',
  },
  {
    tree: 'Dutch',
    path: { '1.2': [5] },
    facet: 'provider',
    they: 'yes',
    we: 'no',
    article: 'Art. 25(1)(b)',
    because:
      'Only a substantial modification of a high-risk system makes its user a provider; the tree says so for any adaptation of any system.',
  },
  {
    tree: 'Dutch',
    path: { '1.2': [5] },
    facet: 'provider',
    they: 'yes',
    we: 'undetermined',
    article: 'Art. 25(1)(b)',
    because:
      'Only a substantial modification of a high-risk system makes its user a provider; the tree says so for any adaptation of any system.',
  },
  {
    tree: 'Dutch',
    path: { '2.3': [0, 1], '2.9': [1] },
    facet: 'deployer disclosure',
    they: 'no',
    we: 'undetermined',
    article: 'Art. 50(3)',
    because:
      'For products the tree does not ask whether the system is listed for emotions or categorisation, which would bring the notice.',
  },
  {
    tree: 'Dutch',
    path: { '2.4': [0], '2.9': [1] },
    facet: 'deployer disclosure',
    they: 'no',
    we: 'yes',
    article: 'Art. 50(3)',
    because:
      'A system listed as recognising emotions or categorising people is what Art. 50(3) speaks of; the tree asks again and accepts a no.',
  },
  {
    tree: 'Dutch',
    path: { '2.4': [0] },
    facet: 'Art. 27',
    they: 'undetermined',
    we: 'yes',
    article: 'Art. 27(1), Annex III point 5(b)',
    because: 'The tree names 5(c) and 5(d) of Annex III; the article names 5(b), credit, and 5(c) for every deployer.',
  },
  {
    tree: 'Dutch',
    path: { '2.4': [0] },
    facet: 'Art. 27',
    they: 'yes',
    we: 'undetermined',
    article: 'Art. 27(1), Annex III point 5(d)',
    because: 'The tree names 5(d), emergency calls; there the article asks for a public body or service first.',
  },
];
