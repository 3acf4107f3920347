import { action, type Card } from '../chat/vocabulary.ts';
import type { Lane } from '../interviews/screening.ts';
import type { ReviewPolicy } from '../reviews/policy.ts';
import { LANE_WORDS } from '../reviews/words.ts';

const ASKS_HOW_LONG =
  /^\s*(?:how (?:long|many days|soon|fast|quickly)|when) (?:(?:does|do|will|would|is|can|until|it|take|i|we|you|get|have|an?|the|my|this|for|to|till|hear|back) )*(?:approval|approve|approved|review|reviewed|decision|decided|decide|answer|request|declaration|get approved)s?(?: (?:(?:of|for) (?:an?|my|the) (?:ai )?(?:tool|request|declaration)|take|takes|usually|normally|take usually|be made|be decided|to be approved|here|get approved|process|be approved))*\s*[?.!]*\s*$/i;
const ASKS_WHY =
  /^\s*(?:but )?why (?:do|must|should|would) (?:i|we) (?:even |really )?(?:have to |need to )?(?:do|declare|register|report|fill in|fill out|go through|answer|ask)(?: (?:all |any of )?(?:this|that|it|these questions|an? (?:ai )?tool|(?:ai )?tools|ai uses?|an ai use))*(?: (?:at all|here))?\s*[?.!]*\s*$/i;

/** What people want to know about the process itself: how long it takes, and what it is for. */
export function processCard(text: string, policy: ReviewPolicy): Card | undefined {
  if (ASKS_HOW_LONG.test(text)) return howLong(policy);
  return ASKS_WHY.test(text) ? why : undefined;
}

const LANES_IN_ORDER: readonly Lane[] = ['catalogue', 'light', 'full', 'stop'];

function howLong(policy: ReviewPolicy): Card {
  return {
    headline: 'How long a decision takes',
    blocks: [
      {
        kind: 'facts',
        facts: LANES_IN_ORDER.map((lane) => {
          const [label = lane, note = ''] = LANE_WORDS[lane].split(': ', 2);
          return { label, value: `within ${policy.lanes[lane].dueWorkingDays} working days`, note };
        }),
      },
      {
        kind: 'text',
        text: 'Your answers choose the lane. When you submit, I tell you the day by which a decision is due.',
        subtle: true,
      },
    ],
  };
}

const why: Card = {
  headline: 'Why AI uses are declared',
  blocks: [
    {
      kind: 'list',
      items: [
        'The company has to know which AI it uses, for what and with whose data. Nobody else knows yours as well as you do.',
        'What can harm people or leak data is looked at before it happens. Most uses harm nobody, and those take a few minutes.',
        'You get a decision by a named person, by a stated day, with its reason. Then the use is covered, and colleagues can join it.',
      ],
    },
  ],
  actions: [action('interview.start', 'Declare an AI use')],
};
