import { z } from 'zod';
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts';
import { wordsOf } from './words.ts';

/** What of a SurveyJS definition is about all of it. */
export interface Survey {
  /** In its own language. */
  readonly title: string | undefined;
  /** Whose words those without a language are. */
  readonly language: string;
  /** Every language that it has words in, its own included. */
  readonly languages: readonly string[];
  /** Whether conditions look at the answers of questions that are hidden at present. */
  readonly seesHidden: boolean;
  readonly pages: readonly unknown[];
  /** What does not come along, in sentences. */
  readonly remarks: readonly string[];
}

const Definition = z.looseObject({
  pages: z.array(z.unknown()).optional(),
  elements: z.array(z.unknown()).optional(),
  questions: z.array(z.unknown()).optional(),
  locale: z.string().optional(),
  clearInvisibleValues: z.union([z.string(), z.boolean()]).optional(),
});

/** Reads what a survey is as a whole; a refusal says what else the file may be. */
export function readSurvey(content: unknown): Outcome<Survey, 'noSurvey'> {
  const read = Definition.safeParse(content);
  if (!read.success) return refuse('noSurvey', 'it is no SurveyJS definition: “pages” or “elements” is a list in one');
  const { pages, elements = read.data.questions, locale, clearInvisibleValues = 'onComplete' } = read.data;
  if (!pages && !elements)
    return refuse('noSurvey', 'it is no SurveyJS definition: it has neither “pages” nor “elements”');
  const found = languagesIn(content);
  const language = locale !== undefined && locale !== '' && found.length === 0 ? locale : 'en';
  return accept({
    title: wordsOf(read.data.title, language)?.own,
    language,
    languages: [...new Set([language, ...found])],
    seesHidden: !['onHidden', 'onHiddenContainer'].includes(String(clearInvisibleValues)),
    pages: pages ?? [{ name: 'page1', elements }],
    remarks: remarksOn(read.data, String(clearInvisibleValues)),
  });
}

function languagesIn(content: unknown): readonly string[] {
  const languages = new Set<string>();
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value === 'object' && value !== null) {
      const entries = Object.entries(value);
      if (Object.hasOwn(value, 'default') && entries.every(([, text]) => typeof text === 'string')) {
        for (const [key] of entries) if (/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(key)) languages.add(key);
      } else for (const [, inner] of entries) walk(inner);
    }
  };
  walk(content);
  return [...languages];
}

function remarksOn(definition: Readonly<Record<string, unknown>>, clearing: string): readonly string[] {
  const remarks: string[] = [];
  if (has(definition.triggers)) remarks.push('Its triggers do not run: nothing is answered for the person.');
  if (has(definition.calculatedValues)) remarks.push('Its calculated values are not worked out.');
  if (clearing === 'none' || clearing === 'false')
    remarks.push('Answers of questions that do not apply are not submitted, as SurveyJS would here.');
  if (clearing === 'onHidden' || clearing === 'onHiddenContainer')
    remarks.push('The answer of a question that is hidden counts for nothing, but is kept for when it shows again.');
  return remarks;
}

function has(list: unknown): boolean {
  return Array.isArray(list) && list.length > 0;
}
