import { CHANGES, type Change } from '../interviews/questionnaire.ts';

const POLITE = `(?:(?:please|can (?:you|we|i)|could you|i (?:want|need|would like) to|i['’]d like to|let(?:['’]s| us)|help me) )*`;
const AFTER = String.raw`\s*[?.!]*\s*$`;
const THING = `(?:the |our |my )?(.{2,120}?)`;

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

const ENTRY = String.raw`(AI[SU]-\d+)`;
/** Only of an entry by its reference: “the weather has changed” tells of no system. */
const TELLS_OF_CHANGE = new RegExp(
  `^[^?]*?(?:${ENTRY}[^?]*?\\b(?:ha(?:s|ve) (?:been )?(?:changed|updated|replaced)|changed|changes|(?:has|have|uses?|gets?|got|runs?|is (?:on|in|used for)|works?|moved|moves|with|now)(?: (?:on|in|to|from|by|for|with))? (?:an? |the )?(?:new|other|another|different)\\b)|\\b(?:changes? (?:of|to|in|on|for)|(?:a )?new (?:version|model|release|supplier|purpose) (?:of|for|in)|something (?:has )?changed (?:in|about|with|on))[^?]*?${ENTRY})[^?]*$`,
  'iu',
);
const CUES: Readonly<Record<Change, RegExp>> = {
  purpose: /\b(?:purpose|used? (?:it )?for|task)\b/iu,
  data: /\bdata\b|\bconnect/iu,
  model: /\b(?:model|version|release|supplier|vendor|upgrade)/iu,
  people: /\b(?:users?|people|staff|affected)\b/iu,
  region: /\b(?:regions?|countr(?:y|ies)|hosting|hosted)\b/iu,
};

export type AssessmentQuestion =
  | { readonly kind: 'assess'; readonly reference: string }
  /** By a name; unless it was an assessment that was asked for, it may as well be no system at all. */
  | { readonly kind: 'assessNamed'; readonly name: string; readonly isSure: boolean }
  /** Somebody tells of a change; of what, where the words say so. */
  | { readonly kind: 'changed'; readonly named: string; readonly changes: readonly Change[] }
  | { readonly kind: 'show'; readonly reference: string };

/** “Assess AIS-3”, “start an assessment of Otter.ai”, “ASM-1”. */
export function readAssessmentQuestion(text: string): AssessmentQuestion | undefined {
  const shown = ASKS_FOR_ONE.exec(text)?.[1];
  if (shown !== undefined) return { kind: 'show', reference: shown.toUpperCase() };
  const told = TELLS_OF_CHANGE.exec(text)
    ?.slice(1)
    .find((part) => part !== undefined);
  if (told !== undefined)
    return { kind: 'changed', named: told.toUpperCase(), changes: CHANGES.filter((change) => CUES[change].test(text)) };
  const sure = ASKS_FOR_ASSESSMENT.exec(text);
  const asked = sure ?? ASKS_TO_ASSESS.exec(text);
  if (!asked) return undefined;
  const thing = asked[1]?.trim() ?? '';
  return REFERENCE.test(thing)
    ? { kind: 'assess', reference: thing.toUpperCase() }
    : { kind: 'assessNamed', name: thing.replace(/^[“"']|[”"']$/gu, ''), isSure: sure !== null };
}
