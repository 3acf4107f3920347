const AFTER = String.raw`\s*[?.!]*\s*$`;
const BEFORE = String.raw`^\s*(?:(?:please|show|list|open|tell)(?: me)? |what (?:are|is) )?(?:the )?`;

const ASKS_FOR_RISKS = new RegExp(`${BEFORE}(?:ai )?risks? (?:of|for|in) (AI[SU]-\\d+|ASM-\\d+)${AFTER}`, 'iu');
const ASKS_FOR_CONTROLS = new RegExp(`${BEFORE}controls? (?:of|for|in) (AI[SU]-\\d+|ASM-\\d+)${AFTER}`, 'iu');
const ASKS_FOR_RISK = new RegExp(`${BEFORE}(?:status of |risk )?(RSK-\\d+)${AFTER}`, 'iu');
const ASKS_FOR_OVERDUE = new RegExp(
  `^\\s*(?:please )?(?:(?:show|list|tell)(?: me)? )?(?:what(?:['’]s| is)|which(?: controls)? are|the)? ?(?:overdue|late)(?: (?:controls?|here|now))*${AFTER}`,
  'iu',
);
const ASKS_FOR_STATEMENT = new RegExp(`${BEFORE}(?:our )?(?:statement of applicability|SoA)${AFTER}`, 'iu');

export type RiskQuestion =
  | { readonly kind: 'risks' | 'controls' | 'risk'; readonly reference: string }
  | { readonly kind: 'overdue' | 'statement' };

/** “risks of AIS-3”, “controls of ASM-1”, “RSK-4”, “what is overdue?”, “statement of applicability”. */
export function readRiskQuestion(text: string): RiskQuestion | undefined {
  const naming = [
    ['risks', ASKS_FOR_RISKS],
    ['controls', ASKS_FOR_CONTROLS],
    ['risk', ASKS_FOR_RISK],
  ] as const;
  for (const [kind, pattern] of naming) {
    const reference = pattern.exec(text)?.[1]?.toUpperCase();
    if (reference !== undefined) return { kind, reference };
  }
  if (ASKS_FOR_OVERDUE.test(text)) return { kind: 'overdue' };
  return ASKS_FOR_STATEMENT.test(text) ? { kind: 'statement' } : undefined;
}
