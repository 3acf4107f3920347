import type { Action, Citation } from '../../chat/card.ts';
import type { ActionSet, SubmitAction } from './adaptive-card.ts';
import { LIMITS } from './limits.ts';
import { label } from './text.ts';

/** Which action opens a passage of the knowledge base; its value holds the passage's id. */
const OPEN_PASSAGE = 'passage.open';

const STYLES = { primary: 'positive', danger: 'destructive' } as const;

export function submitAction(action: Action): SubmitAction {
  return {
    type: 'Action.Submit',
    title: label(action.label),
    ...(action.style && action.style !== 'quiet' && { style: STYLES[action.style] }),
    data: { action: action.id, value: action.value },
  };
}

export function citationAction(citation: Citation): SubmitAction {
  const title = label(`${citation.id} · ${citation.title}`);
  return {
    type: 'Action.Submit',
    title,
    tooltip: title,
    // Opening a source says nothing about what was typed into the card.
    associatedInputs: 'none',
    data: { action: OPEN_PASSAGE, value: { id: citation.id } },
  };
}

/** A card's buttons, the quiet ones in rows of their own below the others; a page knows those rows by their ids. */
export function cardActions(actions: readonly Action[]): ActionSet[] {
  const loud = actionRows(actions.filter(({ style }) => style !== 'quiet').map(submitAction));
  const quiet = actionRows(actions.filter(({ style }) => style === 'quiet').map(submitAction), 'Small');
  return [...loud, ...quiet.map((row, index) => ({ ...row, id: `quiet-${index + 1}` }))];
}

/** Rows of buttons, each as long as a platform shows. */
export function actionRows(actions: readonly SubmitAction[], spacing: ActionSet['spacing'] = 'Medium'): ActionSet[] {
  const rows: ActionSet[] = [];
  for (let start = 0; start < actions.length; start += LIMITS.actionsPerRow) {
    rows.push({
      type: 'ActionSet',
      actions: actions.slice(start, start + LIMITS.actionsPerRow),
      spacing: start === 0 ? spacing : 'Small',
    });
  }
  return rows;
}
