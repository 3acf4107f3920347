import type { Block, Fact } from '../../chat/card.ts';
import { unreachable } from '../../kernel/unreachable.ts';
import { actionRows, citationAction, submitAction } from './actions.ts';
import type { CardElement, Column, ColumnSet } from './adaptive-card.ts';
import { LIMITS } from './limits.ts';
import { line, lines, richText, runs } from './text.ts';

/** @param before the block above it. */
export function blockElements(block: Block, before?: Block): CardElement[] {
  switch (block.kind) {
    case 'text':
      return lines(block.text, block.subtle ? { isSubtle: true, size: 'Small' } : {});
    case 'heading':
      return [line(block.text, { weight: 'Bolder' }, 'Medium')];
    case 'facts':
      return block.facts.map((fact, index) =>
        factRow(fact, index > 0 || before?.kind === 'heading' ? 'Small' : 'Default'),
      );
    case 'list':
      return block.items.map((item, index) => line(`•\u2002${item}`, {}, index === 0 ? 'Small' : 'None'));
    case 'quote':
      return [quote(block.text, block.from)];
    case 'progress':
      return [progress(block.done, block.total)];
    case 'citations':
      return actionRows(block.citations.map(citationAction), 'Small');
    default:
      return unreachable(block);
  }
}

/** A row of columns, since FactSet reads Markdown and Table is missing on phones. */
function factRow(fact: Fact, spacing: 'Small' | 'Default'): ColumnSet {
  const value: CardElement[] = [
    ...(fact.link === undefined ? lines(fact.value || '–') : [linked(fact.value || fact.link, fact.link)]),
    ...(fact.note ? lines(fact.note, { size: 'Small', isSubtle: true, italic: true }, 'None') : []),
  ];
  // A button is higher than a line beside it, and lower than two.
  const aligned = fact.action ? ({ verticalContentAlignment: 'Center' } as const) : {};
  const columns: Column[] = [
    { type: 'Column', width: LIMITS.labelColumn, items: [line(fact.label, { isSubtle: true })], ...aligned },
    { type: 'Column', width: 'stretch', items: value, ...aligned },
  ];
  if (fact.action) {
    columns.push({ type: 'Column', width: 'auto', items: actionRows([submitAction(fact.action)], 'None'), ...aligned });
  }
  return { type: 'ColumnSet', spacing, columns };
}

function linked(text: string, url: string): CardElement {
  const selectAction = { type: 'Action.OpenUrl', url } as const;
  return richText(runs(text, { color: 'Accent' }).map((one) => ({ ...one, selectAction })));
}

function quote(text: string, from: string | undefined): CardElement {
  return {
    type: 'Container',
    style: 'emphasis',
    items: [
      ...lines(text, { italic: true }),
      ...(from ? [line(from, { size: 'Small', isSubtle: true }, 'Small')] : []),
    ],
  };
}

function progress(done: number, total: number): CardElement {
  const share = total > 0 ? Math.min(1, Math.max(0, done / total)) : 0;
  const filled = Math.round(share * LIMITS.progressCells);
  // A thin line is what is still to come: what themes make of a subtle colour is hardly lighter.
  const bar = [
    ...(filled > 0 ? runs('━'.repeat(filled), { color: 'Accent', size: 'Small' }) : []),
    ...(filled < LIMITS.progressCells
      ? runs('─'.repeat(LIMITS.progressCells - filled), { isSubtle: true, size: 'Small' })
      : []),
  ];
  return richText([...bar, ...runs(`  ${done} of ${total}`, { isSubtle: true, size: 'Small' })], 'Small');
}
