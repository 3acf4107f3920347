import { COUNTRIES } from './countries.ts';
import type { Condition, Question, Questionnaire } from './questionnaire.ts';
import { questionsOf } from './questionnaire.ts';
import { scoringFaults } from './scoring-faults.ts';
import { validateAnswer } from './validate-answer.ts';

export type Path = readonly (string | number)[];

export interface FoundFault {
  readonly path: Path;
  readonly message: string;
}

/** What the shape of a questionnaire cannot say: ids that repeat, refer to nothing, or are asked too late. */
export function checkQuestionnaire(
  questionnaire: Questionnaire,
  isClauseOrControl: (id: string) => boolean,
): readonly FoundFault[] {
  const all = new Map(questionsOf(questionnaire).map((question) => [question.id, question]));
  return [
    ...repeated(
      questionnaire.sections.map(({ id }, index) => ({ id, path: ['sections', index, 'id'] })),
      'section',
    ),
    ...repeated(
      placed(questionnaire).map(({ question, path }) => ({ id: question.id, path: [...path, 'id'] })),
      'question',
    ),
    ...questionnaire.sections.flatMap(({ askedBy, questions }, index) =>
      sectionFaults(askedBy, questions.length, index),
    ),
    ...placed(questionnaire).flatMap(({ question, path }) => questionFaults(question, path, isClauseOrControl)),
    ...orderFaults(questionnaire, all),
    ...scoringFaults(questionnaire),
    ...questionnaire.contradictions.flatMap((contradiction, index) => [
      ...conditionFaults(contradiction.when, ['contradictions', index, 'when'], all),
      ...contradiction.questions.flatMap((id, place) =>
        all.has(id)
          ? []
          : [{ path: ['contradictions', index, 'questions', place], message: `There is no question "${id}".` }],
      ),
    ]),
    ...(questionnaire.suggestions ?? []).flatMap(({ question, value, when }, index) => [
      ...conditionFaults(when, ['suggestions', index, 'when'], all),
      ...suggestionFaults(all.get(question), question, value, ['suggestions', index], questionnaire),
    ]),
    ...questionnaire.screening.flatMap((rule, index) => [
      ...conditionFaults(rule.when, ['screening', index, 'when'], all),
      ...clauseFaults(rule.clause, ['screening', index, 'clause'], isClauseOrControl),
    ]),
  ];
}

function sectionFaults(askedBy: string | undefined, questions: number, index: number): readonly FoundFault[] {
  const path = ['sections', index, 'questions'];
  if (askedBy === undefined) return questions > 0 ? [] : [{ path, message: 'A section has at least one question.' }];
  return questions === 0
    ? []
    : [{ path, message: `The questions of this section come from ${askedBy}; leave them out.` }];
}

/** The questions of a section that other rules ask are not there yet; see `withLawQuestions`. */
function suggestionFaults(
  question: Question | undefined,
  id: string,
  value: unknown,
  path: Path,
  { sections }: Questionnaire,
): readonly FoundFault[] {
  if (question) {
    const valid = validateAnswer(question, value);
    return valid.ok ? [] : [{ path: [...path, 'value'], message: valid.message }];
  }
  const comesLater = sections.some(({ askedBy }) => askedBy !== undefined);
  return comesLater ? [] : [{ path: [...path, 'question'], message: `There is no question "${id}".` }];
}

function placed(questionnaire: Questionnaire): readonly { question: Question; path: Path }[] {
  return questionnaire.sections.flatMap((section, place) =>
    section.questions.map((question, index) => ({ question, path: ['sections', place, 'questions', index] })),
  );
}

function repeated(ids: readonly { id: string; path: Path }[], thing: string): readonly FoundFault[] {
  const seen = new Set<string>();
  return ids.flatMap(({ id, path }) => {
    if (seen.has(id))
      return [{ path, message: `There is already ${thing === 'option' ? 'an' : 'a'} ${thing} "${id}".` }];
    seen.add(id);
    return [];
  });
}

function questionFaults(
  question: Question,
  path: Path,
  isClauseOrControl: (id: string) => boolean,
): readonly FoundFault[] {
  const faults = [...clauseFaults(question.clause, [...path, 'clause'], isClauseOrControl)];
  if (question.kind === 'one-of' || question.kind === 'many-of') {
    faults.push(
      ...repeated(
        question.options.map(({ id }, index) => ({ id, path: [...path, 'options', index, 'id'] })),
        'option',
      ),
    );
  }
  if (
    question.kind === 'number' &&
    question.min !== undefined &&
    question.max !== undefined &&
    question.min > question.max
  ) {
    faults.push({ path: [...path, 'min'], message: 'The smallest number is greater than the greatest.' });
  }
  return faults;
}

