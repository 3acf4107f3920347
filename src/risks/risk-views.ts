import type { Card, View } from '../chat/vocabulary.ts';
import type { ActingPerson } from '../people/acting-person.ts';
import { compareWithAnnex } from './annex-comparison.ts';
import { comparisonCard } from './comparison-card.ts';
import { type AssessmentStanding, acceptanceOf, mayChange } from './decide.ts';
import { readsRisk, readsRisks } from './readers.ts';
import { isKept, type Risk } from './risk.ts';
import { answerCard, type RiskNames, type RiskRights, riskCard, risksCard } from './risk-cards.ts';
import { type RiskOptions, type RiskStores, risksOf, type Standards } from './risk-options.ts';
import { whatIsLeft } from './what-is-left.ts';

/** Each is drawn for one reader, who may see it at that moment; a copy that several read shows nothing. */
export function createRiskViews<Stores extends RiskStores>(
  options: RiskOptions<Stores>,
): Readonly<Record<'list' | 'annex' | 'card' | 'answer', View<Stores>>> {
  const ofAssessment =
    (draw: (stores: Stores, assessment: AssessmentStanding, reader: ActingPerson) => Promise<Card>): View<Stores> =>
    async (stores, { subjectId }, { personId }) => {
      const assessment = await options.assessmentOf(stores, subjectId);
      if (!assessment) return undefined;
      const reader = await readerOf(stores, personId);
      return reader && readsRisks(assessment, reader) ? draw(stores, assessment, reader) : notYours;
    };
  const ofRisk =
    (
      draw: (
        stores: Stores,
        risk: Risk,
        assessment: AssessmentStanding,
        reader: ActingPerson,
      ) => Promise<Card | undefined>,
    ): View<Stores> =>
    async (stores, { subjectId }, { personId }) => {
      const risk = await stores.risks.find(subjectId);
      const assessment = risk && (await options.assessmentOf(stores, risk.assessmentId));
      if (!risk || !assessment) return undefined;
      const reader = await readerOf(stores, personId);
      return reader && readsRisk(risk, assessment, reader) ? draw(stores, risk, assessment, reader) : notYours;
    };

  return {
    list: ofAssessment(async (stores, assessment, reader) => {
      const all = await risksOf(stores, options, assessment.id);
      const names = await riskNames(stores, options);
      return risksCard(assessment, all, whatIsLeft(all), names, mayWrite(assessment, reader));
    }),
    annex: ofAssessment(async (stores, assessment, reader) => {
      const { risks, leftOut, criteria } = await risksOf(stores, options, assessment.id);
      const comparison = compareWithAnnex(options.annexA, risks, leftOut);
      const names = await riskNames(stores, options);
      return comparisonCard(assessment, comparison, criteria, names, mayWrite(assessment, reader));
    }),
    card: ofRisk(async (stores, risk, assessment, reader) => {
      const history = await stores.risks.history(risk.id);
      const rights = rightsOn(risk, assessment, reader, options);
      return riskCard(risk, assessment, options, history, await riskNames(stores, options), rights);
    }),
    answer: ofRisk(async (stores, risk) =>
      answerCard(risk, await stores.risks.history(risk.id), await riskNames(stores, options)),
    ),
  };
}

export async function readerOf(stores: RiskStores, personId: string | undefined): Promise<ActingPerson | undefined> {
  const person = personId === undefined ? undefined : await stores.people.find(personId);
  if (!person || person.erasedAt) return undefined;
  return { personId: person.id, samePersonIds: await stores.people.samePerson(person.id), roles: person.roles };
}

export async function riskNames(stores: RiskStores, { annexA }: Standards): Promise<RiskNames> {
  const people = new Map((await stores.people.list()).map(({ id, displayName }) => [id, displayName]));
  const titles = new Map([
    ...annexA.map(({ id, title }) => [id, title] as const),
    ...(await stores.controls.own()).map(({ reference, title }) => [reference, title] as const),
  ]);
  return {
    nameOf: (id) => people.get(id),
    titleOf: (id) => titles.get(id) ?? id,
    controlInWords: (id) => {
      const title = titles.get(id);
      return title === undefined ? id : `${id} ${title}`;
    },
  };
}

/** Whether this reader can still change the risks of the assessment. */
export function mayWrite(assessment: AssessmentStanding, reader: ActingPerson): boolean {
  return assessment.state === 'draft' && mayChange({ ownerId: assessment.ownerId }, assessment, reader);
}

function rightsOn(
  risk: Risk,
  assessment: AssessmentStanding,
  reader: ActingPerson,
  { criteria }: Standards,
): RiskRights {
  const isOpen = assessment.state === 'draft' || assessment.state === 'submitted';
  const asked = isKept(risk) && risk.acceptance.kind === 'asked' ? risk.acceptance.managerId : undefined;
  return {
    mayChange: assessment.state === 'draft' && mayChange(risk, assessment, reader),
    mayAnswer: isOpen && asked !== undefined && [reader.personId, ...reader.samePersonIds].includes(asked),
    needsAcceptance: acceptanceOf(risk, criteria).ok,
  };
}

const notYours: Card = { headline: 'These risks are not yours to see', tone: 'quiet', blocks: [] };
