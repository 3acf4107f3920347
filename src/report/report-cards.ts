import { action, type Card } from '../chat/vocabulary.ts';
import type { Dossier } from './dossier.ts';
import { noticesOn } from './face.ts';
import { shownFrom } from './from-card.ts';
import { rightsDuty } from './rights-duty.ts';
import { statusInWords } from './status-words.ts';
import { summarySection } from './summary-section.ts';

/** What a manager reads in a minute, and how to get the whole document. */
export function reportCard(dossier: Dossier): Card {
  const { assessment, system, standing } = dossier;
  const value = { assessment: assessment.id };
  return {
    headline: `${assessment.reference} · Report on ${system}`,
    tone: standing === 'approved' ? 'good' : 'quiet',
    blocks: [
      { kind: 'text', text: `${statusInWords(dossier)}.` },
      ...noticesOn(dossier).map((text) => ({ kind: 'text', text, subtle: true }) as const),
      ...shownFrom(summarySection(dossier).blocks),
    ],
    actions: [
      action('report.file', 'As a Word document', { ...value, format: 'docx' }, 'primary'),
      action('report.file', 'As Markdown', { ...value, format: 'md' }),
      ...(rightsDuty(dossier)
        ? [
            action('report.file', 'Fundamental rights, as Word', { ...value, format: 'docx', kind: 'rights' }),
            action('report.notify', 'Authority notified', value, 'quiet'),
          ]
        : []),
    ],
  };
}

/** The same words whether it is not there or not theirs. */
export const notYours = {
  headline: 'There is no report of it that I can show you',
  tone: 'quiet',
  blocks: [
    {
      kind: 'text',
      text: 'The report of an impact assessment is for those who work on it, decide on it or audit it.',
    },
  ],
} as const satisfies Card;
