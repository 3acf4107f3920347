const FEWEST_WORDS = 30;
const FEWEST_LINES = 3;

/** Whether a message describes a system rather than answering what was asked: several sentences, or the lines of a form. */
export function isDescription(text: string): boolean {
  const words = text.trim().split(/\s+/u).length;
  const sentences = text.match(/[.!?…](?=\s|$)/gu)?.length ?? 0;
  const lines = text.match(/^[\p{Lu}][^:.!?\n]{1,60}:[ \t]*\S/gmu)?.length ?? 0;
  return (words >= FEWEST_WORDS && sentences >= 2) || lines >= FEWEST_LINES;
}