function clauseFaults(
  clause: string | undefined,
  path: Path,
  isClauseOrControl: (id: string) => boolean,
): readonly FoundFault[] {
  if (clause === undefined || isClauseOrControl(clause)) return [];
  return [{ path, message: `ISO/IEC 42001 has no clause or control "${clause}".` }];
}

/** A question can only depend on what was asked before it, or, where hidden answers are seen, on any other. */
function orderFaults(questionnaire: Questionnaire, all: ReadonlyMap<string, Question>): readonly FoundFault[] {
  const earlier = new Map<string, Question>();
  return placed(questionnaire).flatMap(({ question, path }) => {
    const others = questionnaire.hiddenAnswers === 'seen' ? without(all, question.id) : earlier;
    const faults = question.when ? conditionFaults(question.when, [...path, 'when'], all, others) : [];
    earlier.set(question.id, question);
    return faults;
  });
}

function without(questions: ReadonlyMap<string, Question>, id: string): ReadonlyMap<string, Question> {
  return new Map([...questions].filter(([other]) => other !== id));
}

/** Where a condition looks at questions, options or kinds of answers that do not exist, or come later than `earlier`. */
export function conditionFaults(
  condition: Condition,
  path: Path,
  all: ReadonlyMap<string, Question>,
  earlier: ReadonlyMap<string, Question> = all,
): readonly FoundFault[] {
  if ('all' in condition)
    return condition.all.flatMap((part, index) => conditionFaults(part, [...path, 'all', index], all, earlier));
  if ('any' in condition)
    return condition.any.flatMap((part, index) => conditionFaults(part, [...path, 'any', index], all, earlier));
  if ('not' in condition) return conditionFaults(condition.not, [...path, 'not'], all, earlier);
  const at = [...path, 'question'];
  const question = all.get(condition.question);
  if (!question) return [{ path: at, message: `There is no question "${condition.question}".` }];
  if (!earlier.has(condition.question)) {
    return [{ path: at, message: `"${condition.question}" is not asked before this question.` }];
  }
  return fitFaults(condition, question, path);
}

type Leaf = Extract<Condition, { question: string }>;

/** Whether the question can have such an answer at all. */
function fitFaults(condition: Leaf, question: Question, path: Path): readonly FoundFault[] {
  if ('is' in condition) return isFaults(condition.is, question, [...path, 'is']);
  if ('anyOf' in condition) return listFaults(condition.anyOf, question, [...path, 'anyOf']);
  if ('noneOf' in condition) return listFaults(condition.noneOf, question, [...path, 'noneOf']);
  if ('atLeast' in condition && question.kind !== 'number') {
    return [
      { path: [...path, 'atLeast'], message: `"atLeast" needs a number, but "${question.id}" is ${question.kind}.` },
    ];
  }
  if (('sameText' in condition || 'containsText' in condition) && !IN_WORDS.includes(question.kind)) {
    const key = 'sameText' in condition ? 'sameText' : 'containsText';
    return [
      { path: [...path, key], message: `"${key}" needs an answer in words, but "${question.id}" is ${question.kind}.` },
    ];
  }
  return [];
}

const IN_WORDS: readonly Question['kind'][] = ['text', 'long-text', 'person', 'link', 'ai-system'];

function isFaults(expected: string | number | boolean, question: Question, path: Path): readonly FoundFault[] {
  if (question.kind === 'many-of' || question.kind === 'countries') {
    return [{ path, message: `"${question.id}" has several answers: use "anyOf" or "noneOf".` }];
  }
  if (question.kind === 'one-of') return optionFaults(String(expected), question, path);
  const type = question.kind === 'yes-no' ? 'boolean' : question.kind === 'number' ? 'number' : 'string';
  return typeof expected === type
    ? []
    : [{ path, message: `"${question.id}" is ${question.kind}: its answer is a ${type}.` }];
}

function listFaults(expected: readonly string[], question: Question, path: Path): readonly FoundFault[] {
  if (question.kind !== 'one-of' && question.kind !== 'many-of' && question.kind !== 'countries') {
    return [{ path, message: `"${question.id}" is ${question.kind} and has no options to list.` }];
  }
  return expected.flatMap((id, index) => optionFaults(id, question, [...path, index]));
}

function optionFaults(
  id: string,
  question: Extract<Question, { kind: 'one-of' | 'many-of' | 'countries' }>,
  path: Path,
): readonly FoundFault[] {
  if (question.kind === 'countries') {
    return COUNTRIES.some((country) => country.id === id)
      ? []
      : [{ path, message: `"${id}" is not a country code in small letters.` }];
  }
  return question.options.some((option) => option.id === id)
    ? []
    : [{ path, message: `"${question.id}" has no option "${id}".` }];
}
