const ASKS_TEAM =
  /^\s*(?:(?:please|hi|hello|steward|can you|could you|i(?:[’']d| would) like to|i want to|let me)[\s,]+)*ask (?:the )?(?:ai )?(?:governance|compliance)(?: team| people)?(?:\s*[:,.!–-]\s*|\s+(?:about |whether |if |for )?|\s*$)([\s\S]*)$/iu;
/** A word or two is no question that somebody could answer. */
const SHORTEST_QUESTION_CHARACTERS = 8;

/** What somebody wants to be asked of the governance team; `undefined` for another message, empty when it is not said. */
export function askedOfTeam(text: string): string | undefined {
  const asked = ASKS_TEAM.exec(text)?.[1]?.trim();
  if (asked === undefined) return undefined;
  return asked.length < SHORTEST_QUESTION_CHARACTERS ? '' : asked;
}

/** “Q-12”, “status of Q-12?” */
export const ASKS_FOR_ONE = /^\s*(?:(?:show|open|status of|what about|how is)(?: me)? )?(Q-\d+)\s*[?.!]*\s*$/iu;
