import type { ActionsBlock, Button, KnownBlock } from '@slack/types';
import type { Action, Citation } from '../../../chat/card.ts';
import { actionJson } from './action-json.ts';
import { LIMITS } from './limits.ts';
import { plainLine } from './text.ts';

/** Opens a passage of the knowledge base; its value holds the passage's id. */
const OPEN_PASSAGE = 'passage.open';
const ROOM_FOR_ORDINAL = '#9999'.length;

/** Throws when the action's id or value is too long for a button: it could not be read back. */
export function button({ id, label, style, value }: Action): Button {
  const json = actionJson(value);
  if (id.length > LIMITS.idCharacters - ROOM_FOR_ORDINAL) throw new Error(`The id of an action is too long: ${id}`);
  if (json.length > LIMITS.buttonValueCharacters)
    throw new Error(`The value of ${id} has ${json.length} characters; a button takes ${LIMITS.buttonValueCharacters}`);
  return {
    type: 'button',
    action_id: id,
    text: plainLine(label, LIMITS.buttonCharacters),
    value: json,
    ...(style && style !== 'quiet' && { style }),
  };
}

/** A card's buttons, the quiet ones in rows of their own below the others. */
export function actionBlocks(actions: readonly Action[]): KnownBlock[] {
  const loud = actions.filter(({ style }) => style !== 'quiet');
  const quiet = actions.filter(({ style }) => style === 'quiet');
  return [...buttonRows(loud), ...buttonRows(quiet)];
}

export function citationRows(citations: readonly Citation[]): KnownBlock[] {
  return buttonRows(
    citations.map(({ id, title }, index) => ({
      id: OPEN_PASSAGE,
      // An answer refers to its sources by these numbers.
      label: `[${index + 1}] ${title} · ${id}`,
      value: { id },
    })),
  );
}

function buttonRows(actions: readonly Action[]): ActionsBlock[] {
  const rows: ActionsBlock[] = [];
  for (let start = 0; start < actions.length; start += LIMITS.buttonsPerRow) {
    rows.push({ type: 'actions', elements: actions.slice(start, start + LIMITS.buttonsPerRow).map(button) });
  }
  return rows;
}
