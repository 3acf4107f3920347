import { action, type Card, type Fact, type View } from '../chat/vocabulary.ts';
import type { ActingPerson } from '../people/acting-person.ts';
import { controlCard, controlInOneLine, controlsCard } from './control-cards.ts';
import { type ControlImplementation, isOverdue, isSoon, maySay } from './implementation.ts';
import { readsAll, readsRisks } from './readers.ts';
import type { RiskOptions, RiskStores } from './risk-options.ts';
import { readerOf, riskNames } from './risk-views.ts';
import { STATEMENT_ROLE, statementOfApplicability } from './statement.ts';
import { statementCard } from './statement-card.ts';

/** Whoever reads the digest of controls for everybody. */
export const TEAM = 'team';

/** Each is drawn for one reader; only the statement is for everybody. */
export function createControlViews<Stores extends RiskStores>(
  options: RiskOptions<Stores>,
): Readonly<Record<'list' | 'card' | 'overdue' | 'digest' | 'statement', View<Stores>>> {
  return {
    list: async (stores, { subjectId }, { personId, now }) => {
      const assessment = await options.assessmentOf(stores, subjectId);
      if (!assessment) return undefined;
      const reader = await readerOf(stores, personId);
      const all = await stores.controls.implementationsOf(subjectId);
      const readable = reader ? all.filter((one) => readsRisks(assessment, reader) || maySay(one, reader)) : [];
      if (!reader || (readable.length === 0 && !readsRisks(assessment, reader))) return notYours;
      const names = await riskNames(stores, options);
      const headline = `${assessment.reference} · Controls of ${assessment.title}`;
      return controlsCard(headline, readable, names, now, 'They are planned once the assessment is approved.');
    },
    card: async (stores, { subjectId }, { personId, now }) => {
      const implementation = await stores.controls.implementation(subjectId);
      const assessment = implementation && (await options.assessmentOf(stores, implementation.assessmentId));
      if (!implementation || !assessment) return undefined;
      const reader = await readerOf(stores, personId);
      if (!reader || !(maySay(implementation, reader) || readsRisks(assessment, reader))) return notYours;
      return controlCard(
        implementation,
        assessment,
        await riskNames(stores, options),
        rightsOn(implementation, reader),
        now,
      );
    },
    overdue: async (stores, { subjectId }, { personId, now }) => {
      const reader = await readerOf(stores, personId);
      if (!reader || ![reader.personId, ...reader.samePersonIds].includes(subjectId)) return notYours;
      const late = (await stores.controls.implementations()).filter((one) => isOverdue(one, now));
      const seen = late.filter((one) => readsAll(reader) || maySay(one, reader));
      const headline = seen.length === 1 ? 'One control is overdue' : `${seen.length} controls are overdue`;
      const names = await riskNames(stores, options);
      return controlsCard(seen.length === 0 ? 'Nothing is overdue' : headline, seen, names, now, 'No control is late.');
    },
    digest: async (stores, { part = TEAM }, { personId, now }) => {
      const reader = await readerOf(stores, personId);
      const isTheirs =
        part === TEAM
          ? personId === undefined || (reader && readsAll(reader))
          : reader && [reader.personId, ...reader.samePersonIds].includes(part);
      const all = isTheirs ? await stores.controls.implementations() : [];
      const names = await riskNames(stores, options);
      const due = all.filter((one) =>
        part === TEAM
          ? isOverdue(one, now)
          : one.ownerId === part && (isOverdue(one, now) || isSoon(one, options.criteria, now)),
      );
      if (due.length === 0) return nothingDue;
      return digestCard(due, part, names.nameOf, names.titleOf, now);
    },
    statement: async (stores, { part }, { personId }) => {
      const reader = await readerOf(stores, personId);
      const lines = statementOfApplicability(
        options.annexA,
        await stores.controls.decisions(),
        await stores.controls.implementations(),
      );
      return statementCard(lines, await stores.controls.own(), part, reader?.roles.includes(STATEMENT_ROLE) ?? false);
    },
  };
}

function rightsOn(implementation: ControlImplementation, reader: ActingPerson) {
  const isOwner = [reader.personId, ...reader.samePersonIds].includes(implementation.ownerId);
  return { maySay: maySay(implementation, reader), mayDrop: reader.roles.includes(STATEMENT_ROLE) && !isOwner };
}

/** Several read it where it goes to the team, so it names controls and owners, never the risks. */
function digestCard(
  due: readonly ControlImplementation[],
  part: string,
  nameOf: (personId: string) => string | undefined,
  titleOf: (id: string) => string,
  now: Date,
): Card {
  const facts = due.map(
    (one): Fact => ({
      label: one.controlId,
      value: titleOf(one.controlId),
      note: controlInOneLine(one, { nameOf }, now),
      action: action('control.show', 'Open', { control: one.id }),
    }),
  );
  const count = due.length === 1 ? 'One control' : `${due.length} controls`;
  return {
    headline: part === TEAM ? `${count} overdue` : `${count} of yours ${due.length === 1 ? 'is' : 'are'} due`,
    tone: 'attention',
    blocks: [{ kind: 'facts', facts }],
  };
}

const nothingDue: Card = {
  headline: 'Controls that are due',
  tone: 'quiet',
  blocks: [{ kind: 'text', text: 'Nothing is due at the moment.' }],
};

const notYours: Card = { headline: 'These controls are not yours to see', tone: 'quiet', blocks: [] };
