import { describe, expect, it } from 'vitest';
import { sectionNamed } from '../../../src/interviews/section-named.ts';
import { questionnaire } from '../impact/shipped-rules.ts';

describe('the section that somebody names', () => {
  it.each([
    ['Data protection', 'privacy'],
    ['open the people affected, please', 'people'],
    ['let’s do what could happen to groups', 'groups'],
    ['the model and supplier section', 'technology'],
    ['fundamental rights', 'fundamental-rights'],
    ['eu-ai-act', 'eu-ai-act'],
    ['misuse', 'use'],
  ])('is found in “%s”', (text, section) => {
    expect(sectionNamed(questionnaire, text)).toBe(section);
  });

  it.each([
    ['data'],
    ['what could happen'],
    ['data protection law?'],
    ['It ranks people who apply for work.'],
    ['later'],
    ['the'],
    ['!!!'],
  ])('is none in “%s”', (text) => {
    expect(sectionNamed(questionnaire, text)).toBeUndefined();
  });
});
