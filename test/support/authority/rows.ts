import type { ActionValue } from '../../../src/chat/card.ts';
import type { InputValues } from '../../../src/chat/form.ts';
import { EVERYONE, type Who } from './cast.ts';
import type { Things } from './things.ts';

export type ThingKind = keyof Things;

/** Who may do one thing to what, and in which state of it. Whoever and whatever is not named is refused. */
export interface RowOn<Kind extends ThingKind> {
  readonly on: Kind;
  readonly may: Partial<Readonly<Record<keyof Things[Kind], readonly Who[]>>>;
  /** What the button carries beside the ids of the thing. */
  readonly value?: ActionValue;
  readonly inputs?: InputValues | ((thing: ActionValue) => InputValues);
  /** Where others read along: the same, the same in the person's own conversation, or nothing at all. */
  readonly inChannel: 'same' | 'aside' | 'refused';
  /** A card is all that comes of it. */
  readonly isAnswered?: true;
}

/** The same for things of any kind. */
export interface Row extends Omit<RowOn<ThingKind>, 'on' | 'may'> {
  readonly on: ThingKind;
  mayIn(state: string): readonly Who[];
}

export function row<Kind extends ThingKind>({ may, ...rest }: RowOn<Kind>): Row {
  const byState = new Map<string, readonly Who[] | undefined>(Object.entries(may));
  return { ...rest, mayIn: (state) => byState.get(state) ?? [] };
}

/** The same people in several states. */
export function inStates<State extends string>(
  states: readonly State[],
  who: readonly Who[],
): Partial<Record<State, readonly Who[]>> {
  const entries: Partial<Record<State, readonly Who[]>> = {};
  for (const state of states) entries[state] = who;
  return entries;
}

/** Everybody, and there is only one state. */
export const ANYBODY = { on: 'nothing', may: { always: EVERYONE } } as const;
