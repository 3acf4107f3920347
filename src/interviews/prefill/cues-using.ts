import type { Cue } from './cue.ts';

/** Since when it is used, by whom, under which plan, and connected to what. */
export const USING_CUES: readonly Cue[] = [
  {
    means: ['status=in-use', 'stage=in-use'],
    says: /\b(?:in (?:operation|use|production|service) since|live since|(?:is|went|been) live|already in use|in use already|already (?:using|use)|we (?:now |already |currently )?use\b|is used (?:by|in|for)|used in \w+|switched it on|we have been using|rolled out (?:in|last|since)|makes campaign|my team (?:makes|uses)|(?:team|soc|group|squad|department) (?:\w+ ){0,3}uses it|in use)\b/,
    unless: /\b(?:would|want to|plan to|not in use|once it is|before it is|when it is)\b/,
  },
  {
    means: ['status=trial', 'stage=trial'],
    says: /\b(?:in (?:a |the )?(?:pilot|trial|test phase)|pilot (?:is|goes|runs|takes|with)|(?:are|is) (?:testing|trialling|piloting|trying) it|reported on the pilot|free trial|trial (?:right now|runs|ends)|proof of concept (?:is|runs)|the pilot (?:takes|goes|runs))\b/,
    unless: /\b(?:would|considering|might|plan(?:ning)? (?:a|to)|after the pilot)\b/,
  },
  {
    means: ['status=planned', 'stage=idea'],
    says: /\b(?:(?:we|i|they|you|department|team|clinic|squad|\w+ \d+ people) ?(?:would|'d) like to (?:use|try|introduce|start|buy|roll)|(?:we'd|i'd) like to (?:use|try|introduce)|want to (?:introduce|start using|roll out|use)|intend to (?:use|introduce|start)|plan(?:s|ning)? to (?:use|go live|introduce|start|launch|roll out)|would start|start would be|considering a pilot|are considering|will go live|go live on|we want to introduce|could i use|please enable|agents would use it)\b/,
    unless: /\b(?:already|since)\b/,
  },
  {
    means: ['account=company-enterprise', 'ourRole=user'],
    says: /\b(?:enterprise (?:contract|licen[cs]e|agreement|plan|account|subscription)|plan enterprise)\b/,
  },
  {
    means: ['account=company-team', 'ourRole=user'],
    says: /\b(?:(?:business|team|teams) (?:plan|account|licen[cs]e|subscription)|plan paid by the company|professional plan|company account business)\b/,
  },
  {
    means: ['account=self-hosted', 'deployment=own-machines'],
    says: /\b(?:self hosted|on premises?|on prem|(?:on|in) our own (?:\w+ ){0,3}(?:servers?|cluster|hardware|infrastructure|data cent(?:re|er)|machines?|computers?)|(?:runs?|hosted) (?:\w+ )?in ?house)\b/,
  },
  { means: ['account=personal-free', 'ourRole=user'], says: /\b(?:my|their) own free (?:account|version|plan)\b/ },
  {
    means: ['account=company-free'],
    says: /\bfree (?:trial|plan|version|account)\b.{0,40}\bwork (?:address|e ?mail)\b|\bcompany (?:address|account) .{0,20}free\b/,
  },
  { means: ['account=built-in-company'], says: /\b(?:comes with our|part of our existing|included in our existing)\b/ },
  { means: ['users=only-me'], says: /\b(?:just me|only me|me alone|nobody but me)\b/ },
  {
    means: ['users=team'],
    says: /\b(?:my team|our team|(?:used by|use it in|in|for|of) the (?!support|service|legal|data|whole|entire)\w+ (?:team|squad|crew)\b|team of (?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve)|squad (?:of )?\d+)\b/,
    unless: /\bcan read along\b/,
  },
  {
    means: ['users=department'],
    says: /\b(?:(?:our|my|whole) (?:\w+ )?department|for the [\w&]+ (?:\w+ )?department)\b/,
    unless: /\bby the \w+ (?:\w+ )?department\b/,
  },
  {
    means: ['users=company'],
    says: /\b(?:all (?:employees|staff|colleagues)|everybody in the company|company wide|the whole company)\b/,
  },
  {
    means: ['users=outside-company'],
    says: /\b(?:visitors? (?:of|to|on) our|talks? to (?:our |your )?customers|(?:questions|calls|messages) (?:from|of) (?:your|our) (?:customers|clients|visitors)|(?:your|our) customers (?:meet|use|see|chat)|for (?:pupils|students|citizens|patients|customers))\b/,
  },
  {
    means: ['connectors=customer-system'],
    says: /\b(?:salesforce|hubspot|zendesk|dynamics|(?:the|our) crm|shop system|ticket system|customer system)\b/,
  },
  { means: ['connectors=calendar'], says: /\b(?:calendars?|books? appointments)\b/ },
  {
    means: ['connectors=email'],
    says: /\b(?:reads? (?:the |my |our )?(?:\w+ )?(?:mailbox|inbox)|connected to (?:the |our )?(?:mailbox|outlook))\b/,
  },
  {
    means: ['connectors=code-repository'],
    says: /\b(?:gitlab|bitbucket|in the ide|our github (?:repositories|organisation)|our repositories)\b/,
  },
  {
    means: ['connectors=files'],
    says: /\b(?:sharepoint|onedrive|google drive|shared drive|network drive|file share|confluence)\b/,
  },
  { means: ['connectors=people-system'], says: /\b(?:personio|workday|applicant tracking system|hr system)\b/ },
  {
    means: ['connectors=other'],
    says: /\b(?:in|into|to|from) (?:sap|the (?:\w+ )?database|the data warehouse|our erp)\b/,
  },
  {
    means: ['ourRole=user'],
    says: /\b(?:we (?:now |already |currently )?use (?:it|the product|\w+ pro|\w+ under)|we bought|our licen[cs]e|the supplier (?:\w+ ){0,2}hosts?|(?:intend|like|want|plan) to (?:use|try))\b/,
  },
  {
    means: ['ourRole=developer', 'modelKind=own'],
    says: /\b(?:(?:developed|trained|built|made) (?:in ?house|internally|by (?:us|our)|in our own)|our own (?:\w+ ){0,3}(?:team |group )?(?:developed|trained|built)|we (?:built|developed|trained|fine tuned) (?:it|the model|this)|developed in house)\b/,
  },
  {
    means: ['deployment=suppliers-cloud'],
    says: /\b(?:(?:who |which |supplier (?:\w+ ){0,2})hosts?(?: it)? in|hosted (?:by the supplier|in the)|runs in (?:\w+ )?data cent(?:re|er)s|runs in the supplier|software as a service|saas)\b/,
    unless: /\bour own\b/,
  },
  {
    means: ['dataRegion=at-home'],
    says: /\b(?:(?:hosted|hosts?|host it|stored|kept|data cent(?:re|er)s?) (?:\w+ ){0,4}in (?:the eu|the european union|germany|ireland|france|the netherlands|austria|finland|sweden|denmark|spain|italy|poland|belgium))\b/,
  },
  {
    means: ['modelKind=general'],
    says: /\b(?:large language model|azure openai|built (?:it )?(?:on|with) (?:gpt|claude|gemini|mistral|llama)|with (?:llama|claude|gpt|mistral|gemini)\b|foundation model)/,
  },
  {
    means: ['modelKind=special'],
    says: /\b(?:trained by the supplier|model of the supplier|model of theirs|made for this purpose)\b/,
  },
  {
    means: ['model'],
    says: /\b(?:isolation forest|gradient boosted|random forest|language model|neural network|logistic (?:regression|scorecard)|segmentation model|yolo model|built (?:it )?(?:on|with) (?!our)|with (?:llama|claude|gpt|mistral|gemini) \d)\b/,
  },
  {
    means: ['version'],
    span: true,
    says: /\b(?:version|release) \d[\w.]*\b/,
    unless: /\b(?:version \d+ (?:\d+ )?of this|later version)\b/,
  },
];
