import type { Answer } from '../assistant/answer.ts';
import type { ShownAnswer } from '../assistant/answer-store.ts';
import { createLibraries } from '../composition/library.ts';
import { wordForOperator, wordForPerson } from '../composition/word-at-terminal.ts';
import type { Operator } from './command.ts';
import { inOrganisation } from './organisation-in-use.ts';
import { findPerson } from './person.ts';

/** The answer as a model words it; `undefined` where no model is configured, or there is nothing to word. */
export async function wordAtTerminal(
  question: string,
  answer: Answer,
  name: string | undefined,
  operator: Operator,
): Promise<ShownAnswer | undefined> {
  const language = await operator.language();
  if (!language) return undefined;
  const knowledge = await operator.knowledge();
  if (name === undefined) return wordForOperator(language, knowledge, { question, answer });
  const { library, personId } = await inOrganisation(operator, async ({ stores }) => ({
    library: await createLibraries(knowledge)(stores),
    personId: (await findPerson(stores.people, name)).id,
  }));
  const { clock, newId } = operator;
  return wordForPerson(
    language,
    knowledge,
    library,
    { question, answer, personId },
    { clock, newId, transact: (work) => inOrganisation(operator, ({ stores }) => work(stores)) },
  );
}
