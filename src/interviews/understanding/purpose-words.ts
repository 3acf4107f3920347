/** What is done, to what: each of the one with each of the other means the option. */
interface Doing {
  readonly option: string;
  readonly does: readonly string[];
  readonly to: readonly string[];
}

const CVS = ['applicants', 'candidates', 'CVs', 'resumes', 'job applications', 'cover letters', 'people who apply'];
const STAFF = ['employees', 'staff', 'workers', 'colleagues', 'team members', 'agents', 'sales people', 'salespeople'];
const CUSTOMER_TALKS = ['calls', 'conversations', 'phone calls', 'video calls', 'talks'].flatMap((talk) => [
  `client ${talk}`,
  `customer ${talk}`,
]);
const LANGUAGES =
  'English German French Spanish Italian Portuguese Polish Dutch Swedish Danish Norwegian Finnish Czech Greek Turkish Ukrainian Russian Chinese Japanese Korean Arabic Hindi Romanian Hungarian'.split(
    ' ',
  );

/**
 * How people say what a tool does, by the option ids that questionnaires use for purposes; an option id missing there is
 * passed over. Two words that say it only together: "rank applicants" is a purpose, "applicants" may be anybody.
 */
const DOINGS: readonly Doing[] = [
  {
    option: 'recruiting-screening',
    does: words(
      'rank sort screen filter assess evaluate score compare shortlist select preselect pre-select rate judge grade match',
    ),
    to: CVS,
  },
  {
    option: 'recruiting-screening',
    does: words('find choose pick check review read'),
    to: words('applicants candidates CVs resumes'),
  },
  { option: 'recruiting-screening', does: ['shortlist', 'preselect', 'pre-select'], to: ['people'] },
  {
    option: 'interview-scheduling',
    does: words('arrange schedule plan book organise coordinate set fix'),
    to: words('meetings interviews appointments'),
  },
  { option: 'interview-scheduling', does: ['find'], to: ['slots', 'free slots', 'appointments'] },
  {
    option: 'meeting-notes',
    does: ['sum up', 'summarise', 'write down', 'write up', 'protocol', 'document', 'note down', 'take notes of'],
    to: ['meetings', 'team meetings', 'what we agreed'],
  },
  { option: 'meeting-notes', does: ['take', 'write', 'draft'], to: ['minutes', 'meeting notes', 'meeting minutes'] },
  {
    option: 'client-call-transcription',
    does: words('record transcribe log document summarise analyse'),
    to: CUSTOMER_TALKS,
  },
  {
    option: 'client-call-transcription',
    does: ['write out', 'write down', 'write up', 'listen to'],
    to: CUSTOMER_TALKS,
  },
  {
    option: 'drafting-text',
    does: words('write draft polish improve correct edit rewrite rephrase reword word proofread'),
    to: words('emails letters reports memos texts documents articles spelling grammar sentences English'),
  },
  {
    option: 'summarising',
    does: ['summarise', 'condense', 'shorten', 'digest', 'sum up', 'boil down', 'abstract'],
    to: words('documents reports studies papers articles texts books files PDFs'),
  },
  { option: 'translation', does: ['into'], to: LANGUAGES },
  { option: 'translation', does: ['from'], to: LANGUAGES.map((language) => `${language} to`) },
  {
    option: 'research',
    does: ['look up', 'research', 'search', 'find', 'find out', 'read up on', 'gather', 'investigate'],
    to: words('sources market competitors information literature studies facts topics trends answers'),
  },
  {
    option: 'brainstorming',
    does: ['come up with', 'find', 'collect', 'develop', 'think up', 'generate', 'get', 'spark'],
    to: ['ideas', 'names', 'slogans', 'concepts', 'themes'],
  },
  {
    option: 'coding',
    does: words('write complete generate develop program build debug refactor'),
    to: words('code software apps scripts functions programs websites plugins SQL Python Java JavaScript macros'),
  },
  {
    option: 'code-review',
    does: words('check review inspect audit'),
    to: ['code', 'source code', 'pull requests', 'merge requests', 'commits'],
  },
  {
    option: 'code-review',
    does: words('mistakes errors bugs faults vulnerabilities weaknesses'),
    to: ['in code', 'in source code'],
  },
  {
    option: 'data-analysis',
    does: words('analyse evaluate explore visualise interpret examine plot crunch'),
    to: ['data', 'figures', 'numbers', 'surveys', 'survey results', 'spreadsheets', 'statistics', 'measurements'],
  },
  {
    option: 'data-analysis',
    does: ['patterns', 'trends', 'outliers'],
    to: ['in data', 'in figures', 'in numbers', 'in sales figures'],
  },
  {
    option: 'presentations',
    does: words('build make prepare create design draft polish'),
    to: words('slides deck decks presentation presentations'),
  },
  {
    option: 'images',
    does: words('draw make create generate retouch edit design paint crop'),
    to: words('pictures images photos illustrations logos graphics banners drawings posters'),
  },
  {
    option: 'video-audio',
    does: words('make cut edit produce create voice dub record subtitle'),
    to: words('films videos clips podcasts audio music voice-overs jingles'),
  },
  {
    option: 'marketing-content',
    does: words('write word draft plan create generate schedule'),
    to: [
      'posts',
      'blog posts',
      'newsletters',
      'ads',
      'campaigns',
      'press releases',
      'product descriptions',
      'social media',
      'marketing texts',
    ],
  },
  {
    option: 'sales-prospecting',
    does: words('find search contact identify approach win'),
    to: ['leads', 'prospects', 'new customers', 'new clients', 'buyers', 'possible customers', 'companies that buy'],
  },
  {
    option: 'customer-replies',
    does: words('answer reply respond suggest draft handle'),
    to: [
      'complaints',
      'support tickets',
      'tickets',
      'support requests',
      'customer questions',
      'customer requests',
      'customer enquiries',
      'answers to support requests',
      'answers to customers',
    ],
  },
  {
    option: 'customer-chatbot',
    does: ['chat', 'talk', 'speak'],
    to: ['with visitors', 'with customers', 'to customers', 'to visitors'],
  },
  { option: 'customer-chatbot', does: ['answer', 'greet', 'help'], to: ['visitors of website', 'website visitors'] },
  {
    option: 'performance-evaluation',
    does: words('rate score judge evaluate assess appraise rank grade'),
    to: [...STAFF, 'performance'],
  },
  {
    option: 'performance-evaluation',
    does: ['appraisal', 'performance', 'promotion'],
    to: ['interviews', 'decisions', 'talks'],
  },
  {
    option: 'monitoring-staff',
    does: words('watch monitor track observe supervise measure surveil'),
    to: [...STAFF, 'productivity', 'working hours'],
  },
  { option: 'monitoring-staff', does: ['how productive', 'how busy'], to: ['people', ...STAFF] },
  {
    option: 'credit-or-pricing-decisions',
    does: words('decide set calculate assess approve refuse grant determine'),
    to: [
      'loans',
      'loan',
      'credit',
      'credits',
      'prices',
      'premiums',
      'tariffs',
      'insurance claims',
      'who gets loan',
      'who gets credit',
    ],
  },
  {
    option: 'fraud-detection',
    does: words('fraudulent fake suspicious'),
    to: words('orders payments transactions claims accounts invoices bookings'),
  },
  {
    option: 'fraud-detection',
    does: words('spot catch detect find recognise flag prevent stop'),
    to: ['fraud', 'fraudsters', 'scams'],
  },
  {
    option: 'legal-review',
    does: ['check', 'review', 'read', 'compare', 'analyse', 'go through', 'draft', 'examine'],
    to: ['contracts', 'NDAs', 'clauses', 'agreements', 'terms and conditions'],
  },
  {
    option: 'process-automation',
    does: words('enter extract pull copy fill process capture'),
    to: ['invoices', 'data out of', 'data from', 'forms', 'orders', 'receipts', 'timesheets'],
  },
  { option: 'process-automation', does: ['sort', 'route', 'forward'], to: ['emails', 'mail', 'incoming mail'] },
  {
    option: 'forecasting-maintenance',
    does: words('predict forecast plan estimate anticipate'),
    to: [
      'demand',
      'sales',
      'machines',
      'failures',
      'breakdowns',
      'stock',
      'capacity',
      'routes',
      'inventory',
      'revenue',
      'maintenance',
    ],
  },
  { option: 'education-training', does: ['learn', 'practise', 'teach'], to: [...LANGUAGES, 'languages', 'vocabulary'] },
  {
    option: 'education-training',
    does: words('prepare write create build design'),
    to: words('course courses lessons quizzes trainings exercises'),
  },
  {
    option: 'security-monitoring',
    does: words('stop notice detect block find recognise spot filter'),
    to: ['attacks', 'phishing', 'malware', 'intrusions', 'viruses', 'threats', 'vulnerabilities', 'spam', 'hackers'],
  },
  { option: 'accessibility', does: ['dictate', 'speak'], to: ['instead of typing', 'rather than type'] },
  { option: 'accessibility', does: ['hard of', 'impaired'], to: ['hearing', 'sight', 'vision'] },
];

/** Each phrase with the option that it means. */
export const PURPOSE_WORDS: readonly { readonly option: string; readonly words: string }[] = DOINGS.flatMap(
  ({ option, does, to }) => does.flatMap((verb) => to.map((object) => ({ option, words: `${verb} ${object}` }))),
);

function words(list: string): readonly string[] {
  return list.split(' ');
}
