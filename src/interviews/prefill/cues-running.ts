import type { Cue } from './cue.ts';

const PERIOD = '(?:\\d+|one|two|three|six|seven|ten|twelve) (?:days?|weeks?|months?|years?)';

/** How it is kept right: records, limits, tests, what happens when it fails. */
export const RUNNING_CUES: readonly Cue[] = [
  {
    means: ['retention=set', 'retentionPeriod'],
    span: true,
    says: new RegExp(
      `\\b(?:deleted|erased|kept|stored|thrown away) (?:again )?(?:after|for|within|\\w+) ?${PERIOD}\\b|\\bdeleted ${PERIOD} after\\b`,
    ),
    unless: /\b(?:logs?|logged|decisions?|records of|model version|audit)\b/,
  },
  {
    means: ['logs=kept'],
    says: new RegExp(
      `\\b(?:logs?|logged|decisions?|records|audit trail|version)\\b.{0,60}\\b(?:for |decisions )?${PERIOD}\\b`,
    ),
    unless: /\b(?:within|object|every|before|ahead|since|after)\b/,
  },
  {
    means: ['failure=planned'],
    says: /\b(?:(?:if|when|in case) (?:\w+ ){0,5}(?:down|unavailable|fails?|failure|differs|outage)\b|fallback\b|falls back to|recounts? by hand|repeated by hand)/,
    unless: /\b(?:below \d)\b/,
  },
  {
    means: ['performance=limits', 'performanceFigures'],
    says: /\b(?:(?:acceptable|allowed|accepted) up to|below [\d .]+ (?:\w+ ){0,4}(?:repeated|stopped|switched|retrained)|is at least \d|at least \d+ (?:percent )?(?:of|below)|alarm when|stop using it when|must not (?:fall|exceed)|threshold of)\b/,
  },
  {
    means: ['performance=measured', 'performanceFigures'],
    says: /\b(?:accuracy of|accuracy is|recall (?:of|is)|precision (?:of|is)|it recogni[sz]ed \d|in (?:our|a) (?:own )?tests?\b.{0,60}\d|wrong (?:rejections|acceptances|answers) (?:are|were) \d|measured (?:every|each|once)|error rate (?:of|is))/,
  },
  {
    means: ['monitoring=regular'],
    says: /\b(?:(?:validated|tested|measured|checked|reviewed|audited|monitored|retrained|tests?|measures?) (?:\w+ ){0,8}(?:each|every) (?:year|quarter|month|week)|(?:monitoring|validation) (?:\w+ )?(?:monthly|weekly|quarterly|yearly)|a (?:weekly|monthly|quarterly) (?:sample|test|review|check))\b/,
  },
  {
    means: ['supplierLearns=excluded'],
    says: /\b(?:(?:is|are) not used (?:\w+ )?(?:for|to) train(?:ing)?|(?:does|will|do) not use (?:\w+ ){0,4}(?:for|to) train(?:ing)?|no training on our)\b/,
    negative: true,
  },
  {
    means: ['dpia=done'],
    says: /\b(?:(?:has|have) (?:done|made|carried out|finished) an? (?:data protection )?impact assessment|dpia (?:is|was|has been) (?:done|finished|approved))\b/,
  },
  { means: ['security=basics'], says: /\bcertified to iso iec 27001\b/ },
  {
    means: ['security=tested'],
    says: /\b(?:penetration tests? (?:was|were|has|have|in)|red team(?:ed|ing) (?:was|in|by))\b/,
  },
  {
    means: ['dataSources=sensors'],
    says: /\b(?:sensors?|cameras?|webcams?|meter values|drones (?:photograph|film))\b/,
  },
  {
    means: ['dataSources=own-records'],
    says: /\b(?:\d closed (?:claims|cases)|our own (?:records|database|turbines|history)|photographs of our own|our historical)\b/,
  },
  {
    means: ['dataSources=people-themselves'],
    says: /\b(?:answers in the (?:online )?form|application form|every application we receive|they enter themselves)\b/,
  },
  {
    means: ['overseerAble=fully'],
    says: /\b(?:officers?|operators?|staff|users|people|overseers?) (?:were|are|have been) trained\b/,
  },
];
