import { describe, expect, it } from 'vitest';
import { readLawQuestion, systemsMeant } from '../../../src/register/law-question.ts';
import type { AiSystem } from '../../../src/register/register.ts';
import { aUse, otter } from './builders.ts';

const system = (reference: string, name: string, aliases: readonly string[] = []): AiSystem => ({
  ...{ id: reference, reference, name, aliases, state: 'approved', version: 1 },
});
const systems = [
  otter,
  system('AIS-3', 'TalentRank'),
  system('AIS-4', 'GitHub Copilot'),
  system('AIS-5', 'Microsoft Copilot'),
  system('AIS-6', 'Recruitment Radar'),
];

const meant = (text: string) => {
  const asked = readLawQuestion(text);
  return asked && systemsMeant(asked, systems, [aUse()]).map(({ reference }) => reference);
};

describe('a question what the AI Act makes of a system', () => {
  it.each([
    ['what does the AI Act say about AIS-3', ['AIS-3']],
    ['What does the EU AI Act say about TalentRank?', ['AIS-3']],
    ['what does the ai act mean for talentrank', ['AIS-3']],
    ['Does the AI Act apply to Otter?', ['AIS-1']],
    ['how does the AI Act classify “Otter.ai”?', ['AIS-1']],
    ['AI Act for TalentRank', ['AIS-3']],
    ['law AIS-3', ['AIS-3']],
    ['law TalentRank', ['AIS-3']],
    ['what does the AI Act say about AIU-12?', ['AIS-1']],
    ['what does the AI Act say about our Copilot?', ['AIS-4', 'AIS-5']],
    ['what does the AI Act make of the system GitHub Copilot', ['AIS-4']],
  ])('is read in “%s”', (text, references) => {
    expect(meant(text)).toEqual(references);
  });

  it.each([
    'what does the AI Act say about transparency?',
    'What does the AI Act say about recruitment?',
    'what does the AI act say about chatbots',
    'what does the AI Act require for high-risk systems?',
    'law enforcement',
    'what does the AI Act say about Art. 50?',
  ])('is none in “%s”, which is for the assistant', (text) => {
    const asked = readLawQuestion(text);
    expect(asked?.isSure ?? false).toBe(false);
    expect(meant(text) ?? []).toEqual([]);
  });

  it.each(['What does ISO 42001 say about TalentRank?', 'Can I use Otter.ai?', 'the law', 'AIS-3'])(
    'is not read in “%s”',
    (text) => {
      expect(readLawQuestion(text)).toBeUndefined();
    },
  );

  it('knows that a system was meant where there is none', () => {
    for (const text of ['law AIS-99', 'what does the AI Act say about our system Foobar?']) {
      expect(readLawQuestion(text)).toMatchObject({ isSure: true });
      expect(meant(text)).toEqual([]);
    }
  });
});
