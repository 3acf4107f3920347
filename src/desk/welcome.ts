import { action, type Capability, type Card } from '../chat/vocabulary.ts';

const GREETS_OR_ASKS_FOR_HELP =
  /^\s*(?:(?:hi|hello|hey|good\s+(?:morning|afternoon|evening))(?:\s+(?:there|steward))?|help(?:\s+me)?|start|what\s+can\s+(?:you|i)\s+(?:do|ask|say)(?:\s+here)?|what\s+do\s+you\s+do|how\s+does\s+this\s+work|who\s+are\s+you|what\s+(?:are\s+you|is\s+this)|are\s+you\s+(?:a\s+)?(?:human|person|bot|real))\s*[?!.]*\s*$/i;
const THANKS =
  /^\s*(?:(?:many\s+)?thanks(?:\s+a\s+lot)?|thank\s+you(?:\s+very\s+much)?|thx|cheers|great|perfect|ok(?:ay)?|bye)\s*[!.]*\s*$/i;

const ASKS_FOR_APPROVAL =
  /^\s*(?:(?:hi|hello|hey|so|please)[, ]+)*(?:how (?:do|can|should|would|does) (?:i|we|one|somebody) (?:get|ask for|request|apply for|obtain|seek)|where (?:do|can|should) (?:i|we) (?:get|ask for|request|apply for)|(?:i|we) need(?: to get)?|who (?:gives|grants)(?: me| us)?)(?: an?| the| your)? (?:approval|permission|clearance|sign-?off|ok|okay|go-ahead)(?: (?:for|to use|on) (?:an?|my|our|some|the|new|this|another)(?: new| ai| other)* (?:tools?|apps?|systems?|software|products?|uses?))?(?: here)?\s*[?!.]*\s*$/i;

/** The first question of whoever has found a tool. */
const HOW_TO_GET_APPROVAL: Card = {
  headline: 'Tell me which tool, and what for',
  blocks: [
    {
      kind: 'list',
      items: [
        'Say it in a sentence, such as “I want to use DeepL to translate letters”. I read what I can from it.',
        'I ask what is missing, one question at a time or as a form. “I don’t know” is an answer, and you can pause.',
        'The governance team decides. You get the decision here with its reason, its conditions and its end; “my desk” shows where it stands.',
      ],
    },
    { kind: 'text', text: 'Perhaps it is approved already: “Can I use DeepL for letters?” tells you.', subtle: true },
  ],
  actions: [action('interview.start', 'Declare an AI use', {}, 'primary')],
};

/** What somebody reads who asks what Steward is, or has just installed it. */
export const WELCOME: Card = {
  headline: 'I am Steward',
  blocks: [
    {
      kind: 'text',
      text: 'A piece of software, not a person. I bring uses of AI to the people who decide on them. You can say:',
    },
    {
      kind: 'list',
      items: [
        '“I would like to use Otter.ai to transcribe client calls”: I ask what is missing and take it to the governance team.',
        '“Can I use ChatGPT for translations?”: I look into the register.',
        '“What does the AI Act say about AIS-3?”: what it makes of a registered system, and what we have to do.',
        '“What does ISO 42001 want for impact assessments?”: I answer with sources.',
        '“I want to report a concern”: I take it to the people who handle it, in confidence.',
        '“my desk”: what waits for you, and what you may use.',
      ],
    },
  ],
  actions: [action('interview.start', 'Declare an AI use')],
};

/** Answers those who say hello, or ask what this is; offered a message after everything that could mean more by it. */
export function createWelcomeCapability<Stores>(): Capability<Stores> {
  return {
    name: 'welcome',
    message: async (context, { text }) => {
      if (GREETS_OR_ASKS_FOR_HELP.test(text)) context.answer(WELCOME);
      else if (ASKS_FOR_APPROVAL.test(text)) context.answer(HOW_TO_GET_APPROVAL);
      else if (THANKS.test(text)) context.answer({ headline: 'You are welcome', tone: 'quiet', blocks: [] });
      else return { kind: 'passed' };
      return { kind: 'handled' };
    },
  };
}
