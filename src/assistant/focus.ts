/** What sort of thing the question wants to be told. */
export type QuestionFocus = 'what' | 'who' | 'when' | 'why' | 'evidence';

export function focusOf(question: string): QuestionFocus {
  const folded = question.toLowerCase();
  if (/\bwhy\b|\bpoint of\b|\breason\b|\bmatters?\b/.test(folded)) return 'why';
  if (/\bevidence\b|\bproof\b|\bprove\b|\bdemonstrate\b|\bauditors? (?:want|expect|look|ask)|\bshow\b/.test(folded))
    return 'evidence';
  if (/\bhow (?:often|long|frequently)\b|\bwhen\b|\binterval|\bagain\b|\brepeat/.test(folded)) return 'when';
  return /\bwho(?:m|se)?\b|\bresponsible\b|\bin charge\b/.test(folded) ? 'who' : 'what';
}

export function fitsHeading(focus: QuestionFocus, heading: string, sectionAt: number): boolean {
  if (focus === 'why') return /\bwhy\b/i.test(heading);
  if (focus === 'evidence') return /\bevidence\b|\bauditors\b|\brecords\b/i.test(heading);
  return sectionAt === 0;
}

export function fitsSentence(focus: QuestionFocus, sentence: string): boolean {
  if (focus === 'when')
    return /\b(?:interval|when|before|after|year|yearly|months?|change|period|trigger|until)/i.test(sentence);
  if (focus === 'who')
    return /\b(?:management|manager|owner|person|people|role|team|reviewer|auditor|approve|appoint)/i.test(sentence);
  return false;
}
