import { DECLARATION } from '../composition/declaring.ts';
import { type FacetWords, facetWords } from '../register/facet-words.ts';
import type { Organisation } from '../storage/organisations.ts';
import type { Stores } from '../storage/stores/stores.ts';
import { type Operator, Refused } from './command.ts';

export interface Inside {
  readonly stores: Stores;
  readonly organisation: Organisation;
}

/**
 * Runs work in one transaction of the deployment's organisation.
 * @throws {Refused} when there is none.
 */
export async function inOrganisation<Result>(
  operator: Operator,
  work: (inside: Inside) => Promise<Result>,
): Promise<Result> {
  const { organisations, transact } = await operator.storage();
  const [organisation] = await organisations.list();
  if (!organisation)
    throw new Refused(
      'There is no organisation yet: start the demonstration with npm start, or run: aims organisation create NAME.',
    );
  return transact(organisation.id, (stores) => work({ stores, organisation }));
}

/** The words of the questionnaire in force; of the shipped one while none has been adopted. */
export async function registerWords(
  operator: Operator,
  { questionnaires }: Pick<Stores, 'questionnaires'>,
): Promise<FacetWords> {
  const { questionnaires: shipped } = await operator.knowledge();
  const questionnaire = (await questionnaires.forReading(DECLARATION)) ?? shipped.find(({ id }) => id === DECLARATION);
  if (!questionnaire) throw new Error(`The questionnaire ${DECLARATION} is not shipped`);
  return facetWords(questionnaire);
}
