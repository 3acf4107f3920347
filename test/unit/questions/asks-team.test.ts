import { describe, expect, it } from 'vitest';
import { askedOfTeam } from '../../../src/questions/asks-team.ts';

describe('asking the governance team in words', () => {
  it.each([
    ['ask the governance team', ''],
    ['Please ask governance.', ''],
    ['I’d like to ask the governance team something', 'something'],
    ['ask the governance team: may we keep recordings for a year?', 'may we keep recordings for a year?'],
    ['Can you ask the AI governance team whether we may keep recordings?', 'we may keep recordings?'],
    ['ask compliance about our\nnew chatbot', 'our\nnew chatbot'],
  ])('is heard in “%s”', (text, question) => {
    expect(askedOfTeam(text)).toBe(question);
  });

  it.each([
    'what does the governance team ask for?',
    'who is in the governance team?',
    'I want to use Claude to ask questions',
    'ask Tom',
    'ask me later',
  ])('is not heard in “%s”', (text) => {
    expect(askedOfTeam(text)).toBeUndefined();
  });
});
