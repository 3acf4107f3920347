import type { ActionValue, Card, Form } from '../../../src/chat/card.ts';
import type { InboundBody } from '../../../src/chat/event.ts';
import type { Who } from './cast.ts';
import type { Row } from './rows.ts';
import { ACTIONS, FORMS } from './table.ts';
import type { Trials } from './trial.ts';
import { VIEWS } from './view-rows.ts';
import type { World } from './world.ts';

/** A button or a form, with its row. */
export interface TriedDeed {
  readonly kind: 'action' | 'form';
  readonly name: string;
  readonly row: Row;
}

export const DEEDS: readonly TriedDeed[] = [
  ...Object.entries(ACTIONS).map(([name, row]) => ({ kind: 'action', name, row }) as const),
  ...Object.entries(FORMS).map(([name, row]) => ({ kind: 'form', name, row }) as const),
];

/** The deed as a person does it to this thing. */
export function bodyOf(
  { kind, name, row: { value = {}, inputs: given = {} } }: TriedDeed,
  thing: ActionValue,
): InboundBody {
  const inputs = typeof given === 'function' ? given(thing) : given;
  return kind === 'action'
    ? { kind, actionId: name, value: { ...thing, ...value }, inputs }
    : { kind, formId: name, context: { ...thing, ...value }, inputs };
}

/** Cards and forms, each under what shows it. */
export interface Shown {
  readonly cards: ReadonlyMap<string, Card>;
  readonly forms: ReadonlyMap<string, Form>;
}

/** Whatever Steward shows to anybody: every view in each of its states, and what each deed is answered with once. */
export async function everythingShown({ home }: World, trials: Trials): Promise<Shown> {
  const [cards, forms] = [new Map<string, Card>(), new Map<string, Form>()];
  const keep = (name: string, card: Card | undefined) => {
    if (card) cards.set(name, card);
  };
  for (const [name, row] of Object.entries(VIEWS))
    for (const [state, [reader]] of row.readers) {
      const thing = new Map(Object.entries(home.things[row.on])).get(state) ?? {};
      const part = row.partOf?.(thing);
      const view = { name, subjectId: row.subjectOf(thing), ...(part === undefined ? {} : { part }) };
      if (reader !== undefined) keep(`${name} (${state})`, await trials.draws(view, reader));
    }
  for (const deed of DEEDS) {
    const allowed = Object.entries(home.things[deed.row.on]).find(([state]) => deed.row.mayIn(state).length > 0);
    const [state, thing] = allowed ?? [];
    const [who] = state === undefined ? [] : deed.row.mayIn(state);
    if (who !== undefined && thing) await show(deed, deed.name, who, thing);
  }
  return { cards, forms };

  async function show(deed: TriedDeed, name: string, who: Who, thing: ActionValue): Promise<void> {
    const { receipt, queued } = await trials.happens({ who, body: bodyOf(deed, thing) });
    for (const { card } of queued) keep(`${name}: ${card?.headline}`, card);
    const reply = receipt.kind === 'done' ? receipt.reply : undefined;
    if (reply?.kind === 'openForm' || reply?.kind === 'nextForm') forms.set(name, reply.form);
    if (reply?.kind === 'replaceCard' || reply?.kind === 'showCard') keep(name, reply.card);
  }
}
