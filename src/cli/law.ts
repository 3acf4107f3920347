import { firstQuestions } from '../impact/ask-law.ts';
import { classify } from '../law/classify.ts';
import { type Fact, readFacts } from '../law/facts.ts';
import type { Law } from '../law/law.ts';
import { loadLaw } from '../law/load-law.ts';
import type { Obligation, Result } from '../law/result.ts';
import type { Condition } from '../law/rules.ts';
import { factsIn } from '../law/truth.ts';
import { type Command, json, Refused, wordAt } from './command.ts';
import { dayIn } from './day.ts';
import { readJson } from './files.ts';
import { lawChangesCommand } from './law-changes.ts';
import { table } from './words-on-screen.ts';

export const lawCommands: readonly Command[] = [
  lawChangesCommand,
  {
    name: 'law classify',
    usage: 'FACTS.json [--on YYYY-MM-DD] [--json]',
    help: 'what the EU AI Act makes of these facts on a day, with its reasons; a proposal to legal',
    options: { on: { type: 'string' }, json: { type: 'boolean' } },
    words: [1, 1],
    needsDatabase: () => false,
    async run(given, operator) {
      const file = wordAt(given, 0);
      const day = given.text('on');
      const on = day === undefined ? operator.clock() : dayIn(day);
      const law = await loadLaw();
      const read = readFacts(await readJson(operator, file), law.facts);
      if (!read.ok) throw new Refused(`${file}: ${read.faults.join(' ')}`);
      const result = classify(read.facts, on, law);
      return { stdout: given.has('json') ? json(result) : resultInWords(result, on) };
    },
  },
  {
    name: 'law ask',
    usage: '"<description>" [--json]',
    help: 'what the AI Act has to know first about a system that is only described; nothing is decided on a description',
    options: { json: { type: 'boolean' } },
    words: [1, 1],
    needsDatabase: () => false,
    async run(given) {
      const ask = firstQuestions(wordAt(given, 0), await loadLaw(), FIRST);
      if (given.has('json')) return { stdout: json({ status: 'undetermined', ask }) };
      return { stdout: ['Undetermined. To be asked first:', ...ask.map(questionInWords), ''].join('\n') };
    },
  },
  {
    name: 'law facts',
    usage: '[--json]',
    help: 'every fact that the engine knows, with its question',
    options: { json: { type: 'boolean' } },
    words: [0, 0],
    needsDatabase: () => false,
    async run(given) {
      const { facts } = await loadLaw();
      if (given.has('json')) return { stdout: json(facts) };
      return {
        stdout: table(
          ['Fact', 'Type', 'Article', 'Question'],
          facts.map(({ id, type, article, question }) => [id, type, article, question]),
        ),
      };
    },
  },
  {
    name: 'law explain',
    usage: 'RULE [--json]',
    help: 'one rule, by its id or all of an article such as "Art. 27": words, dates, conditions, facts',
    options: { json: { type: 'boolean' } },
    words: [1, 1],
    needsDatabase: () => false,
    async run(given) {
      const wanted = wordAt(given, 0);
      const law = await loadLaw();
      const explained = explain(wanted, law);
      if (explained.length === 0)
        throw new Refused(`No rule is called "${wanted}", and none rests on such an article.`);
      return { stdout: given.has('json') ? json(explained) : explained.map(explanationInWords).join('\n') };
    },
  },
];

const FIRST = 3;

function questionInWords({ id, question, inside, outside, knows }: Fact): string {
  return [`${question} (${id})`, `  on one side: ${inside}`, `  on the other: ${outside}`, `  knows: ${knows}`].join(
    '\n',
  );
}

interface Explanation {
  readonly rule: string;
  readonly article: string;
  readonly text: string;
  readonly role?: string | undefined;
  readonly dates: readonly { readonly date: string; readonly when?: Condition | undefined }[];
  readonly unverified: boolean;
  readonly when: Condition;
  readonly facts: readonly Fact[];
}

function explain(wanted: string, law: Law): readonly Explanation[] {
  const byId = law.rules.filter(({ rule }) => rule.id === wanted);
  const chosen = byId.length > 0 ? byId : law.rules.filter(({ rule }) => names(rule.article, wanted));
  return chosen.map(({ rule: { id, article, text, role, unverified, when }, dates }) => {
    const needed = factsIn(when, law);
    const facts = law.facts.filter((fact) => needed.has(fact.id));
    return { rule: id, article, text, role, dates, unverified, when, facts };
  });
}

/** "Art. 5" is about Art. 5(1)(a), but not about Art. 50. */
function names(article: string, wanted: string): boolean {
  return article
    .split(/,\s*/u)
    .some((each) => each === wanted || (each.startsWith(wanted) && !/^[0-9a-z]/iu.test(each.slice(wanted.length))));
}

function explanationInWords({ rule, article, text, role, dates, unverified, facts }: Explanation): string {
  const lines = [
    `${article} (${rule})${role ? `, ${role}` : ''}`,
    `  ${text}`,
    ...dates.map(({ date, when }) => `  from ${date}${when ? ', in some cases' : ''}`),
    ...(unverified ? ['  Not checked against the Official Journal.'] : []),
    ...facts.map(({ id, question }) => `  ${id}: ${question}`),
  ];
  return `${lines.join('\n')}\n`;
}

function resultInWords(result: Result, on: Date): string {
  const { prohibited, highRisk, transparency, gpai, roles, outOfScope, undetermined, because, missing } = result;
  const section = (title: string, lines: readonly string[]) =>
    lines.length > 0 ? [`${title}:`, ...lines.map((line) => `  ${line}`)] : [];
  const lines = [
    `EU AI Act on ${on.toISOString().slice(0, 10)}, a proposal to legal`,
    ...section(
      'Not covered',
      outOfScope.map(({ article, text }) => `${article}: ${text}`),
    ),
    ...section(
      'Prohibited',
      prohibited.map((each) => `${each.article}: ${each.text} (${applies(each)})`),
    ),
    `High-risk: ${[highRisk.status, ...highRisk.basis.map(({ article }) => article)].join(', ')}`,
    ...section(
      'Transparency',
      transparency.map((each) => `${each.article}: ${each.text} (${applies(each)})`),
    ),
    `General-purpose model: ${gpai.status}`,
    ...section(
      'Roles',
      roles.map(({ role, article }) => `${role} (${article})`),
    ),
    ...section(
      'Obligations',
      result.obligations.map((each) => `${each.role}, ${each.article}: ${each.duty} (${applies(each)})`),
    ),
    ...section(
      'Because',
      because.map(({ article, text }) => `${article}: ${text}`),
    ),
    ...section(
      'Undetermined',
      undetermined.map(({ facet, need }) => `${facet}: need ${need.join(', ')}`),
    ),
    ...section('Ask next', missing.slice(0, 3)),
  ];
  return `${lines.join('\n')}\n`;
}

function applies({ from, inForce, unverified }: Pick<Obligation, 'from' | 'inForce' | 'unverified'>): string {
  const since = inForce ? 'in force' : from === null ? 'from a day that is undetermined' : `from ${from}`;
  return unverified ? `${since}, unverified` : since;
}
