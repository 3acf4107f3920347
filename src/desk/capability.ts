import type { Content } from '../chat/outgoing.ts';
import { privately } from '../chat/privately.ts';
import { action, type Capability, type Card, type Context } from '../chat/vocabulary.ts';
import { isReadBy } from '../people/acting-person.ts';
import { submittersView } from '../reviews/ask-about.ts';
import { type DeskOptions, deskCard } from './desk.ts';
import type { DeskStores } from './desk-sections.ts';
import { processCard } from './process.ts';
import { teamCard } from './team.ts';

const ASKS_FOR_DESK =
  /^\s*(?:(?:show\s+)?(?:me\s+)?my\s+desk|desk|status|(?:show\s+)?(?:me\s+)?my\s+(?:requests|declarations|drafts|reviews|queue|tasks|to-?dos)|what\s+(?:should|must|can)\s+i\s+(?:do\s+(?:next|now)|finish)|my\s+(?:submissions|tools|uses)|what\s+(?:do\s+i\s+(?:owe|have\s+to\s+do|need\s+to\s+do)(?:\s+you)?|(?:is\s+waiting|waits)(?:\s+for\s+me)?|(?:is\s+)?on\s+my\s+(?:plate|list|desk))|what(?:'|’)?s\s+(?:waiting(?:\s+for\s+me)?|on\s+my\s+(?:plate|list|desk))|(?:(?:show|list)\s+)?(?:me\s+)?(?:(?:all|the|my|our)\s+)*(?:open|pending|waiting)\s+(?:reviews|requests|submissions|declarations))\s*[?.!]*\s*$/i;

const ASKS_FOR_REQUEST =
  /^\s*(?:(?:what(?:['’]s| is)?|how(?:['’]s| is)?|where(?:['’]s| is)?|is|has|did|when will|any|the|there|happened|happens|happening|become|became|to|of|with|on|about|from|status|state|news|answer|you|hear|anything|update|updates|do|i|get|got|an?) )*my (?:last |latest |ai |tool )*(?:request|submission|declaration|application|registration|form|case|review|approval|ticket)(?: (?:been|be|go|doing|going|now|yet|approved|decided(?: on)?|rejected|reviewed|status|through|done))*\s*[?.!]*\s*$/i;
const ASKS_FOR_TEAM =
  /^\s*who(?:['’]s| is| are)? (?:(?:is |are )?(?:responsible|in charge|accountable)(?: (?:for|of))?|decides(?: (?:on|about))?|approves|reviews|(?:can|do|should|must|could) (?:i|we) (?:ask|talk to|contact|turn to|speak to|call|write to)(?: about)?|(?:is|are) (?:(?:in|on) )?the|knows about|owns)(?: (?:the|our|my))? ?(?:ai|ai governance|governance|ai tools?|tools?|ai uses?|it|this|that|these|requests?|declarations?|approvals?|ai management system|ai stuff|ai topics|team|governance team|ai governance team|ai team|register)?(?: (?:questions|tools|team|topics|approvals|uses|governance|management))?(?: (?:here|at our company|in (?:this|our|the) (?:company|organi[sz]ation)|for us|with us))?\s*[?.!]*\s*$/i;

/** “What do I owe?”, “what happened to my request?” and “who is responsible for AI here?” in words. */
export function createDeskCapability<Stores extends DeskStores>(options: DeskOptions): Capability<Stores> {
  return {
    name: 'desk',
    message: async (context, { text }) => {
      const process = processCard(text, options.policy);
      if (process) {
        context.answer(process);
        return { kind: 'handled' };
      }
      if (ASKS_FOR_TEAM.test(text)) {
        context.answer(teamCard(await context.stores.people.list()));
        return { kind: 'handled' };
      }
      const asksForRequest = ASKS_FOR_REQUEST.test(text);
      if (!asksForRequest && !ASKS_FOR_DESK.test(text)) return { kind: 'passed' };
      const submitted = asksForRequest ? await context.stores.reviews.submittedBy(context.actor.personId) : [];
      if (asksForRequest && submitted.length === 0) {
        const drafts = await context.stores.interviews.openOf(context.actor.personId);
        tell(context, { kind: 'card', card: nothingSubmitted(drafts[0]?.id), wordsOf: context.actor.personId });
        return { kind: 'handled' };
      }
      const [only, ...others] = submitted;
      const view =
        only && others.length === 0
          ? { name: submittersView(only.review), subjectId: only.review.id }
          : { name: 'desk.home', subjectId: context.actor.personId };
      tell(context, { kind: 'view', view });
      return { kind: 'handled' };
    },
    actions: {
      /** Shows the desk where it was asked for, such as in a platform's home of the app. */
      home: async (context) => {
        if (context.conversation.visibility !== 'direct')
          return { kind: 'notice', text: 'Others would see your desk here.' };
        context.send({
          to: { kind: 'conversation', address: context.conversation },
          content: { kind: 'view', view: { name: 'desk.home', subjectId: context.actor.personId } },
        });
        return undefined;
      },
    },
    views: {
      home: async (stores, { subjectId }, viewer) =>
        (await isReadBy(stores, viewer, subjectId))
          ? { ...(await deskCard(stores, subjectId, options, viewer.now)), headline: 'Your desk' }
          : notYours,
    },
  };
}

/** What somebody owes or asked for is for their eyes; where others read along, they only learn that it was sent. */
function tell<Stores>(context: Context<Stores>, content: Content): void {
  context.send({ to: privately(context), content });
  if (context.conversation.visibility === 'channel') context.answer(sentToYou);
}

const notYours: Card = { headline: 'This desk is not yours to see', tone: 'quiet', blocks: [] };

const sentToYou: Card = { headline: 'I have written to you in our own conversation.', tone: 'quiet', blocks: [] };

function nothingSubmitted(draft: string | undefined): Card {
  const [text, next] =
    draft === undefined
      ? [
          'Tell me which AI tool you would like to use and what for, and I take it to the governance team.',
          action('interview.start', 'Declare an AI use'),
        ]
      : [
          'You have a draft that is not submitted. The governance team sees it once you submit it.',
          action('interview.resume', 'Go on with it', { interview: draft }, 'primary'),
        ];
  return { headline: 'You have submitted nothing yet', blocks: [{ kind: 'text', text }], actions: [next] };
}
