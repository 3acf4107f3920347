import { action, type Block, type Card, type Fact } from '../chat/vocabulary.ts';
import type { Evidence } from './evidence.ts';

/** Asks whether a file belongs to the declaration; afterwards, what was decided. @param isOpen it can still be changed. */
export function evidenceCard(evidence: Evidence, isOpen: boolean): Card {
  const value = { evidence: evidence.id };
  const name = evidence.file?.name ?? 'the file';
  const keep = (label: string) => action('interview.keepFile', label, value, 'primary');
  const drop = (label: string) => action('interview.dropFile', label, value, 'quiet');
  switch (evidence.state) {
    case 'offered':
      return {
        headline: `Keep “${name}” as evidence of this declaration?`,
        tone: isOpen ? 'attention' : 'quiet',
        blocks: [
          { kind: 'facts', facts: [evidenceFact(evidence)] },
          { kind: 'text', text: 'The reviewers see its name and can open it.', subtle: true },
        ],
        ...(isOpen ? { actions: [keep('Keep it'), drop('No')] } : {}),
      };
    case 'kept':
      return {
        headline: `Kept as evidence: ${name}`,
        tone: 'quiet',
        blocks: [],
        ...(isOpen ? { actions: [drop('Take it out')] } : {}),
      };
    case 'dropped':
      return { headline: 'Not kept as evidence', tone: 'quiet', blocks: [] };
  }
}

/** The files of a declaration, where there are any. */
export function evidenceBlocks(evidence: readonly Evidence[]): readonly Block[] {
  if (evidence.length === 0) return [];
  return [
    { kind: 'heading', text: `Evidence (${evidence.length})` },
    { kind: 'facts', facts: evidence.map(evidenceFact) },
  ];
}

function evidenceFact({ file, bytes, state }: Evidence): Fact {
  const fact = { label: state === 'dropped' ? 'Taken out' : 'File', value: file?.name ?? '(erased)' };
  if (!file) return fact;
  const note = [file.mimeType, bytesInWords(bytes)].filter((part) => part !== '').join(', ');
  return { ...fact, ...(note === '' ? {} : { note }), ...(file.link === undefined ? {} : { link: file.link }) };
}

const UNITS = ['bytes', 'kB', 'MB', 'GB'] as const;

function bytesInWords(bytes: number): string {
  const power = bytes < 1000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${Math.round(bytes / 1000 ** power)} ${UNITS[power]}`;
}
