import type { Cue } from './cue.ts';

const EACH = '(?:every|each|all|everything|any)';
const CHECKS =
  '(?:reads?|reviews?|checks?|approves?|verif(?:y|ies)|corrects?|proofreads?|signs?|confirms?|edits?|controls?|inspects?|listens to|looks at|look at)';
const CHECKED =
  '(?:checked|reviewed|read|looked at|confirmed|approved|verified|corrected|proofread|signed|inspected|controlled|decided)';
const SOMEBODY =
  '(?:an? |the |our |two |three |several )?(?:human|person|people|colleague|lawyer|recruiters?|clerks?|analysts?|editors?|experts?|engineers?|physicians?|doctors?|nurses?|managers?|agents?|officers?|planners?|adjusters?|accountants?|teachers?|invigilators?|translators?|native speakers?|case workers?|specialists?|author|owner|art director|developers?)';
const PEOPLE =
  '(?:people|persons|applicants|candidates|employees|staff|workers|students|pupils|customers|agents|borrowers|users|tenants|patients|citizens|leads)';
const JUDGES =
  '(?:ranks?|scores?|rates?|evaluates?|judges?|assess(?:es)?|grades?|classif(?:y|ies)|shortlists?|profiles?|monitors?)';

/** What it does, by itself or under somebody's eyes. */
export const DOING_CUES: readonly Cue[] = [
  {
    means: ['humanCheck=always', 'autonomy=confirmed'],
    says: new RegExp(
      `\\b${CHECKS} (?:and \\w+ )?(?:the (?:whole|entire) |the )?(?:${EACH}|whole|entire)\\b|\\b${EACH} (?:\\w+ ){0,6}(?:is|are|gets?) (?:\\w+ ){0,2}${CHECKED}\\b|\\b${EACH} (?:\\w+ ){0,3}goes through (?:review|a check)|\\balways decides?\\b|\\b(?:accepts?|confirms?) (?:\\w+ )?or (?:discards?|rejects?)\\b|\\b(?:confirmed|accepted) or (?:rejected|discarded)\\b|\\bedit and send\\b|\\b(?:correct|check|review|edit)s? (?:\\w+ ){0,3}before (?:it|they|he|she|we|you|saving|sending)\\b|\\bi (?:check|read|review) everything\\b|\\b(?:everything|all of it) (?:is|gets) (?:\\w+ )?${CHECKED}\\b|\\b${SOMEBODY} (?:\\w+ ){0,2}decides?\\b|\\bsees? (?:\\w+ ){0,3}and can (?:overwrite|overrule|override)\\b`,
    ),
    unless: /\b(?:above|below|otherwise|only when|sample|spot|some of|between \d|up to)\b/,
  },
  {
    means: ['humanCheck=sample'],
    says: /\b(?:spot checks?|spot checked|random checks?|(?:weekly|monthly|daily|random) sample|sample of|a sample is|above that (?:\w+ ){0,4}(?:decides?|checks?)|anything above goes to|everything else goes to|those below are decided by|between [\d .]+ and [\d .]+ (?:an?|the) \w+ checks)\b/,
  },
  {
    means: ['humanCheck=nobody', 'circumstances=acts-without-human', 'autonomy=alone'],
    says: /\b(?:nobody|no one|no person|no human) (?:checks?|reviews?|reads?|looks)\b|\bwithout (?:being |any(?:body)? |a |an |human )*(?:checked|checking|check|review|reviewed|approval)\b|\bnot (?:checked|reviewed) (?:by anybody|by anyone|by a person|beforehand)\b/,
    negative: true,
    unless: /\b(?:never|nothing|not be) \w* ?(?:goes|sent|published|leaves)?.{0,30}without\b/,
  },
  {
    means: ['circumstances=acts-without-human', 'autonomy=alone'],
    says: /\b(?:(?:approved|blocked|paid|set|sent|booked|rejected|decided|adjusted|ordered|published|closed|released)(?: \w+){0,2} automatically|automatically (?:approved|blocked|paid|set|sent|booked|rejects?|decides?|approves?|sends?|blocks?|pays?)|by itself|on its own|by themselves|fully automated|fully automatic|autonomously|without human (?:review|intervention|involvement))\b/,
  },
  {
    means: ['circumstances=evaluates-people', 'features=profiles-people'],
    says: new RegExp(
      `\\b${JUDGES} (?:the |our |all |job |incoming |each |every |\\w+ )?${PEOPLE}\\b|\\b(?:score|rating|grade|ranking) (?:per|for each|for every) (?:agent|employee|applicant|candidate|person|student|customer)\\b|\\bgives? (?:each|every) (?:cv|applicant|candidate|person|employee|student) a (?:score|mark|grade)\\b|\\bprobability of default\\b|\\bflags? (?:unusual|suspicious) behaviou?r\\b|\\bcreditworthiness\\b|\\bevaluates? (?:call recordings|performance|behaviou?r)\\b`,
    ),
  },
  {
    means: ['circumstances=people-recorded', 'features=records-people'],
    says: new RegExp(
      `\\b(?:calls?|meetings?|conversations?|voices?|people|callers|participants) (?:is|are|gets?) (?:\\w+ )?(?:recorded|transcribed|filmed)\\b|\\b(?:call|voice|video|audio)? ?recordings\\b|\\btranscribes? (?:\\w+ ){0,2}(?:calls|meetings|interviews|conversations)\\b|\\blistens? to (?:\\w+ ){0,2}(?:calls?|ward|meetings?|conversations?|rounds?)\\b|\\bwatches ${PEOPLE}\\b|\\brecords (?:${PEOPLE}|calls|meetings|voices)\\b|\\bthrough their webcam\\b`,
    ),
  },
  {
    means: ['circumstances=recognises-people', 'features=recognises-people'],
    says: /\b(?:recogni[sz]es? (?:\w+ ){0,3}(?:faces?|voices?|emotions?|moods?)|(?:face|facial|voice|emotion) recognition|identif(?:y|ies) (?:\w+ ){0,2}(?:by|from) (?:their|the) (?:voice|face|gait))\b/,
  },
  {
    means: ['circumstances=output-outside'],
    says: /\b(?:published (?:on|at|in)|talks? to (?:our |your )?(?:customers|clients|visitors|callers)|(?:sent|goes out|go out|send) to (?:the |our )?(?:customers?|clients?|public|suppliers?)|answers? (?:go|goes) out|answers? (?:questions|calls|messages) (?:from|of|by) (?:your |our |the )?(?:customers|clients|visitors|callers)|send every reply|negotiates? with)\b/,
  },
  {
    means: ['autonomy=helps'],
    says: /\b(?:(?:is|are|gives?) (?:only |just |merely )?(?:an? )?(?:suggestions?|recommendations?|proposals?)|suggests? (?:an?|the) (?:\w+ )?(?:priority|reply|replies|answer|text)|only (?:marks|suggests|helps)|work order proposal|see the score and do what they want)\b/,
  },
  {
    means: ['features=talks-to-people'],
    says: /\b(?:chat ?bot|phone bot|voice ?bot|talks? to (?:our |your )?(?:customers|visitors|clients|callers)|answers? (?:questions|calls|messages) (?:from|of|about|to)|negotiates with)\b/,
  },
  {
    means: ['features=makes-media'],
    says: /\b(?:(?:makes?|generates?|creates?|draws?) (?:\w+ ){0,3}(?:pictures|images|videos?|illustrations|voices?)|voice ?over of)\b/,
  },
  {
    means: ['features=monitors-people'],
    says: /\b(?:watches (?:the )?(?:candidates|employees|staff|students|workers|drivers)|monitors? (?:the )?(?:employees|staff|agents|workers|drivers)|counts pauses|tracks (?:\w+ )?(?:employees|staff|workers))\b/,
  },
  {
    means: ['features=reads-emotions'],
    says: /\b(?:recogni[sz]es? (?:\w+ ){0,2}(?:emotions?|moods?)|detects? (?:\w+ ){0,2}(?:emotions?|moods?|stress)|emotion recognition|mood detection)\b/,
  },
  {
    means: ['features=controls-machines'],
    says: /\b(?:adjusts (?:\w+ )?set points|opens the (?:turnstile|gate|door|barrier)|controls? (?:the )?(?:machines?|robots?|vehicles?|valves?|turbines?))\b/,
  },
  {
    means: ['features=acts-in-systems'],
    says: /\b(?:books? (?:appointments|meetings|interviews)|writes (?:them|it|the results?) (?:to|into) (?:sap|the \w+)|(?:payments?|transactions?|claims|orders|applications|e ?mails) .{0,40}(?:are|is) (?:blocked|paid|approved|sent|placed|booked) (?:automatically|without)|(?:blocked|paid|sent|booked|ordered) automatically|limit is set automatically|into the crm)\b/,
  },
  {
    means: ['features=public-text'],
    says: /\b(?:articles?|manuals?|posts?|press releases?|product texts?|newsletters?) (?:are|is|gets?) published\b/,
  },
  {
    means: ['canStop=at-once'],
    says: /\b(?:switch(?:ed)? (?:it|\w+)? ?off (?:with|at any)|can (?:be )?(?:overruled?|override|overridden|overwrite|overwritten|stopped?) (?:it |them |every |each |any |at )|stop it at any time)\b/,
  },
  { means: ['purpose=customer-chatbot'], says: /\b(?:chat ?bot|talks? to (?:our |your )?(?:customers|visitors))\b/ },
  { means: ['purpose=forecasting-maintenance'], says: /\b(?:predicts?|forecasts?|demand model)\b/ },
  { means: ['purpose=interview-scheduling'], says: /\bbooks? (?:job )?interviews\b/ },
  { means: ['purpose=fraud-detection'], says: /\b(?:fraud|suspicious (?:payments?|transactions?))\b/ },
  {
    means: ['circumstances=people-recorded'],
    says: new RegExp(`\\b${PEOPLE} (?:\\w+ ){0,3}(?:is|are) affected\\b`),
  },
  // What it plays a part in.
  {
    means: ['decisions=hiring', 'purpose=recruiting-screening'],
    says: /\b(?:(?:ranks?|screens?|scores?|shortlists?) (?:the |our |all |every |incoming )?(?:applicants?|applications|candidates|cvs|job)|(?:who|whom) (?:they |is |are )?invited?|fits? the (?:advert|job))\b/,
  },
  {
    means: ['decisions=work', 'purpose=performance-evaluation'],
    says: /\b(?:yearly review|annual review|performance (?:review|rating)s?|appraisals?|score per (?:agent|employee)|shift planning|promotions? of|bonus(?:es)?)\b/,
  },
  {
    means: ['decisions=education'],
    says: /\b(?:remote exams?|exams? fair|grades? (?:exams|essays)|marks essays|admission to)\b/,
  },
  {
    means: ['decisions=credit', 'purpose=credit-or-pricing-decisions'],
    says: /\b(?:(?:consumer|personal|bank) loans?|overdraft limits?|credit (?:scor\w+|limits?|decisions?)|creditworthiness|probability of default|mortgages?)\b/,
  },
  {
    means: ['decisions=insurance'],
    says: /\b(?:(?:motor|insurance|injury|health|household) claims?|underwrit\w+|insurance premiums?)\b/,
  },
  {
    means: ['decisions=services'],
    says: /\b(?:(?:housing|social|unemployment|child) benefits?|welfare|social housing)\b/,
  },
  {
    means: ['decisions=emergency'],
    says: /\b(?:emergency calls?|ambulances?|triage of (?:calls|patients)|dispatcher)\b/,
  },
  {
    means: ['decisions=health'],
    says: /\b(?:diagnos(?:is|es|e)|prescriptions?|treatment of patients|discharge letters?|radiolog\w+|medication)\b/,
  },
  {
    means: ['decisions=blocking'],
    says: /\b(?:(?:payments?|transactions?|accounts?|posts?) .{0,40}(?:are|is|gets?) (?:blocked|suspended|frozen|removed)|blocks? (?:payments?|accounts?|transactions?))\b/,
  },
  {
    means: ['decisions=pricing'],
    says: /\b(?:lead scoring|personali[sz]ed (?:prices|offers)|individual prices|dynamic pricing)\b/,
  },
  // In words.
  {
    means: ['unintendedUse'],
    says: /\b(?:must not be used|may not be used|shall not be used|is not (?:meant|intended) for|not to be used|cannot (?:give|change|pay|close|order)|will not take any decision|has no influence on|gives no (?:marks|grades)|never (?:rejects|decides)|no cloning)\b/,
    negative: true,
  },
];
