import { dayInWords } from '../../chat/day-in-words.ts';
import { type Action, action, type Block, type Card, type Fact } from '../../chat/vocabulary.ts';
import { hasButtons, inputsOf } from '../cards.ts';
import { answerTo } from '../conditions.ts';
import type { SharedPart } from '../interview-state.ts';
import type { OpenInterview } from '../open-interview.ts';
import { type NameOf, partInWords } from '../overview-card.ts';
import { describeAnswer } from '../present.ts';
import { pendingQuestions, progressOf } from '../progress.ts';
import type { Question } from '../questionnaire.ts';
import { openIn, questionsIn } from '../shared-parts.ts';
import { titleOf } from '../title.ts';
import type { Share } from './share.ts';

/** What a colleague is asked for, and nothing else of the interview. */
export function colleaguesCard(found: OpenInterview, share: Share, nameOf: NameOf): Card {
  if (share.state !== 'open') return colleaguesSettled(found, share, nameOf);
  const { part } = share;
  switch (part.kind) {
    case 'question':
      return askedQuestion(found, share, questionsOfPart(found, share)[0], nameOf);
    case 'section':
      return askedSection(found, share, nameOf);
    case 'coAuthor':
      return coAuthorsCard(found, share, part.sectionIds, nameOf);
    case 'owner':
      return offerCard(found, share, nameOf);
    default:
      return part satisfies never;
  }
}

function questionsOfPart({ questionnaire, interview }: OpenInterview, { part }: Share): readonly Question[] {
  return part.kind === 'owner' ? [] : questionsIn(questionnaire, interview.state, part);
}

/** Who asks, for what, and what they wrote along. */
function asking({ questionnaire, interview }: OpenInterview, share: Share, nameOf: NameOf, does: string): Block[] {
  const owner = nameOf(interview.ownerId) ?? 'A colleague';
  const by = share.givenById === interview.ownerId ? '' : ` ${nameOf(share.givenById) ?? 'A colleague'} named you.`;
  return [
    { kind: 'text', text: `${owner} ${does}: ${titleOf(questionnaire, interview.state)}.${by}` },
    ...(share.note === undefined
      ? []
      : [{ kind: 'quote', text: share.note, from: nameOf(share.givenById) ?? 'A colleague' } as const]),
  ];
}

const attributed: Block = {
  kind: 'text',
  text: 'Your answer goes into it with your name, and the governance team reads it. I am a piece of software.',
  subtle: true,
};

function askedQuestion(found: OpenInterview, share: Share, question: Question | undefined, nameOf: NameOf): Card {
  if (!question) return { headline: 'This is not asked any more', tone: 'quiet', blocks: [] };
  const clause = question.clause ? ` (ISO/IEC 42001, ${question.clause})` : '';
  return {
    headline: question.ask,
    tone: 'attention',
    blocks: [
      ...asking(found, share, nameOf, 'asks you for help with this'),
      { kind: 'text', text: `Why it is asked: ${question.why}${clause}`, subtle: true },
      ...(question.example ? [{ kind: 'text', text: `For example: ${question.example}`, subtle: true } as const] : []),
      attributed,
    ],
    inputs: inputsOf(question),
    actions: [...answerActions(share, question), ...helpActions(share, 'I don’t know')],
  };
}

function answerActions({ id: share }: Share, question: Question): readonly Action[] {
  const value = { share, question: question.id };
  const option = (label: string, chosen: string) => action('together.answer', label, { ...value, option: chosen });
  if (question.kind === 'yes-no') return [option('Yes', 'yes'), option('No', 'no')];
  if (question.kind === 'one-of' && hasButtons(question))
    return question.options.map(({ id, label }) => option(label, id));
  if (inputsOf(question).length > 0) return [action('together.answer', 'Answer', value, 'primary')];
  return [action('together.form', 'Answer', { share }, 'primary')];
}

