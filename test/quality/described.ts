import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Half, halfOf } from '../../src/evaluation/question-line.ts';
import type { AnswerValue } from '../../src/interviews/answer.ts';
import type { FromText, TextProposal } from '../../src/interviews/prefill/propose-from-text.ts';

const here = (file: string) => readFileSync(new URL(`./descriptions/${file}`, import.meta.url), 'utf8');

const Label = z.strictObject({
  question: z.string(),
  /** Without one the answer is in words, and right when it rests on `words`. */
  value: z.union([z.string(), z.array(z.string())]).optional(),
  /** One of the values is right, rather than all of them. */
  either: z.boolean().default(false),
  words: z.string(),
});
type Label = z.infer<typeof Label>;

const base = {
  id: z.string(),
  registration: z.array(Label),
  facts: z.array(z.strictObject({ about: z.string(), is: z.string(), words: z.string() })),
  conflicts: z.array(z.strictObject({ question: z.string(), words: z.array(z.string()).min(2) })).default([]),
  traps: z.array(z.string()).default([]),
};
const Paragraph = z.strictObject({ ...base, manner: z.string(), text: z.string() });
const Described = z.strictObject({ ...base, file: z.string(), format: z.enum(['docx', 'pdf', 'markdown']) });

/** A labelled description; `half` says whether anybody may look at it while tuning. */
export interface Description {
  readonly id: string;
  readonly half: Half;
  readonly text: string;
  readonly format: 'text' | 'docx' | 'pdf' | 'markdown';
  readonly registration: readonly Label[];
  /** The labels for the impact assessment. */
  readonly impact: readonly Label[];
  readonly conflicts: readonly { readonly question: string; readonly words: readonly string[] }[];
}

const impact = z.record(z.string(), z.array(Label)).parse(parse(here('impact.yaml')));
/** Questions that both questionnaires ask alike, with the same options. */
const SHARED = ['tool', 'data', 'countries', 'owner', 'supplier', 'peopleInformed', 'connectors'];

function impactLabels(id: string, registration: readonly Label[]): readonly Label[] {
  return [...registration.filter(({ question }) => SHARED.includes(question)), ...(impact[id] ?? [])];
}

export const paragraphs: readonly Description[] = z
  .array(Paragraph)
  .parse(parse(here('paragraphs.yaml')))
  .map((one) => ({ ...one, impact: impactLabels(one.id, one.registration), format: 'text', half: halfOf(one.id) }));

export const documents: readonly Description[] = z
  .array(Described)
  .parse(parse(here('documents.yaml')))
  .map(({ file, ...one }) => ({
    ...one,
    impact: impactLabels(one.id, one.registration),
    half: halfOf(one.id),
    text: here(`documents/${file}`),
  }));

export interface Score {
  readonly right: number;
  readonly wrong: readonly string[];
  readonly missed: readonly string[];
}

/** Counts answers, and for lists each of their items: proposed and labelled, proposed only, labelled only. */
export function score(labels: readonly Label[], { proposals }: FromText): Score {
  let right = 0;
  const wrong: string[] = [];
  const missed: string[] = [];
  for (const label of labels) {
    const proposal = proposals.find(({ questionId }) => questionId === label.question);
    const items = itemsOf(proposal);
    if (label.value === undefined) {
      if (proposal && restsOn(proposal, label.words)) right += 1;
      else missed.push(label.question);
    } else if (label.either) {
      if (items.some((item) => isOneOf(label, item))) right += 1;
      else missed.push(`${label.question}=${String(label.value)}`);
    } else {
      const wanted = typeof label.value === 'string' ? [label.value] : label.value;
      right += wanted.filter((value) => items.some((item) => isSame(label.question, value, item))).length;
      const absent = wanted.filter((value) => !items.some((item) => isSame(label.question, value, item)));
      missed.push(...absent.map((value) => `${label.question}=${value}`));
    }
  }
  for (const proposal of proposals) {
    const mine = labels.filter(({ question }) => question === proposal.questionId);
    const fits = (item: string) =>
      mine.some((label) => (label.value === undefined ? restsOn(proposal, label.words) : isOneOf(label, item)));
    const bad = itemsOf(proposal).filter((item) => !fits(item));
    wrong.push(...bad.map((item) => `${proposal.questionId}=${item} ← “${proposal.rests[0]?.quote ?? ''}”`));
  }
  return { right, wrong, missed };
}

const itemsOf = (proposal: TextProposal | undefined): readonly string[] => {
  if (!proposal) return [];
  const { value }: { value: AnswerValue } = proposal;
  return typeof value === 'object' ? value : [String(value)];
};

const squeezed = (text: string) => text.replace(/\s+/g, ' ');

function restsOn({ rests }: TextProposal, words: string): boolean {
  return rests.some(({ quote }) => squeezed(quote).includes(words) || words.includes(squeezed(quote)));
}

const isOneOf = (label: Label, item: string): boolean =>
  [label.value ?? []].flat().some((value) => isSame(label.question, value, item));

/** Names may be longer or shorter by a word, such as the form of a company. */
function isSame(question: string, wanted: string, item: string): boolean {
  if (wanted === item) return true;
  const [a, b] = [wanted.toLowerCase(), item.toLowerCase()];
  return ['tool', 'supplier', 'owner'].includes(question) && (a.includes(b) || b.includes(a) || b === 'me');
}

export interface Figures {
  readonly precision: number;
  readonly recall: number;
  readonly proposed: number;
  readonly labelled: number;
}

export function figuresOf(scores: readonly Score[]): Figures {
  const right = scores.reduce((sum, one) => sum + one.right, 0);
  const wrong = scores.reduce((sum, one) => sum + one.wrong.length, 0);
  const missed = scores.reduce((sum, one) => sum + one.missed.length, 0);
  const proposed = right + wrong;
  const labelled = right + missed;
  return { precision: right / proposed, recall: right / labelled, proposed, labelled };
}
