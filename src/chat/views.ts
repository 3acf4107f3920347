import type { Capability, View, Viewer } from './capability.ts';
import type { Card } from './card.ts';
import type { ViewReference } from './outgoing.ts';

/** Draws any view that a capability offers. */
export interface Views<Stores> {
  /** `undefined` when its subject is gone, or no capability knows the view any more. */
  draw(stores: Stores, reference: ViewReference, viewer: Viewer): Promise<Card | undefined>;
}

export function createViews<Stores>(capabilities: readonly Capability<Stores>[]): Views<Stores> {
  const byName = new Map<string, View<Stores>>();
  for (const { name, views = {} } of capabilities) {
    for (const [view, draw] of Object.entries(views)) byName.set(`${name}.${view}`, draw);
  }
  return {
    draw: async (stores, reference, viewer) => byName.get(reference.name)?.(stores, reference, viewer),
  };
}
