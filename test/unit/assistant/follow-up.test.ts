import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createAssistant } from '../../../src/assistant/answer.ts';
import { isFollowUp, threadAfter } from '../../../src/assistant/follow-up.ts';
import { sidesOf } from '../../../src/assistant/sides.ts';
import { createClosedList } from '../../../src/controls/closed-list.ts';
import { loadControls } from '../../../src/controls/iso-42001.ts';
import { loadPassages } from '../../../src/knowledge/passage.ts';

const KNOWLEDGE = join(import.meta.dirname, '../../../knowledge');
const ids = createClosedList(await loadControls(join(KNOWLEDGE, 'iso-42001/ids.yaml')));
const assistant = createAssistant({ passages: await loadPassages(KNOWLEDGE), ids });

describe('a follow-up', () => {
  it.each([
    'and who does that?',
    'how often?',
    'what about suppliers?',
    'why?',
    'is that mandatory?',
    'who is responsible for it',
    'And what evidence do auditors want?',
    'tell me more',
    'which one?',
  ])('is “%s”', (text) => {
    expect(isFollowUp(text)).toBe(true);
  });

  it.each([
    'Who approves the AI policy?',
    'What is clause 9.2?',
    'how do we get certified',
    'how many controls are there in annex A',
    'do chatbots have to say that they are a bot',
    'And who has to approve the statement of applicability before the certification audit?',
    '',
  ])('is not “%s”', (text) => {
    expect(isFollowUp(text)).toBe(false);
  });

  it.each([
    ['What does clause 9.2 ask for?', 'how often?', 'iso42001:9.2', /interval/i],
    ['What is an AI system impact assessment?', 'and who does that?', 'iso42001:6.1.4', /./],
    ['What does A.10.3 ask for?', 'and what evidence do auditors want?', 'iso42001:A.10.3', /./],
  ])('after “%s”, “%s” is answered from the same place', (earlier, text, cited, says) => {
    const answer = assistant.answer(text, earlier);

    expect(answer.band).toBe('answer');
    expect(answer.citations.map(({ id }) => id.replace(/^(iso42001:9\.2)\..*/, '$1'))).toContain(cited);
    expect(answer.text).toMatch(says);
  });

  it('takes up a new subject within the old question', () => {
    const answer = assistant.answer('what about suppliers?', 'Who is responsible for AI risks?');

    expect(answer.abstained).toBe(false);
    expect(answer.citations.some(({ title }) => /supplier|third|allocating/i.test(title))).toBe(true);
  });

  it('is not answered where nothing was asked before', () => {
    expect(assistant.answer('how often?').band).not.toBe('answer');
    expect(assistant.answer('and who does that?').abstained).toBe(true);
  });

  it('keeps little of a long thread', () => {
    const thread = Array.from({ length: 50 }).reduce<string>(
      (earlier) => threadAfter('and how often is that?', earlier),
      'What is clause 9.2?',
    );

    expect(thread.length).toBeLessThanOrEqual(400);
  });
});

describe('a comparison', () => {
  it.each([
    ['27001 or 42001?', ['27001', '42001']],
    ['What is the difference between A.5.2 and 6.1.4?', ['A.5.2', '6.1.4']],
    ['risk assessment vs impact assessment', ['risk assessment', 'impact assessment']],
    ['How does ISO 42001 differ from the EU AI Act?', ['ISO 42001', 'the EU AI Act']],
    ['compare NIST AI RMF with ISO 42001', ['NIST AI RMF', 'ISO 42001']],
  ])('has two sides in “%s”', (question, sides) => {
    expect(sidesOf(question)).toEqual(sides);
  });

  it.each([
    'who may change or delete records of the AI management system',
    'What is clause 9.2?',
    `${'x '.repeat(300)}or y?`,
  ])('is not “%s”', (question) => {
    expect(sidesOf(question)).toBeUndefined();
  });

  it('is answered from both sides', () => {
    const cited = assistant.answer('What is the difference between A.5.2 and A.10.3?').citations.map(({ id }) => id);

    expect(cited).toEqual(expect.arrayContaining(['iso42001:A.5.2', 'iso42001:A.10.3']));
  });
});
