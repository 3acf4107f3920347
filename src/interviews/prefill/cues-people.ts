import type { Cue } from './cue.ts';

const PEOPLE =
  '(?:people|persons|applicants|candidates|employees|staff|workers|students|pupils|customers|agents|users|tenants|patients|citizens)';

/** Whom it touches, and what they know of it. */
export const PEOPLE_CUES: readonly Cue[] = [
  {
    means: ['peopleInformed=consent'],
    says: /\b(?:asked for (?:\w+ )?consent|(?:sign|signs|signed|give|gives|gave) (?:a |an |their )?consent|consent form|with (?:their|the) consent|have consented|opted? in|they (?:all )?agreed to)\b/,
  },
  {
    means: ['peopleInformed=informed'],
    says: new RegExp(
      `\\b(?:${PEOPLE}|callers|visitors|suppliers|they|participants|parents) (?:is|are|were|get|gets) (?:\\w+ ){0,3}(?:told|informed|notified)\\b|\\b(?:callers|customers|visitors|people|users) (?:hear|see|read|know) (?:\\w+ ){0,4}that they (?:speak|talk|write|chat)\\b|\\b(?:informed|told) (?:about it )?(?:in|by) (?:the|a|our) (?:privacy notice|letter|e ?mail|announcement)\\b|\\bby an announcement\\b`,
    ),
    unless: /\b(?:yet|will be|not been)\b/,
  },
  {
    means: ['peopleInformed=not-yet'],
    says: /\b(?:(?:customers|applicants|people|they|callers|employees|agents|staff) (?:have not been|has not been|were not|are not) (?:informed|told) yet|will be (?:told|informed) (?:later|before|in|when))\b/,
    negative: true,
  },
  // Whom it affects.
  { means: ['affected=staff'], says: /\b(?:are employees|employees|our staff|all staff|colleagues are|technicians)\b/ },
  {
    means: ['affected=applicants'],
    says: /\b(?:applicants|job seekers|people apply|the candidate)\b/,
    unless: /\b(?:loans?|credit|score above|benefits?|exams?|explanation)\b/,
  },
  {
    means: ['affected=customers'],
    says: /\b(?:customers?|clients?|policy ?holders?|borrowers?)\b/,
    unless: /\b(?:customers save|data of customers|like our customers)\b/,
  },
  { means: ['affected=learners'], says: /\b(?:pupils|students|exams fair|trainees)\b/ },
  { means: ['affected=patients'], says: /\bpatients\b/ },
  {
    means: ['affected=partners'],
    says: /\b(?:suppliers|sole traders|contractors|business partners)\b/,
    unless: /\b(?:made by|supplier contracts)\b/,
  },
  { means: ['affected=public'], says: /\b(?:citizens|the public|passers by|residents|published on instagram)\b/ },
  { means: ['vulnerable=children'], says: /\b(?:children|pupils|minors|teenagers|aged (?:[5-9]|1\d) to)\b/ },
  { means: ['vulnerable=old'], says: /\b(?:elderly|old people|pensioners|seniors)\b/ },
  { means: ['vulnerable=ill'], says: /\b(?:patients|in distress|long illness|in a crisis|ill people)\b/ },
  {
    means: ['vulnerable=disabled'],
    says: /\b(?:have a disability|disability status|people with disabilities|disabled people)\b/,
  },
  { means: ['vulnerable=poor'], says: /\b(?:low income|in debt|debt counselling|unemployed|homeless)\b/ },
  {
    means: ['aiDisclosed=always'],
    says: /\b(?:that they (?:talk|speak|write|chat) (?:to|with) (?:an? )?(?:software|computer|machine|ai\b|bot|robot)|i am a virtual assistant|label(?:l?ed)? (?:\w+ ){0,3}as (?:ai|made by)|says that it is (?:software|an ai))/,
  },
  {
    means: ['complaints=known-way'],
    says: /\b(?:complaints? (?:go|can be sent|are (?:answered|handled|sent)|is sent) (?:\w+ )?|can complain (?:to|at)|by writing to)\b/,
  },
  {
    means: ['redress=person'],
    says: /\b(?:(?:can|may) (?:\w+ ){0,8}object within|ask for a second look|looks? at (?:it|the case|the decision) again|can appeal|ask for a human decision|not involved answers)\b/,
  },
  {
    means: ['explanation=on-request'],
    says: /\b(?:can ask for (?:an explanation|the reasons)|explained on request)\b/,
  },
  {
    means: ['workersInformed=agreed'],
    says: /\b(?:works? council|unions?|staff representatives?) (?:has |have )?(?:agreed|consented|signed)\b/,
  },
  {
    means: ['workersInformed=told'],
    says: /\b(?:works? council|unions?|staff representatives?) (?:was |has been |were |have been )?(?:informed|told|consulted)\b/,
    unless: /\b(?:yet|will)\b/,
  },
  {
    means: ['workersInformed=not-yet'],
    says: /\b(?:works? council|unions?|staff representatives?) (?:has|have|was|were) not (?:been )?(?:informed|told|asked|heard) yet\b/,
    negative: true,
  },
];
