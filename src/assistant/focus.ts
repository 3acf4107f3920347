/** What sort of thing the question wants to be told. */
export type QuestionFocus = 'what' | 'who' | 'when' | 'why' | 'evidence';

/** "In force since August", "within 72 hours" and "by when" ask for a time as well. */
const WHEN =
  /\bhow (?:often|long|frequently|soon|quickly|fast|many (?:days|weeks|months|years))\b|\bwhen\b|\binterval|\bagain\b|\brepeat|\bsince\b|\bdeadlines?\b|\bin force\b|\bwithin \d|\b\d+ (?:hours|days|months|years)\b|\b20[23]\d\b|\b(?:yearly|annually|every year)\b/;

export function focusOf(question: string): QuestionFocus {
  const folded = question.toLowerCase();
  if (/\bwhy\b|\bpoint of\b|\breason\b|\bmatters?\b/.test(folded)) return 'why';
  if (/\bevidence\b|\bproof\b|\bprove\b|\bdemonstrate\b|\bauditors? (?:want|expect|look|ask)|\bshow\b/.test(folded))
    return 'evidence';
  if (WHEN.test(folded)) return 'when';
  return /\bwho(?:m|se)?\b|\bresponsible\b|\bin charge\b/.test(folded) ? 'who' : 'what';
}

export function fitsHeading(focus: QuestionFocus, heading: string, sectionAt: number): boolean {
  if (focus === 'why') return /\bwhy\b/i.test(heading);
  if (focus === 'evidence') return /\bevidence\b|\bauditors\b|\brecords\b/i.test(heading);
  return sectionAt === 0;
}

export function fitsSentence(focus: QuestionFocus, sentence: string): boolean {
  if (focus === 'when')
    return /\b(?:interval|when|before|after|year|yearly|months?|days?|hours?|change|period|trigger|until|from \d|since \d|20[23]\d)/i.test(
      sentence,
    );
  if (focus === 'who')
    return /\b(?:management|manager|owner|person|people|role|team|reviewer|auditor|approve|appoint)/i.test(sentence);
  return false;
}
