import type { Law } from '../law/law.ts';
import type { PeopleStore } from '../people/people.ts';
import { readsAll } from '../risks/readers.ts';
import type { Standards } from '../risks/risk-options.ts';
import { type AssessmentResult, type ResultStores, resultsOfSystem } from './assessment-result.ts';
import type { RegisterStore } from './register-store.ts';
import type { ResultWords } from './result-blocks.ts';
import type { ShownSystem } from './system-card.ts';

type SystemStores = ResultStores & { readonly register: RegisterStore; readonly people: PeopleStore };

/** An entry of the register with its uses and what its assessments came to. */
export async function shownSystem(stores: SystemStores, systemId: string): Promise<ShownSystem | undefined> {
  const system = (await stores.register.systems()).find(({ id }) => id === systemId);
  if (!system) return undefined;
  const uses = (await stores.register.uses()).filter(({ use }) => use.systemId === systemId);
  return { system, uses, results: await resultsOfSystem(stores, systemId) };
}

/** How people, controls and ratings are called now. */
export async function systemWords(
  { people, controls }: Pick<SystemStores, 'people' | 'controls'>,
  { criteria, annexA }: Standards,
  law: Law,
): Promise<ResultWords> {
  const names = new Map((await people.list()).map(({ id, displayName }) => [id, displayName]));
  const own = (await controls.own()).map(({ reference, title }) => [reference, title] as const);
  const titles = new Map([...annexA.map(({ id, title }) => [id, title] as const), ...own]);
  return { criteria, law, nameOf: (id) => names.get(id), titleOf: (id) => titles.get(id) };
}

/**
 * Who reads what an assessment found: those who decide on risks, advise or audit; whoever answers for the system, and those
 * who wrote the assessment. A copy that several read tells nobody.
 */
export async function systemReader(
  { people }: Pick<SystemStores, 'people'>,
  { system, uses }: Pick<ShownSystem, 'system' | 'uses'>,
  personId: string | undefined,
): Promise<(result: AssessmentResult) => boolean> {
  const person = personId === undefined ? undefined : await people.find(personId);
  if (!person) return () => false;
  if (readsAll(person)) return () => true;
  const same = new Set([person.id, ...(await people.samePerson(person.id))]);
  const owners = [system.ownerId, ...uses.filter(({ use }) => use.state === 'approved').map(({ use }) => use.ownerId)];
  if (owners.some((id) => id !== undefined && same.has(id))) return () => true;
  return ({ review, submission }) =>
    [
      ...[review.ownerId, review.submitterId],
      ...Object.values(submission.answers ?? {}).map(({ source }) => source.personId),
    ].some((id) => same.has(id));
}
