import { dayInWords } from '../chat/day-in-words.ts';
import type { Dossier } from './dossier.ts';
import type { PrintedSection } from './printed.ts';

/** The files that were kept with it. A name goes with the words of whoever shared it. */
export function evidenceSection({ evidence, names }: Dossier): PrintedSection {
  return {
    title: 'Evidence',
    blocks:
      evidence.length === 0
        ? [{ kind: 'paragraph', text: 'No file was kept with it.' }]
        : [
            {
              kind: 'table',
              columns: [
                { title: 'File', share: 48 },
                { title: 'Shared by', share: 26 },
                { title: 'On', share: 26 },
              ],
              rows: evidence.map(({ file, personId, sharedAt, state }) => [
                `${file?.name ?? '(erased)'}${state === 'dropped' ? ' (taken out afterwards)' : ''}`,
                names.person(personId),
                dayInWords(sharedAt),
              ]),
            },
          ],
  };
}
