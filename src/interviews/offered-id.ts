/**
 * An option's id as a platform is given it: from a list of which several may be chosen, Adaptive Cards send them back
 * joined by commas. https://adaptivecards.io/explorer/Input.ChoiceSet.html
 */
export function offeredId(id: string): string {
  return id.replaceAll(',', '%2C');
}
