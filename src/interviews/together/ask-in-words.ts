import type { Context } from '../../chat/vocabulary.ts';
import { action, type Card } from '../../chat/vocabulary.ts';
import type { Part } from '../interview-state.ts';
import { goesOn, type OpenInterview } from '../open-interview.ts';
import { sectionNamed } from '../section-named.ts';
import type { InterviewStores, StepOptions } from '../session.ts';
import { questionNamed } from '../understanding/topics.ts';
import { give } from './act.ts';
import { named } from './find-colleague.ts';

const ASKS =
  /^\s*(?:(?:please|can you|could you|let us|let['’]s|i want to|i['’]d like to)\s+)*ask\s+(@?\S(?:.{0,80}?\S)?)(?:\s+(?:about|for|on)\s+(.{1,120}?))?(?:\s+(?:please|instead|then))?\s*[.!?]*\s*$/iu;
const ANYBODY =
  /^(?:(?:a|another|my|one of my) colleagues?|some(?:body|one)(?: else)?|an expert|the expert|for help|somebody who knows)$/iu;
const THIS = /^(?:this|that|it|(?:this|that|the) (?:question|one|section))$/iu;

/** “Ask @Tom”, “ask Tom Okafor about data quality”: goes to that colleague. `false` when the words mean something else. */
export async function askInWords<Stores extends InterviewStores>(
  context: Context<Stores>,
  text: string,
  found: OpenInterview,
  options: StepOptions<Stores>,
): Promise<boolean> {
  const [, who, about] = ASKS.exec(text) ?? [];
  if (who === undefined || !goesOn(found)) return false;
  if (ANYBODY.test(who)) {
    context.answer(whom(found));
    return true;
  }
  const person = named(await context.stores.people.list(), who);
  // Without an @ it may as well be an answer: “ask the supplier”.
  if (!person.ok && !who.startsWith('@') && person.code === 'nobody') return false;
  if (!person.ok) {
    context.answer(refused(person.message, found));
    return true;
  }
  const part = partMeant(found, about);
  if (!part) {
    context.answer(refused('Please say about which question or section, or choose it.', found));
    return true;
  }
  const given = await give(context, found, { personId: person.value.id, part, note: undefined }, options);
  if (!given.ok) context.answer(refused(given.message, found));
  return true;
}

function partMeant({ questionnaire, interview }: OpenInterview, about: string | undefined): Part | undefined {
  const { current } = interview.state;
  if (about === undefined || THIS.test(about))
    return current === null ? undefined : { kind: 'question', questionId: current };
  const section = sectionNamed(questionnaire, about);
  if (section !== undefined) return { kind: 'section', sectionId: section };
  const question = questionNamed(about.replace(/^(?:the|our|my)\s+/iu, '').toLowerCase(), questionnaire);
  return question && { kind: 'question', questionId: question.id };
}

function ask({ interview }: OpenInterview) {
  const { current, ...rest } = { interview: interview.id, current: interview.state.current };
  return action('together.ask', 'Ask a colleague', current === null ? rest : { ...rest, question: current }, 'primary');
}

function whom(found: OpenInterview): Card {
  return { headline: 'Whom shall I ask?', blocks: [], actions: [ask(found)] };
}

function refused(message: string, found: OpenInterview): Card {
  return {
    headline: 'I have asked nobody',
    tone: 'attention',
    blocks: [{ kind: 'text', text: message }],
    actions: [ask(found)],
  };
}
