import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Assistant, createAssistant } from '../../src/assistant/answer.ts';
import { everyIdExists } from '../../src/assistant/every-id.ts';
import { type ClosedList, createClosedList } from '../../src/controls/closed-list.ts';
import { loadControls } from '../../src/controls/iso-42001.ts';
import { loadPassages, type Passage } from '../../src/knowledge/passage.ts';
import { extraDevelopmentQuestions, type QualityQuestion, questionHalves } from './question-sets.ts';

const KNOWLEDGE = join(import.meta.dirname, '../../knowledge');
const CITED_AMONG_FIRST = 3;

interface Figures {
  readonly onTopic: number;
  /** Not abstained, with a right citation among the first three. */
  readonly rightlyCited: number;
  /** The same in band answer alone. */
  readonly rightlyAnswered: number;
  readonly offTopic: number;
  readonly offTopicAnswered: number;
  readonly offTopicUnsure: number;
}

let passages: readonly Passage[];
let ids: ClosedList;
let assistant: Assistant;

beforeAll(async () => {
  passages = await loadPassages(KNOWLEDGE);
  ids = createClosedList(await loadControls(join(KNOWLEDGE, 'iso-42001/ids.yaml')));
  assistant = createAssistant({ passages, ids });
});

function figuresOf(questions: readonly QualityQuestion[]): Figures {
  const onTopic = questions.filter((question) => question.onTopic);
  const offTopic = questions.filter((question) => !question.onTopic).map(({ question }) => assistant.answer(question));
  const cited = onTopic
    .map(({ question, expected }) => ({ expected, answer: assistant.answer(question) }))
    .filter(({ expected, answer }) =>
      answer.citations.slice(0, CITED_AMONG_FIRST).some(({ id }) => expected.includes(id)),
    )
    .filter(({ answer }) => !answer.abstained);
  return {
    onTopic: onTopic.length,
    rightlyCited: cited.length,
    rightlyAnswered: cited.filter(({ answer }) => answer.band === 'answer').length,
    offTopic: offTopic.length,
    offTopicAnswered: offTopic.filter(({ band }) => band === 'answer').length,
    offTopicUnsure: offTopic.filter(({ band }) => band === 'unsure').length,
  };
}

describe('the assistant, on the committed questions', () => {
  it('answers at least 80 % of the held-out half with a right citation, and nothing off-topic', () => {
    const { development, heldOut } = questionHalves();

    const figures = { development: figuresOf(development), heldOut: figuresOf(heldOut) };

    process.stdout.write(`${JSON.stringify(figures)}\n`);
    for (const half of [figures.development, figures.heldOut]) {
      expect(half.rightlyCited / half.onTopic).toBeGreaterThanOrEqual(0.8);
      expect(half.offTopicAnswered).toBe(0);
      expect(half.offTopicUnsure).toBe(0);
    }
  });

  it('expects only passages that exist', () => {
    const known = new Set(passages.map(({ id }) => id));
    const { development, heldOut } = questionHalves();

    const expected = [...development, ...heldOut, ...extraDevelopmentQuestions()].flatMap(
      (question) => question.expected,
    );

    expect(expected.filter((id) => !known.has(id))).toEqual([]);
  });

  it('never names a clause or control that does not exist, in any answer', () => {
    const { development, heldOut } = questionHalves();
    const answers = [...development, ...heldOut, ...extraDevelopmentQuestions()].map(({ question }) =>
      assistant.answer(question),
    );

    const spoken = answers.flatMap(({ text, citations }) => [text, ...citations.map(({ id }) => id)]);

    expect(spoken.length).toBeGreaterThan(200);
    expect(spoken.filter((text) => !everyIdExists(text, ids.isClauseOrControl))).toEqual([]);
  });

  it('quotes every sentence verbatim from the passage it cites, which is among the citations', () => {
    const sentencesOf = new Map(
      passages.map(({ id, sections }) => [id, new Set(sections.flatMap(({ sentences }) => sentences))]),
    );
    const { development, heldOut } = questionHalves();

    const answers = [...development, ...heldOut].map(({ question }) => assistant.answer(question));

    for (const { sentences, citations } of answers) {
      for (const { text, cites } of sentences) {
        expect(cites.length).toBeGreaterThan(0);
        for (const cite of cites) {
          expect(sentencesOf.get(cite)?.has(text)).toBe(true);
          expect(citations.some(({ id }) => id === cite)).toBe(true);
        }
      }
    }
  });

  it('keeps every sentence of the knowledge free of ids that do not exist', () => {
    const sentences = passages.flatMap(({ sections }) => sections.flatMap((section) => section.sentences));

    // Scope, references and terms stand before the requirements; the list holds only requirements, so answers leave them out.
    const exists = (id: string) => ids.isClauseOrControl(id) || ['1', '2', '3'].includes(id);

    expect(sentences.filter((sentence) => !everyIdExists(sentence, exists))).toEqual([]);
  });
});
