import type { RichTextLink, RichTextSection, RichTextText } from '@slack/types';
import type { Action, Fact } from '../../../chat/card.ts';
import { actionBlocks, button } from './actions.ts';
import { LIMITS } from './limits.ts';
import { blockPiece, type Piece } from './pieces.ts';
import { fitsIn, plainText, run, visible } from './text.ts';

/** @param isListed with bullets, which sets the labels apart from a bold heading above them. */
export function factPieces(facts: readonly Fact[], isListed: boolean): Piece[] {
  if (!facts.some(hasAction)) return plainFacts(facts, isListed);
  const pieces: Piece[] = [];
  let plain: Fact[] = [];
  for (const fact of facts) {
    if (hasAction(fact)) {
      pieces.push(...plainFacts(plain, false), ...factRow(fact));
      plain = [];
    } else plain.push(fact);
  }
  return [...pieces, ...plainFacts(plain, false)];
}

type ActingFact = Fact & { readonly action: Action };

function hasAction(fact: Fact): fact is ActingFact {
  return fact.action !== undefined;
}

/** Rich text, because the fields of a section are bold only where they are parsed as mrkdwn. */
function plainFacts(facts: readonly Fact[], isListed: boolean): Piece[] {
  if (facts.length === 0) return [];
  if (isListed) {
    const items = facts.map((fact): RichTextSection => ({ type: 'rich_text_section', elements: factRuns(fact) }));
    return [{ kind: 'rich', elements: [{ type: 'rich_text_list', style: 'bullet', elements: items }] }];
  }
  const elements = facts.flatMap((fact, index) => factRuns(fact, index < facts.length - 1 ? '\n' : ''));
  return [{ kind: 'rich', elements: [{ type: 'rich_text_section', elements }] }];
}

function factRuns({ label, value, note, link }: Fact, end = ''): (RichTextText | RichTextLink)[] {
  const after = note ? '\n' : end;
  return [
    run(`${visible(label)}:`, { bold: true }),
    ...(link === undefined
      ? [run(` ${visible(value)}${after}`)]
      : [run(' '), { type: 'link', url: link, text: visible(value) } as const, ...(after === '' ? [] : [run(after)])]),
    ...(note ? [run(`${visible(note)}${end}`, { italic: true })] : []),
  ];
}

function factRow({ action, ...fact }: ActingFact): Piece[] {
  const { label, value, note } = fact;
  const text = `${visible(label)}: ${visible(value)}${note ? `\n${visible(note)}` : ''}`;
  if (fact.link === undefined && fitsIn(text, LIMITS.textCharacters))
    return [blockPiece({ type: 'section', text: plainText(text), accessory: button(action) })];
  return [...plainFacts([fact], false), ...actionBlocks([action]).map(blockPiece)];
}
