import { get } from './api.js';

/** Remembers, for this tab, the last message that each person has looked at, and so knows what is new. */
export function createSeen() {
  const nameOf = (me) => `steward.seen.${me}`;
  const load = (me) => JSON.parse(sessionStorage.getItem(nameOf(me)) ?? '{}');
  const lastOf = (conversation) => conversation.messages.at(-1)?.id;

  return {
    look(me, conversation) {
      const seen = { ...load(me), [conversation.id]: lastOf(conversation) };
      sessionStorage.setItem(nameOf(me), JSON.stringify(seen));
    },
    async hasNews(me, id) {
      const conversation = await get(`conversations/${encodeURIComponent(id)}`, me);
      return lastOf(conversation) !== load(me)[id];
    },
  };
}
