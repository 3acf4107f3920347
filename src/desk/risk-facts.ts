import { dayInWords } from '../chat/day-in-words.ts';
import { action, type Fact } from '../chat/vocabulary.ts';
import { type ActingPerson, isSame } from '../people/acting-person.ts';
import { type ControlImplementation, isOpen, isOverdue } from '../risks/implementation.ts';
import { STATEMENT_ROLE } from '../risks/statement.ts';
import type { DeskStores } from './desk-sections.ts';

/** Risks that this person is asked to accept, controls that they put into practice, and those of others that are late. */
export async function riskFacts(
  stores: DeskStores,
  person: ActingPerson,
  now: Date,
): Promise<{ readonly toAccept: readonly Fact[]; readonly toDo: readonly Fact[]; readonly late: readonly Fact[] }> {
  const waiting = await stores.risks.waitingFor([person.personId, ...person.samePersonIds]);
  const open = (await stores.controls.implementations()).filter(isOpen);
  const isOwn = ({ ownerId }: ControlImplementation) => isSame(person, ownerId);
  const names = new Map((await stores.people.list()).map(({ id, displayName }) => [id, displayName]));
  const factOf = (implementation: ControlImplementation): Fact => ({
    label: implementation.controlId,
    value: `For ${implementation.risks.join(', ')}`,
    note: dueInWords(implementation, isOwn(implementation) ? undefined : names.get(implementation.ownerId), now),
    action: action('control.show', 'Open', { control: implementation.id }),
  });
  return {
    toAccept: waiting.map(({ id, reference, description }) => ({
      label: reference,
      value: description.consequence,
      note: 'You are asked to accept what remains of it.',
      action: action('risk.show', 'Open', { risk: id }),
    })),
    toDo: open.filter(isOwn).map(factOf),
    late: person.roles.includes(STATEMENT_ROLE)
      ? open.filter((one) => !isOwn(one) && isOverdue(one, now)).map(factOf)
      : [],
  };
}

function dueInWords(implementation: ControlImplementation, owner: string | undefined, now: Date): string {
  const due = dayInWords(new Date(implementation.dueOn));
  const when = isOverdue(implementation, now) ? `Overdue since ${due}` : `Due ${due}`;
  return owner === undefined ? `${when}.` : `${when}: ${owner}.`;
}
