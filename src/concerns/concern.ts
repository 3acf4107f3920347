import { unreachable } from '../kernel/unreachable.ts';

/** A worry about how AI is used, or something that went wrong with it (A.3.3, A.8.4, 10.2). */
export type Concern = ConcernHead & ConcernState;

export interface ConcernHead {
  readonly id: string;
  /** What people say: CON-7. */
  readonly reference: string;
  readonly kind: ConcernKind;
  readonly reporterId: string;
  /** Whether those who handle it may be told the reporter's name. */
  readonly nameShown: boolean;
  /** The entry of the register that it is about, where the reporter named one. */
  readonly systemId?: string;
  readonly reportedAt: Date;
  /** Rises with everything that happens to it. */
  readonly version: number;
}

export type ConcernState =
  | { readonly state: 'open' }
  | { readonly state: 'taken'; readonly handlerId: string }
  | { readonly state: 'closed'; readonly handlerId: string; readonly outcome: Outcome; readonly closedAt: Date };

export const CONCERN_KINDS = ['concern', 'incident'] as const;
export type ConcernKind = (typeof CONCERN_KINDS)[number];

export const OUTCOMES = ['corrected', 'passedOn', 'nothingToDo', 'notConfirmed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export type ConcernEvent = { readonly by: string; readonly at: Date } & (
  | { readonly kind: 'taken' }
  | { readonly kind: 'asked' | 'replied'; readonly text: string }
  | { readonly kind: 'closed'; readonly outcome: Outcome; readonly reason: string }
);

/** Applies what was decided. */
export function evolve(concern: Concern, event: ConcernEvent): Concern {
  const next = { ...concern, version: concern.version + 1 };
  switch (event.kind) {
    case 'taken':
      return { ...headOf(next), state: 'taken', handlerId: event.by };
    case 'asked':
    case 'replied':
      return next;
    case 'closed':
      return { ...headOf(next), state: 'closed', handlerId: event.by, outcome: event.outcome, closedAt: event.at };
    default:
      return unreachable(event);
  }
}

export function handlerOf(concern: Concern): string | undefined {
  return concern.state === 'open' ? undefined : concern.handlerId;
}

function headOf({ id, reference, kind, reporterId, nameShown, systemId, reportedAt, version }: Concern): ConcernHead {
  const head = { id, reference, kind, reporterId, nameShown, reportedAt, version };
  return systemId === undefined ? head : { ...head, systemId };
}
