import { DOMAIN_CUE, FOREIGN_CUE } from './cues.ts';

const OURS = /\b42001\b|\baims\b|\bai[ -]management\b/i;
const OTHER_ISO = /\b(?:iso(?:\s*[/-]\s*iec)?|iec|en|din|bs|ieee)[\s:-]*(?!42001)\d{3,5}\b/i;
const INFORMATION_SECURITY = /\b27001\b/;
/** By number alone, as people say them: "the 27001 controls". */
const KNOWN_NUMBERS =
  /\b(?:9001|13485|14001|16949|19011|20000|22000|22301|27001|27002|27017|27018|27701|31000|37001|37301|45001|50001)\b/;
const OTHER_RULES = new RegExp(
  String.raw`\b(?:gdpr|hipaa|soc ?[123]|pci(?:[ -]dss)?|sox|sarbanes[ -]oxley|ifrs|us gaap|nis ?2|dora|ccpa|coppa|ferpa|` +
    `fedramp|hitrust|cobit|coso|itil|togaf|cmmi|six sigma|basel|mifid|psd ?2|solvency|emas|tisax|iatf|haccp|brcgs?|` +
    String.raw`as ?9100|gxp|gmp|osha|wcag|csrd|esg|cis controls|cyber essentials|nist (?:csf|sp|800|cybersecurity|cyber)|data act|digital services act)\b`,
  'i',
);
/** The same standards and laws by their subject: "the agenda of our quality management review". */
const OTHER_SUBJECTS = new RegExp(
  String.raw`\b(?:(?:quality|environmental|energy|safety|information security|security|business continuity|anti-bribery|asset|` +
    `facility|financial|credit|project) (?:management|audits?|risks?|reporting|statements?)|isms|qms|bcms|data subjects?|` +
    String.raw`subject access|breach notification|right to be forgotten|cookies?|financial)\b`,
  'i',
);
const AI = /\b(?:ai|artificial intelligence|chatgpt|machine learning)\b/i;
const AI_LAW = /\b(?:ai bill|ai liability|ai convention|ai treaty|ai white paper|executive order)\b/i;
/** Articles and annexes without another law's name are the EU AI Act's. */
const OUR_PLACE = /\b(?:articles?|art\.) ?\d|\bannex [ivx]+\b/i;
const RELATION = /\b(?:iso|certif\w*|standard|comply|compliant|relate\w*|relation\w*)\b/i;

/**
 * Whether the question is about another standard or law and not about its relation to ours. Our pages share its
 * vocabulary ("audit", "risk assessment"), so words alone would not tell.
 */
export function namesAnotherStandard(question: string): boolean {
  if (OURS.test(question)) return false;
  if (OTHER_ISO.test(question) || KNOWN_NUMBERS.test(question))
    return !(INFORMATION_SECURITY.test(question) && AI.test(question));
  return (
    (OTHER_RULES.test(question) || OTHER_SUBJECTS.test(question)) && !AI.test(question) && !OUR_PLACE.test(question)
  );
}

/** Whether it is about a law or framework on AI of which our pages only tell how it relates to the standard. */
export function namesAnAiLaw(question: string): boolean {
  return AI_LAW.test(question) && !OURS.test(question) && !RELATION.test(question);
}

/** Whether the clauses in a question are another document's: "clause 12 of our lease" has a number that any contract has. */
export function meansAnotherDocument(question: string, ids: readonly string[]): boolean {
  // Places of the EU AI Act and of NIST's framework were read with their document.
  if (ids.some((id) => id.startsWith('A.') || id.includes(':'))) return false;
  const folded = question.toLowerCase();
  if (DOMAIN_CUE.test(folded)) return false;
  return (
    FOREIGN_CUE.test(folded) || /\b(?:contract|agreement|terms|law|code|act|manual|handbook|statute)\b/.test(folded)
  );
}
