import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { unreachable } from '../kernel/unreachable.ts';
import { printable } from '../register/safe-cell.ts';

/** A document as people print it: what it says, whichever format it is written in. All strings are plain text. */
export interface Printed {
  readonly title: string;
  /** Stands at the head of every page: ASM-1. */
  readonly reference: string;
  /** Stands beside it: “Draft, nobody has decided on it”. */
  readonly status: string;
  /** What nobody may miss, before anything else. */
  readonly notices: readonly string[];
  readonly facts: readonly PrintedFact[];
  readonly sections: readonly PrintedSection[];
}

export interface PrintedSection {
  readonly title: string;
  readonly blocks: readonly PrintedBlock[];
}

export interface PrintedFact {
  readonly label: string;
  readonly value: string;
}

export type PrintedBlock =
  | { readonly kind: 'paragraph'; readonly text: string; readonly subtle?: boolean }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'facts'; readonly facts: readonly PrintedFact[] }
  | PrintedTable
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'quote'; readonly text: string; readonly from?: string };

export interface PrintedTable {
  readonly kind: 'table';
  /** What stands over a column, and the share of the page that it takes. */
  readonly columns: readonly { readonly title: string; readonly share: number }[];
  readonly rows: readonly (readonly string[])[];
}

/** The same document in characters that every reader shows as they stand: what cannot be seen in it is left out. */
export function seen(document: Printed): Printed {
  const { title, reference, status, notices, facts, sections } = document;
  return {
    ...{ title: printable(title), reference: printable(reference), status: printable(status) },
    notices: notices.map(printable),
    facts: facts.map(seenFact),
    sections: sections.map((section) => ({
      title: printable(section.title),
      blocks: section.blocks.map(seenBlock),
    })),
  };
}

function seenFact({ label, value }: PrintedFact): PrintedFact {
  return { label: printable(label), value: printable(value) };
}

function seenBlock(block: PrintedBlock): PrintedBlock {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return { ...block, text: printable(block.text) };
    case 'facts':
      return { ...block, facts: block.facts.map(seenFact) };
    case 'table':
      return { ...block, rows: block.rows.map((row) => row.map(printable)) };
    case 'list':
      return { ...block, items: block.items.map(printable) };
    case 'quote': {
      const { text, from } = block;
      return { ...block, text: printable(text), ...(from === undefined ? {} : { from: printable(from) }) };
    }
    default:
      return unreachable(block);
  }
}

/** SHA-256, in hex, of everything that the document says. Two copies that say the same have the same, in either format. */
export function digestOf(document: Printed): string {
  return createHash('sha256')
    .update(canonicalize(seen(document)) ?? '')
    .digest('hex');
}
