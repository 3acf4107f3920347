import { sinceWhen } from '../impact/law-words.ts';
import { answerTo } from '../interviews/conditions.ts';
import { describeAnswer } from '../interviews/present.ts';
import { questionsOf } from '../interviews/questionnaire.ts';
import type { Obligation } from '../law/result.ts';
import { answerInWords, sourceInWords } from './answer-words.ts';
import type { Dossier } from './dossier.ts';
import { evidenceSection } from './evidence-section.ts';
import { faceOf } from './face.ts';
import { lawSection } from './law-section.ts';
import type { Printed, PrintedBlock, PrintedSection } from './printed.ts';
import { reviewSection } from './review-section.ts';
import { notificationFacts } from './rights-words.ts';

/** What Article 27(1) of the EU AI Act asks for, point by point, in our words, and the question that answers it. */
const POINTS: readonly (readonly [article: string, asks: string, questionId: string])[] = [
  ['Art. 27(1)(a)', 'the processes in which it is used, in line with what it is meant for', 'rightsProcesses'],
  ['Art. 27(1)(b)', 'for how long and how often it is used', 'rightsPeriod'],
  ['Art. 27(1)(c)', 'the kinds of people and groups likely to be affected', 'rightsPeople'],
  ['Art. 27(1)(d)', 'the particular harm that they may suffer, given what its provider tells', 'rightsRisks'],
  ['Art. 27(1)(e)', 'how people oversee it, as its instructions for use describe', 'rightsOversight'],
  [
    'Art. 27(1)(f)',
    'what is done when such harm happens, who decides then, and where people complain',
    'rightsMeasures',
  ],
];

/**
 * The fundamental rights impact assessment (EU AI Act, Art. 27) as a document of its own.
 * https://eur-lex.europa.eu/eli/reg/2024/1689
 */
export function rightsReport(dossier: Dossier, duty: Obligation, now: Date): Printed {
  return {
    ...faceOf('Fundamental rights impact assessment', dossier, now),
    sections: [
      dutySection(duty),
      contentSection(dossier),
      privacySection(dossier),
      notificationSection(dossier),
      lawSection(dossier),
      reviewSection(dossier),
      evidenceSection(dossier),
    ],
  };
}

function dutySection(duty: Obligation): PrintedSection {
  return {
    title: 'Why it is made',
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: 'Duty', value: `${duty.article}: ${duty.duty}` },
          { label: 'As', value: duty.role },
          { label: 'Applies', value: sinceWhen(duty) },
        ],
      },
      {
        kind: 'paragraph',
        text: 'It is made before the first use (Art. 27(2)). In similar cases an earlier one, or one that the provider made, may be relied on. When something in it changes while the system is used, it is brought up to date.',
      },
      {
        kind: 'paragraph',
        subtle: true,
        text: 'Found by rules from the answers: a proposal to legal, not advice. The articles are told in our words.',
      },
    ],
  };
}

function contentSection({ questionnaire, answers = {}, names }: Dossier): PrintedSection {
  const blocks = POINTS.flatMap(([article, asks, questionId]): readonly PrintedBlock[] => {
    const question = questionsOf(questionnaire).find(({ id }) => id === questionId);
    const answer = answerTo(answers, questionId);
    return [
      { kind: 'heading', text: `${article}: ${asks}` },
      question && answer
        ? { kind: 'quote', text: describeAnswer(question, answer), from: sourceInWords(answer, names) }
        : { kind: 'paragraph', text: 'Not answered yet.' },
    ];
  });
  return { title: 'What Article 27(1) asks for', blocks };
}

function privacySection(dossier: Dossier): PrintedSection {
  const facts = [
    ['Builds on the data protection assessment', 'rightsPrivacyReused'],
    ['Data protection impact assessment', 'dpia'],
    ['Where it is', 'dpiaLink'],
  ].flatMap(([label = '', id = '']) => {
    const value = answerInWords(dossier, id);
    return value === undefined ? [] : [{ label, value }];
  });
  return {
    title: 'What the data protection assessment says already',
    blocks: [
      {
        kind: 'paragraph',
        text: 'Where the data protection impact assessment (Art. 35 GDPR) meets one of these duties already, this assessment complements it and does not repeat it (Art. 27(4)).',
      },
      facts.length > 0
        ? { kind: 'facts', facts }
        : { kind: 'paragraph', text: 'Nothing was said about a data protection impact assessment.' },
    ],
  };
}

function notificationSection(dossier: Dossier): PrintedSection {
  const planned = answerInWords(dossier, 'rightsNotified');
  return {
    title: 'Notification of the market surveillance authority',
    blocks: [
      {
        kind: 'paragraph',
        text: 'Once it is made, the authority is notified of its results, with the filled-in template of the AI Office (Art. 27(3) and (5)). Where the authority has authorised the use for exceptional reasons (Art. 46(1)), this may not be required.',
      },
      {
        kind: 'facts',
        facts: [
          ...(planned === undefined ? [] : [{ label: 'When it was assessed', value: planned }]),
          ...notificationFacts(dossier),
        ],
      },
      ...(dossier.notifications.length > 1
        ? [{ kind: 'paragraph', subtle: true, text: 'The last of these counts.' } as const]
        : []),
    ],
  };
}
