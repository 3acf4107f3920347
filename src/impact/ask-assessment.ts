const POLITE = String.raw`(?:(?:please|can (?:you|we|i)|could you|i (?:want|need|would like) to|i['’]d like to|let(?:['’]s| us)|help me) )*`;
const AFTER = String.raw`\s*[?.!]*\s*$`;
const THING = String.raw`(?:the |our |my )?(.{2,120}?)`;

const ASKS_TO_ASSESS = [
  new RegExp(`^\\s*${POLITE}(?:assess|evaluate) (?:the (?:ai )?(?:system )?impact of )?${THING}${AFTER}`, 'iu'),
  new RegExp(
    `^\\s*${POLITE}(?:start|begin|do|make|open|run) (?:an?|the|another|a new) (?:ai )?(?:system )?(?:impact )?assessment (?:of|for|on|about) ${THING}${AFTER}`,
    'iu',
  ),
];
const ASKS_FOR_ONE =
  /^\s*(?:(?:show|open|status of|state of|what about|how is|where is)(?: me)? )?(ASM-\d+)\s*[?.!]*\s*$/iu;
const REFERENCE = /^(?:AIS|AIU|REV)-\d+$/iu;

export type AssessmentQuestion =
  | { readonly kind: 'assess'; readonly reference: string }
  /** By a name, which may as well be no system at all. */
  | { readonly kind: 'assessNamed'; readonly name: string }
  | { readonly kind: 'show'; readonly reference: string };

/** “Assess AIS-3”, “start an assessment of Otter.ai”, “ASM-1”. */
export function readAssessmentQuestion(text: string): AssessmentQuestion | undefined {
  const shown = ASKS_FOR_ONE.exec(text)?.[1];
  if (shown !== undefined) return { kind: 'show', reference: shown.toUpperCase() };
  for (const pattern of ASKS_TO_ASSESS) {
    const thing = pattern.exec(text)?.[1]?.trim();
    if (thing === undefined) continue;
    return REFERENCE.test(thing)
      ? { kind: 'assess', reference: thing.toUpperCase() }
      : { kind: 'assessNamed', name: thing.replace(/^[“"']|[”"']$/gu, '') };
  }
  return undefined;
}
