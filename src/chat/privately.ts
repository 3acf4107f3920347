import type { Context } from './capability.ts';
import type { Destination } from './outgoing.ts';

/** Where nobody but the person who acts reads along: right here, or their direct conversation. */
export function privately({ conversation, actor }: Pick<Context<unknown>, 'conversation' | 'actor'>): Destination {
  return conversation.visibility === 'direct'
    ? { kind: 'conversation', address: conversation }
    : { kind: 'person', personId: actor.personId };
}