function helpActions({ id: share }: Share, label: string): readonly Action[] {
  return [
    action('together.decline', label, { share }, 'quiet'),
    action('together.passOn', 'Ask somebody else', { share }, 'quiet'),
  ];
}

function askedSection(found: OpenInterview, share: Share, nameOf: NameOf): Card {
  const { questionnaire, interview } = found;
  const { part, personId } = share;
  if (part.kind !== 'section') throw new Error(`Share ${share.id} is no section`);
  const open = openIn(questionnaire, interview.state, { shareId: share.id, personId, part });
  return {
    headline: `${nameOf(interview.ownerId) ?? 'A colleague'} asks you about “${partInWords(questionnaire, part)}”`,
    tone: 'attention',
    blocks: [
      ...asking(found, share, nameOf, 'asks you for help with this'),
      { kind: 'list', items: open.map(({ ask }) => ask) },
      attributed,
    ],
    actions: [
      action(
        'together.form',
        open.length === 1 ? 'Answer' : `Answer ${open.length} questions`,
        { share: share.id },
        'primary',
      ),
      ...helpActions(share, 'I cannot answer this'),
    ],
  };
}

function coAuthorsCard(found: OpenInterview, share: Share, sectionIds: readonly string[], nameOf: NameOf): Card {
  const { questionnaire, interview } = found;
  const pending = pendingQuestions(questionnaire, interview.state);
  const facts = questionnaire.sections.flatMap(({ id, title }): readonly Fact[] => {
    if (!sectionIds.includes(id)) return [];
    const all = questionsIn(questionnaire, interview.state, { kind: 'section', sectionId: id });
    if (all.length === 0) return [];
    const open = all.filter((question) => pending.some((one) => one.id === question.id)).length;
    const value = open === 0 ? `complete, ${all.length} answered` : `${all.length - open} of ${all.length} answered`;
    return [{ label: title, value, action: action('together.form', 'Open', { share: share.id, section: id }) }];
  });
  return {
    headline: `You work along: ${titleOf(questionnaire, interview.state)}`,
    blocks: [...asking(found, share, nameOf, 'wants you as a co-author'), { kind: 'facts', facts }, attributed],
    actions: [action('together.decline', 'I cannot do this', { share: share.id }, 'quiet')],
  };
}

function offerCard(found: OpenInterview, share: Share, nameOf: NameOf): Card {
  const { questionnaire, interview } = found;
  return {
    headline: `Will you take this over? ${titleOf(questionnaire, interview.state)}`,
    tone: 'attention',
    blocks: [
      ...asking(found, share, nameOf, 'would like to hand it over to you'),
      { kind: 'progress', ...progressOf(questionnaire, interview.state) },
      { kind: 'text', text: 'You would see all its answers, go on with it and submit it.', subtle: true },
    ],
    actions: [
      action('together.accept', 'Take it over', { share: share.id }, 'primary'),
      action('together.decline', 'No', { share: share.id }),
    ],
  };
}

function colleaguesSettled(found: OpenInterview, share: Share, nameOf: NameOf): Card {
  const { questionnaire, interview } = found;
  const what =
    share.part.kind === 'owner' ? titleOf(questionnaire, interview.state) : partInWords(questionnaire, share.part);
  const owner = nameOf(interview.ownerId) ?? 'A colleague';
  const headline = {
    open: what,
    answered: `Thank you: ${what}`,
    unknown: `You do not know: ${what}`,
    passedOn: `Passed on: ${what}`,
    declined: `You said no: ${what}`,
    accepted: `It is yours now: ${what}`,
    withdrawn: `${owner} has taken this back: ${what}`,
    overtaken: `Nothing is needed any more: ${what}`,
  }[share.state];
  const goOn = action('interview.resume', 'Go on', { interview: interview.id }, 'primary');
  const facts = answersOf(found, share);
  return {
    headline,
    tone: 'quiet',
    blocks: [
      ...(facts.length > 0 ? [{ kind: 'facts', facts } as const] : []),
      { kind: 'text', text: titleOf(questionnaire, interview.state), subtle: true },
    ],
    ...(share.state === 'accepted' && interview.ownerId === share.personId ? { actions: [goOn] } : {}),
  };
}

