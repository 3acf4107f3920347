import type { ConcernKind } from './concern.ts';

const BEFORE =
  "^\\s*(?:(?:hi|hello|hey|so|please|steward|sorry|ok|okay|well)[\\s,.!]+)*(?:(?:i|we)(?:[’']d| would)? (?:really )?(?:like|love|want|wish|need|have) to |(?:can|could|may|how (?:can|do|could)|where (?:can|do)) (?:i|we) |let me |i(?:[’']d| would) like to )?(?:please )?";
const VERB = '(?:report|raise|file|flag|submit|tell you about|tell you of|speak about|talk about)';
const THING =
  '(?:an?|the|my|our|some|another)? ?(?:(?:serious|possible|potential|new|urgent|ethical|safety|confidential|anonymous|near) )*(?:ai[\\s-])?(concerns?|incidents?|near miss|complaint)\\b(?: (?:with|about|of|in|at) (?:ai|our ai|the ai)\\b)?';
const REPORTS = new RegExp(`${BEFORE}${VERB} ${THING}`, 'iu');
/** “I have a concern about …”; without what it is about it may be anything. */
const WORRIES =
  /^\s*(?:i|we) (?:have|am having|[’']ve got|have got) (?:an? )?(?:(?:serious|ethical|real|big|ai) )*(concern|complaint)s? (?:about|with|regarding)\b/iu;
const ABOUT = /^[\s:,.-]*(?:(?:about|regarding|concerning|on|with|in|of|that)\s+)?/iu;
/** More is left to the form: a button carries little. */
const ABOUT_CHARACTERS = 200;

export interface WantsToReport {
  readonly kind: ConcernKind | undefined;
  /** What the words say it is about, as they say it. */
  readonly about: string | undefined;
}

/** Whether somebody wants to report a concern or an incident, and what they say of it already. */
export function asksToReport(text: string): WantsToReport | undefined {
  const found = REPORTS.exec(text) ?? WORRIES.exec(text);
  if (!found) return undefined;
  const [all, thing = ''] = found;
  const rest = text
    .slice(all.length)
    .replace(ABOUT, '')
    .replace(/\s*[?!.]*\s*$/u, '');
  const about = [...rest].slice(0, ABOUT_CHARACTERS).join('');
  return {
    kind: /^(?:incident|near)/iu.test(thing) ? 'incident' : undefined,
    about: about === '' ? undefined : about,
  };
}
