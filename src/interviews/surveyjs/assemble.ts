import type { Condition, QuestionFile, QuestionnaireFile } from '../questionnaire.ts';
import { all } from './build-condition.ts';
import { generated, said } from './generated-words.ts';
import { COMMENT_ENDING, commentWords } from './read-element.ts';
import type { Survey } from './survey.ts';
import type { Taken } from './take-elements.ts';
import { type Container, type Placed, partOf } from './walk.ts';
import { combined, stringsOf, type Words, wordsOf } from './words.ts';

type SectionFile = QuestionnaireFile['sections'][number];

export interface Material {
  readonly kept: readonly Taken[];
  /** Elements that say something and ask nothing. */
  readonly texts: readonly Placed[];
  readonly conditions: ReadonlyMap<string, Condition>;
  readonly survey: Survey;
  readonly title: string;
}

/** A section for each page, and for each panel with a title; texts stand before the questions that follow them. */
export function writeSections(material: Material): {
  readonly sections: SectionFile[];
  readonly leftOver: readonly Placed[];
} {
  const { survey, kept, texts } = material;
  const sections: { part: Container | undefined; title: Words; intro: Words | undefined; questions: QuestionFile[] }[] =
    [];
  let waiting: readonly Placed[] = texts;
  for (const taken of kept) {
    const part = partOf(taken.placed.around, survey.language);
    const before = waiting.filter(({ position }) => position < taken.placed.position);
    waiting = waiting.filter((text) => !before.includes(text));
    const said = combined(
      before.map(({ element }) => wordsOf(element.html, survey.language)),
      (lines) => lines.join('\n'),
      survey.language,
    );
    const open = sections.at(-1);
    if (open?.part?.place === part?.place && open)
      open.questions.push(...questionsOf(taken, material, open.title, said));
    else {
      const title = titleOf(taken.placed.around, survey);
      sections.push({ part, title, intro: said, questions: questionsOf(taken, material, title, undefined) });
    }
  }
  const ids = new Set<string>();
  return {
    leftOver: waiting,
    sections: sections.map(({ part, title, intro, questions }) => {
      const strings = stringsOf({ title, intro });
      return {
        id: freshId(part?.name ?? '', ids),
        title: title.own,
        ...(intro ? { intro: intro.own } : {}),
        ...(strings ? { strings } : {}),
        questions,
      };
    }),
  };
}

function questionsOf(taken: Taken, material: Material, section: Words, before: Words | undefined): QuestionFile[] {
  const { placed, id, kind, comment } = taken;
  const { survey, conditions, title } = material;
  const { language, languages } = survey;
  const { element } = placed;
  const ask = wordsOf(element.title, language) ?? { own: id, others: {} };
  const details = combined(
    [before, wordsOf(element.description, language), wordsOf(element.help, language)],
    (texts) => texts.join('\n'),
    language,
  );
  const why = generated(languages.includes(language) ? language : 'en', languages, (phrases, one) =>
    phrases.why(title, said(section, one)),
  );
  const when = conditions.get(id);
  const question = {
    ...written(id, ask, why, when, element.isRequired === true),
    ...(details ? { details: details.own } : {}),
    ...kind.fields,
  };
  const strings = stringsOf({ ask, label: short(ask), why, details });
  const main: QuestionFile = strings ? { ...question, strings } : question;
  if (!comment) return [main];

  const commentAsk = {
    own: commentWords(element, ask.own, language),
    others: Object.fromEntries(Object.keys(ask.others).map((one) => [one, commentWords(element, said(ask, one), one)])),
  };
  const ifOther: Condition = { question: id, anyOf: ['other'] };
  const commentWhen = comment === 'other' ? all([when ?? true, ifOther]) : (when ?? true);
  const condition = typeof commentWhen === 'object' ? commentWhen : undefined;
  const commentStrings = stringsOf({ ask: commentAsk, label: short(commentAsk), why });
  return [
    main,
    {
      ...written(`${id}${COMMENT_ENDING}`, commentAsk, why, condition, comment === 'other'),
      ...{ kind: 'long-text', maxLength: 20_000 },
      ...(commentStrings ? { strings: commentStrings } : {}),
    },
  ];
}

function written(id: string, ask: Words, why: Words, when: Condition | undefined, isRequired: boolean) {
  return {
    id,
    label: short(ask).own,
    ask: ask.own,
    why: why.own,
    ...(when ? { when } : {}),
    ...(isRequired ? { unknownAllowed: false } : { optional: true }),
  };
}

const LABEL_CHARACTERS = 80;

/** A label stands in lists and on buttons; the whole question is asked anyway. */
function short({ own, others }: Words): Words {
  return {
    own: shortened(own),
    others: Object.fromEntries(Object.entries(others).map(([language, text]) => [language, shortened(text)])),
  };
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  if (line.length <= LABEL_CHARACTERS) return line;
  const beginning = line.slice(0, LABEL_CHARACTERS - 1).toWellFormed();
  const space = beginning.lastIndexOf(' ');
  return `${beginning.slice(0, space > LABEL_CHARACTERS / 2 ? space : undefined)}…`;
}

function titleOf(around: readonly Container[], { language }: Survey): Words {
  const titles = around.map(({ element }) => wordsOf(element.title, language));
  const parts = (texts: readonly string[]) => [...new Set(texts)].join(' – ');
  return combined(titles, parts, language) ?? { own: around[0]?.name || 'Part', others: {} };
}

function freshId(name: string, used: Set<string>): string {
  const plain =
    name
      .replaceAll(/[^\p{L}\p{N}_-]+/gu, '-')
      .replaceAll(/^[^\p{L}\p{N}]+|-+$/gu, '')
      .slice(0, 80) || 'part';
  let id = plain;
  for (let count = 2; used.has(id); count += 1) id = `${plain}-${count}`;
  used.add(id);
  return id;
}