/** What they themselves have answered of it. @param beside an action for each. */
function answersOf(
  found: OpenInterview,
  share: Share,
  beside: (question: Question) => Pick<Fact, 'action'> = () => ({}),
): readonly Fact[] {
  return questionsOfPart(found, share).flatMap((question): readonly Fact[] => {
    const answer = answerTo(found.interview.state.answers, question.id);
    if (answer?.source.personId !== share.personId) return [];
    return [{ label: question.label, value: describeAnswer(question, answer), ...beside(question) }];
  });
}

/** What the owner sees of what they asked a colleague for. */
export function ownersCard(found: OpenInterview, share: Share, nameOf: NameOf): Card {
  const { questionnaire, interview } = found;
  const who = nameOf(share.personId) ?? 'Your colleague';
  const part: SharedPart['part'] | undefined = share.part.kind === 'owner' ? undefined : share.part;
  const what = part ? partInWords(questionnaire, part) : titleOf(questionnaire, interview.state);
  const editable = interview.state.phase !== 'submitted' && interview.state.phase !== 'cancelled';
  const value = { interview: interview.id };
  const again = part?.kind === 'question' ? { ...value, question: part.questionId } : value;
  const askAgain = action('together.ask', 'Ask somebody else', again);
  switch (share.state) {
    case 'open':
      return {
        headline: part ? `With ${who}: ${what}` : `Offered to ${who}: ${what}`,
        tone: 'quiet',
        blocks: [
          { kind: 'text', text: `Since ${dayInWords(share.givenAt)}. I remind them, and tell you when they are done.` },
        ],
        actions: [action('together.withdraw', 'Take back', { share: share.id }, 'quiet')],
      };
    case 'answered': {
      const change = ({ id: question }: Question) =>
        editable ? { action: action('interview.change', 'Change', { ...value, question }) } : {};
      const facts = answersOf(found, share, change);
      return {
        headline: `${who} answered: ${what}`,
        tone: 'good',
        blocks: [{ kind: 'facts', facts }],
        ...(editable ? { actions: [action('interview.resume', 'Go on', value)] } : {}),
      };
    }
    case 'unknown':
      return {
        headline: `${who} does not know: ${what}`,
        tone: 'attention',
        blocks: [{ kind: 'text', text: 'It is with you again.' }],
        ...(editable ? { actions: [askAgain] } : {}),
      };
    case 'declined':
      return {
        headline: part ? `${who} cannot work on this: ${what}` : `${who} does not take this over: ${what}`,
        tone: 'attention',
        blocks: part ? [{ kind: 'text', text: 'It is with you again.' }] : [],
        ...(editable && part ? { actions: [askAgain] } : {}),
      };
    default:
      return { headline: `${SETTLED[share.state](who)}: ${what}`, tone: 'quiet', blocks: [] };
  }
}

const SETTLED = {
  passedOn: (who: string) => `${who} passed it on`,
  accepted: (who: string) => `${who} took it over`,
  withdrawn: () => 'Taken back',
  overtaken: () => 'Settled without them',
} as const;

/** All that somebody was asked for and has not done yet. */
export function owedFacts(
  open: readonly { readonly share: Share; readonly found: OpenInterview }[],
  nameOf: NameOf,
): readonly Fact[] {
  return open.map(({ share, found }) => {
    const { questionnaire, interview } = found;
    const what = share.part.kind === 'owner' ? 'Take it over' : partInWords(questionnaire, share.part);
    const owner = nameOf(interview.ownerId) ?? 'A colleague';
    return {
      label: what,
      value: titleOf(questionnaire, interview.state),
      note: `${owner} asked you on ${dayInWords(share.givenAt)}`,
      action: action('together.show', 'Open', { share: share.id }),
    };
  });
}
