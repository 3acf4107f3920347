import type { ChainHead } from '../audit/trail.ts';
import type { Submission } from '../reviews/submission.ts';
import { digestOf, type Printed } from './printed.ts';

export interface Made {
  readonly at: Date;
  /** For whom, in words. */
  readonly for: string;
  /** Where the audit trail ended before this report was noted in it. */
  readonly head: ChainHead;
  readonly submission: Submission | undefined;
}

/** The report with what proves afterwards that a copy is whole: the trail keeps the hash under which it was made. */
export function withCheck(report: Printed, { at, for: reader, head, submission }: Made): Printed {
  const digest = digestOf(report);
  const treatment = submission?.derived.treatedBy?.hash;
  return {
    ...report,
    sections: [
      ...report.sections,
      {
        title: 'How to check this copy',
        blocks: [
          {
            kind: 'facts',
            facts: [
              { label: 'Made', value: `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC for ${reader}` },
              { label: 'SHA-256 of its text', value: digest },
              ...(submission ? [{ label: 'Answers as submitted', value: submission.answersHash }] : []),
              ...(treatment === undefined ? [] : [{ label: 'Risks as submitted', value: treatment }]),
              { label: 'Audit trail before', value: `entry ${head.sequence}\n${head.hash}` },
            ],
          },
          {
            kind: 'paragraph',
            subtle: true,
            text: `The audit trail notes that a report with this SHA-256 was made: aims assessment check ${digest.slice(0, 16)} finds it, and aims audit verify proves that nobody has changed the trail since. What was submitted stands in the trail under its own hashes.`,
          },
        ],
      },
    ],
  };
}
