import { action, type Card } from '../chat/vocabulary.ts';
import type { AssessedAlready, AssessmentSubject } from './assess.ts';
import { changesInWords } from './assess-again.ts';

interface Reader {
  /** They declared the use, or answer for it. */
  readonly isTheirs: boolean;
  /** They may read what would be taken over. */
  readonly mayTakeOver: boolean;
}

/** A use needs an assessment, and its system has one: what can be taken over from it, by whom, and with what to expect. */
export function takeOverCard(
  subject: AssessmentSubject,
  { system, approved, changes }: AssessedAlready,
  ownerName: string | undefined,
  { isTheirs, mayTakeOver }: Reader,
): Card {
  const { reference } = approved.assessment;
  const declaration = subject.id;
  const what =
    changes.length === 0
      ? 'what you declared differs in nothing that touches it'
      : `I ask again what this use may touch: ${changesInWords(changes).replace(/ (?:has|have)$/u, '')}`;
  const whose = `${system.name} (${system.reference}) is assessed already: ${reference} of ${ownerName ?? 'a colleague'}.`;
  const text = isTheirs
    ? mayTakeOver
      ? `${whose} I can take over its answers, risks and treatments, each with where it comes from; ${what}. Or you begin anew.`
      : `${whose} It is not yours to read; they can take it over into an assessment of your use and hand that to you. Or you begin anew.`
    : `${whose} A colleague declared another use of it and asks you to take it over into an assessment of that use; ${what}. You can hand it to them while it is answered.`;
  return {
    headline: `${subject.reference} needs an impact assessment first`,
    tone: 'attention',
    blocks: [{ kind: 'text', text }],
    actions: [
      ...(mayTakeOver
        ? [action('assessment.takeOver', `Take over from ${reference}`, { declaration }, 'primary')]
        : []),
      ...(isTheirs && !mayTakeOver
        ? [action('assessment.askTakeOver', 'Ask them to take it over', { declaration }, 'primary')]
        : []),
      ...(isTheirs ? [action('assessment.start', 'Begin anew', { declaration, anew: 'yes' })] : []),
    ],
  };
}
