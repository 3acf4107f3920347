const POLITE = String.raw`(?:(?:please|can (?:you|we|i)|could you|i (?:want|need|would like) to|i['’]d like to|let(?:['’]s| us)|help me) )*`;
const AFTER = String.raw`\s*[?.!]*\s*$`;
const THING = String.raw`(?:the |our |my )?(.{2,120}?)`;

/** What is meant may as well be one's own options. */
const ASKS_TO_ASSESS = new RegExp(
  `^\\s*${POLITE}(?:assess|evaluate) (?:the (?:ai )?(?:system )?impact of )?${THING}${AFTER}`,
  'iu',
);
const ASKS_FOR_ASSESSMENT = new RegExp(
  `^\\s*${POLITE}(?:start|begin|do|make|open|run) (?:an?|the|another|a new) (?:ai )?(?:system )?(?:impact )?assessment(?: (?:of|for|on|about) ${THING})?${AFTER}`,
  'iu',
);
const ASKS_FOR_ONE =
  /^\s*(?:(?:show|open|status of|state of|what about|how is|where is)(?: me)? )?(ASM-\d+)\s*[?.!]*\s*$/iu;
const REFERENCE = /^(?:AIS|AIU|REV)-\d+$/iu;

export type AssessmentQuestion =
  | { readonly kind: 'assess'; readonly reference: string }
  /** By a name; unless it was an assessment that was asked for, it may as well be no system at all. */
  | { readonly kind: 'assessNamed'; readonly name: string; readonly isSure: boolean }
  | { readonly kind: 'show'; readonly reference: string };

/** “Assess AIS-3”, “start an assessment of Otter.ai”, “ASM-1”. */
export function readAssessmentQuestion(text: string): AssessmentQuestion | undefined {
  const shown = ASKS_FOR_ONE.exec(text)?.[1];
  if (shown !== undefined) return { kind: 'show', reference: shown.toUpperCase() };
  const sure = ASKS_FOR_ASSESSMENT.exec(text);
  const asked = sure ?? ASKS_TO_ASSESS.exec(text);
  if (!asked) return undefined;
  const thing = asked[1]?.trim() ?? '';
  return REFERENCE.test(thing)
    ? { kind: 'assess', reference: thing.toUpperCase() }
    : { kind: 'assessNamed', name: thing.replace(/^[“"']|[”"']$/gu, ''), isSure: sure !== null };
}
