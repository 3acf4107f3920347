const COMPARES: readonly RegExp[] = [
  /\b(?:difference|differences|relation|relationship|distinction)s? between (.{2,80}?) and (.{2,80}?)[\s?.!]*$/i,
  /\bcompare (.{2,80}?) (?:and|with|to) (.{2,80}?)[\s?.!]*$/i,
  /\bhow (?:do|does|is|are) (.{2,80}?) (?:differ(?:ent)? from|relate to|compare (?:to|with)) (.{2,80}?)[\s?.!]*$/i,
  /^(?:.*\b(?:what is|do we need|should we (?:do|get|choose|take)|is it|which(?: is better| one)?|what is better)[,:]? )?(.{2,60}?),? (?:vs\.?|versus) (.{2,60}?)[\s?.!]*$/i,
  /^(?:(?:do we need|should we (?:do|get|choose|take)|is it|which is better|what is better)[,:]? )?((?:\S+ ){0,3}\S+),? or ((?:\S+ ){0,3}\S+?)[\s?.!]*$/i,
];

/** "27001 or 42001?", "the difference between A.5.2 and 6.1.4": both sides, where a question weighs two things. */
export function sidesOf(question: string): readonly [string, string] | undefined {
  const short = question.trim();
  if (short.length > 200) return undefined;
  for (const pattern of COMPARES) {
    const [, one, other] = pattern.exec(short) ?? [];
    if (one !== undefined && other !== undefined) return [one.trim(), other.trim()];
  }
  return undefined;
}
