import type { Answers } from '../interviews/answer.ts';
import { answerTo } from '../interviews/conditions.ts';
import { type Question, type Questionnaire, questionsOf, type Relevance } from '../interviews/questionnaire.ts';
import { validateAnswer } from '../interviews/validate-answer.ts';
import { nextQuestions } from '../law/classify.ts';
import type { Fact, Facts, FactValue } from '../law/facts.ts';
import type { Law } from '../law/law.ts';
import { readConditions } from '../law/truth.ts';
import { createHints } from './hints.ts';

/** The answer to a question with several answers that says: none of them. */
const NONE = 'none-of-these';
const PREFIX = 'law-';
/** The clause of ISO/IEC 42001 by which an organisation knows what the law requires of it. */
const LEGAL_REQUIREMENTS = '4.1';

/**
 * The questionnaire with the questions of the EU AI Act and what it says about them, where a section is asked by it.
 * Throws when an answer is suggested that no question takes.
 */
export function withLawQuestions(questionnaire: Questionnaire, law: Law): Questionnaire {
  if (questionnaire.sections.every(({ askedBy, dueUnder }) => askedBy === undefined && dueUnder === undefined))
    return questionnaire;
  const sections = questionnaire.sections.map((section) =>
    section.askedBy === 'eu-ai-act' ? { ...section, questions: law.facts.map(questionAbout) } : section,
  );
  const completed = { ...questionnaire, sections, relevance: lawRelevance(law) };
  for (const { question: id, value } of questionnaire.suggestions ?? []) {
    const question = questionsOf(completed).find((one) => one.id === id);
    const valid = question ? validateAnswer(question, value) : { ok: false, message: 'There is no such question.' };
    if (!valid.ok) throw new Error(`The suggestion for ${id} of ${questionnaire.id}: ${valid.message}`);
  }
  return completed;
}

/** What the Act says about the sections of any questionnaire, whatever its version. */
export function lawRelevance(law: Law): Relevance {
  const asked = remembered((facts: Facts) => nextQuestions(facts, law).map(({ id }) => questionIdOf(id)));
  const hinted = remembered(createHints(law));
  return {
    next(section, answers) {
      const open = asked(lawFacts(answers, law)).filter((id) => answerTo(answers, id) === undefined);
      const own = new Set(section.questions.map(({ id }) => id));
      const first = hinted(wordsIn(answers, own)).map(questionIdOf);
      return first.find((id) => open.includes(id)) ?? open[0];
    },
    isDue: (rule, answers) => {
      const { truth } = readConditions(lawFacts(answers, law), law);
      return law.rules.some((applied) => applied.rule.id === rule && truth(applied.condition) === true);
    },
  };
}

/** What to ask first about a system of which only a description is known, at most so many. Nothing of it counts as known. */
export function firstQuestions(description: string, law: Law, most: number): readonly Fact[] {
  const open = nextQuestions({}, law);
  const first = createHints(law)(description).flatMap((id) => open.filter((fact) => fact.id === id));
  return [...new Set([...first, ...open])].slice(0, most);
}

/** The facts that the answers state. What was left out or nobody knows is no fact. */
export function lawFacts(answers: Answers, law: Law): Facts {
  const known = law.facts.flatMap((fact): [string, FactValue][] => {
    const answer = answerTo(answers, questionIdOf(fact.id));
    return answer?.kind === 'known' && typeof answer.value !== 'number' ? [[fact.id, factFrom(answer.value)]] : [];
  });
  return Object.fromEntries(known);
}

/** What was said in words elsewhere in the interview, such as what the system is for. */
function wordsIn(answers: Answers, except: ReadonlySet<string>): string {
  return Object.entries(answers)
    .flatMap(([id, answer]) => (answer.kind === 'known' && !except.has(id) ? [answer.value] : []))
    .filter((value) => typeof value === 'string')
    .join('\n');
}

export function questionIdOf(fact: string): string {
  return `${PREFIX}${fact}`;
}

/** What a valid answer says as a fact. */
export function factFrom(value: FactValue): FactValue {
  return typeof value === 'object' ? value.filter((id) => id !== NONE) : value;
}

/** A fact as a question of an interview. */
export function questionAbout(fact: Fact): Question {
  const base = {
    id: questionIdOf(fact.id),
    ask: fact.question,
    label: fact.label,
    why: `The EU AI Act makes it matter (${fact.article}).`,
    clause: LEGAL_REQUIREMENTS,
    details: [`On one side of the line: ${fact.inside}`, `On the other: ${fact.outside}`, ...inFull(fact)].join('\n'),
    knower: fact.knows,
    unknownAllowed: true,
    optional: false,
    ...(fact.touchedBy ? { touchedBy: fact.touchedBy } : {}),
  };
  if (fact.type === 'boolean') return { ...base, kind: 'yes-no' };
  const options = fact.options.map(({ id, label, short }) => ({
    id,
    label: short ?? label,
    synonyms: [],
    exclusive: false,
  }));
  if (fact.type === 'one-of') return { ...base, kind: 'one-of', options };
  const none = { id: NONE, label: 'None of these', synonyms: ['none', 'none of them'], exclusive: true };
  return { ...base, kind: 'many-of', options: [...options, none] };
}

/** What a short option means, word by word. */
function inFull(fact: Fact): readonly string[] {
  if (fact.type === 'boolean') return [];
  return fact.options.flatMap(({ label, short }) => (short ? [`${short}: ${label}`] : []));
}

/** The same is asked many times in one step of an interview, and working out what facts leave open takes milliseconds. */
function remembered<Given, Result>(work: (given: Given) => Result): (given: Given) => Result {
  const results = new Map<string, Result>();
  return (given) => {
    const key = JSON.stringify(given);
    const known = results.get(key);
    if (known !== undefined) return known;
    const result = work(given);
    if (results.size >= MOST_REMEMBERED) results.clear();
    results.set(key, result);
    return result;
  };
}

const MOST_REMEMBERED = 1000;
