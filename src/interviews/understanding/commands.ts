import type { Question, Questionnaire } from '../questionnaire.ts';
import type { Command } from '../understanding.ts';
import { type Reading, wordsOf } from './reading.ts';
import { questionNamed } from './topics.ts';

type Plain = Exclude<Command['kind'], 'change'>;

const THING =
  '(?: (?:it|this|that|this one|that one|this question|that question|the question|this part|this registration|the registration|this interview|the interview|this declaration|the declaration|this form|everything|my answers|all of it))?';

// Each pattern is the whole message, politeness left out: a longer sentence with the same words is an answer.
const PATTERNS: readonly (readonly [Plain, RegExp])[] = [
  [
    'why',
    /^(?:why|why not|how come|what for|why (?:(?:on earth|exactly|actually|even|the hell) )?(?:do|are|would|did) you (?:ask|asking|want to know|need to know|need|need to ask|care)(?: (?:this|that|it|me this|me that|for this|about this|about that))?|why (?:is|was) (?:this|that|it)(?: question)? (?:needed|asked|necessary|important|relevant|required|being asked)|why (?:this|that)(?: question)?|what (?:is|do you need) (?:this|that|it) for|what's this for|why does (?:this|that|it) matter|why should i (?:answer|tell you)(?: this| that)?|why must i answer(?: this| that)?|what does it matter)$/,
  ],
  [
    'skip',
    new RegExp(
      `^(?:skip${THING}|next|next question|next one|next please|pass|i pass|let's skip${THING}|move on|leave${THING} out|can (?:i|we) skip${THING}|i'd like to skip${THING}|i want to skip${THING}|ask me later|i'd rather not (?:say|answer)|rather not say|prefer not to say)$`,
    ),
  ],
  [
    'back',
    /^(?:back|go back|step back|back up|undo|previous|previous question|the previous question|go to the previous question|go back to the previous question|one back|go one back|one step back|go back one|go back one question|back one question|back please|take me back|last question again|can (?:we|i|you) go back|let's go back|i want to go back|i'd like to go back|return to the previous question)$/,
  ],
  [
    'pause',
    /^(?:pause|pause here|stop|quit|exit|stop here|stop for now|let's stop here|take a break|let's take a break|let's pause|break|later|not now|continue later|let's continue later|let's do this later|let's do it later|save and exit|save for later|finish later|i'll finish later|i will finish later|i'll continue later|i will continue later|i'll be back|i'll come back later|i need a break|i have to go|come back later|to be continued|i'll do this later|can we (?:pause|continue later|do this later)|pause (?:it|this|the interview|the registration))$/,
  ],
  [
    'resume',
    /^(?:resume|continue|carry on|go on|let's continue|let's go on|let's carry on|let's resume|continue where (?:we|i) left off|pick up where (?:we|i) left off|where were we|i'm back|resume (?:it|this|the interview|the registration|my registration|my declaration|the assessment|my assessment)|continue (?:it|the interview|the registration|my registration|my declaration)|keep going|proceed)$/,
  ],
  [
    'cancel',
    new RegExp(
      `^(?:cancel${THING}|abort${THING}|discard${THING}|delete (?:this|the|my) (?:registration|declaration|draft|interview)|forget (?:it|this|about it)|never mind|nevermind|drop it|i want to cancel${THING}|i'd like to cancel${THING}|i changed my mind)$`,
    ),
  ],
  [
    'summary',
    /^(?:summary|summarise|summarize|summarise my answers|overview|the summary|show (?:me )?(?:the |a |my )?(?:summary|overview|answers|answers so far)|(?:show|list|review) (?:me )?(?:all )?my answers|what have i (?:said|answered|told you)(?: so far)?|what do you have(?: so far)?|what did i (?:say|answer)(?: so far)?|give me (?:a|the) summary|review)$/,
  ],
  [
    'submit',
    /^(?:(?:all good|all correct|everything is correct|yes|ok|looks good) )?(?:submit|submit (?:it|this|that|now|the registration|the declaration|my answers|my registration)|send (?:it|it off|it in|this|this off|it now)|hand it in|i'm done|we're done|done|i am done|file it|go ahead and submit|ready to submit|i want to submit|i'd like to submit)$/,
  ],
  [
    'status',
    /^(?:status|progress|where are we|where am i|how far (?:are we|am i|is it)|how (?:much|many)(?: more)?(?: questions)?(?: are)? (?:left|remaining|to go|is left)|how many more(?: questions)?|how long (?:will|does) (?:this|it) take|how much longer|what is the status|what's the status|are we done|are we done yet|is that all|what's left|what is left|what is missing|what's missing)$/,
  ],
  [
    'help',
    /^(?:help|help me|i need help|commands|what can (?:you do|i say|i do|i type)|what are the commands|how does this work|how do you work|show help|i'm stuck|i am stuck|can you help(?: me)?|what now|options|menu|instructions)$/,
  ],
  [
    'confirmAll',
    /^(?:(?:yes |yep |yeah )?(?:all|everything|it all|that all|it's all|that's all|they're all|they are all|all of it|all of that|all of them)(?: is| are| looks| seems)?(?: all)? (?:correct|right|good|fine|ok|okay|true|accurate)|all correct|confirm|confirm all|confirm everything|i confirm|confirmed|(?:yes )?(?:that|this|it)(?:'s| is| looks| all looks) (?:all )?(?:correct|right|good|fine)|(?:yes )?looks (?:good|right|fine|correct|great)(?: to me)?|lgtm|yes to all|yes all|correct|yes correct|exactly|accept all|you got it right|you understood (?:it |me )?(?:right|correctly|well))$/,
  ],
  ['sections', /^(?:sections|(?:show |list )?(?:me )?(?:the |all |all the )?sections|which sections are there)$/],
  [
    'restart',
    /^(?:restart|start over|start again|start from scratch|start afresh|begin again|begin from the beginning|from the beginning|start from the beginning|let's start over|reset|i want to start over|i'd like to start over|can we start over)$/,
  ],
];

const POLITE_BEFORE =
  /^(?:(?:please|ok|okay|hi|hello|hey|steward|sorry|well|oh|um|so|now|then|actually|could you|can you|would you|thanks|great|let me|i want to|i'd like to|alright) )+/;
const POLITE_AFTER = /(?: (?:please|thanks|thank you|now|for now|then|steward|again|ok|okay|mate|sir))+$/;
const WORDS_MOST = 14;

/** A request about the interview itself, when the message is (nearly) nothing else. */
export function commandOf(
  reading: Reading,
  questionnaire: Questionnaire,
  asked: Question | undefined,
): Command | undefined {
  if (reading.tokens.length === 0 || reading.tokens.length > WORDS_MOST) return undefined;
  const words = wordsOf(reading);
  const shorter = words.replace(POLITE_BEFORE, '').replace(POLITE_AFTER, '');
  const bare = [words, words.replace(POLITE_AFTER, ''), words.replace(POLITE_BEFORE, ''), shorter];
  for (const [kind, pattern] of PATTERNS) {
    if (bare.some((form) => pattern.test(form))) return kind === 'why' && asked === undefined ? undefined : { kind };
  }
  // “No, that is wrong” answers a question of yes or no.
  if (asked?.kind !== 'yes-no' && bare.some((form) => MISTAKE.test(form)))
    return { kind: 'change', questionId: undefined };
  return changeOf(shorter, questionnaire);
}

/** Something that was said or understood is wrong, and not yet what. */
const MISTAKE =
  /^(?:(?:wait|hang on|hold on|oh|oops|no|nope|hmm|but|sorry|i think) )*(?:(?:i|we)(?: have|'ve)? (?:made|did) (?:a|some) (?:mistakes?|errors?|typo)|(?:i|we) (?:got|answered|said|wrote|clicked) (?:something|that|it|one|the last one) wrong|(?:i|we) (?:clicked|pressed|chose|picked) the wrong (?:one|button|thing|answer)|(?:that's|thats|that is|that was|this is|it's|it is|something is|one thing is) (?:all |partly |completely )?(?:wrong|not right|incorrect|not correct|not what i (?:meant|said)|a mistake)|(?:that|this|it|something) (?:isn't|is not|was not|wasn't) (?:right|correct|what i (?:meant|said))|(?:my|the|one) (?:last )?answer (?:is|was) wrong)$/;

/** "Change the vendor": names a question and no new value; "change the vendor to X" is an answer. */
function changeOf(words: string, questionnaire: Questionnaire): Command | undefined {
  const match =
    /^(?:i (?:want|need|would like|have) to |i'd like to |let's |let me )?(?:change|edit|correct|fix|amend|update|redo|modify) (.{2,80})$/.exec(
      words,
    );
  const what = match?.[1];
  if (what === undefined || / (?:to|into|from) /.test(what)) return undefined;
  const thing = what
    .replace(/^(?:my |the |an |a )?(?:answers?|replies|reply)(?: (?:to|about|on|for))?(?: the| my| question)*/, '')
    .replace(/^(?:the|my|our) /, '')
    .trim();
  if (/^(?:something|it|that|an answer|one|anything|some|)$/.test(thing))
    return { kind: 'change', questionId: undefined };
  const question = questionNamed(thing, questionnaire);
  return question === undefined ? undefined : { kind: 'change', questionId: question.id };
}
