import type { Capability } from '../chat/vocabulary.ts';
import { type DeskOptions, deskCard } from './desk.ts';
import type { DeskStores } from './desk-sections.ts';

const ASKS_FOR_DESK =
  /^\s*(?:(?:show\s+)?my\s+desk|status|my\s+(?:submissions|tools|uses)|what\s+(?:do\s+i\s+owe|is\s+waiting(?:\s+for\s+me)?)|what(?:'|’)?s\s+waiting(?:\s+for\s+me)?)\s*[?.!]*\s*$/i;

/** “What do I owe?” in words. */
export function createDeskCapability<Stores extends DeskStores>(options: DeskOptions): Capability<Stores> {
  return {
    name: 'desk',
    message: async (context, { text }) => {
      if (!ASKS_FOR_DESK.test(text)) return { kind: 'passed' };
      const view = { name: 'desk.home', subjectId: context.actor.personId };
      context.send({ to: { kind: 'person', personId: context.actor.personId }, content: { kind: 'view', view } });
      return { kind: 'handled' };
    },
    views: {
      home: (stores, { subjectId }, { now }) => deskCard(stores, subjectId, options, now),
    },
  };
}
