import type { ActionSet, CardElement, SubmitAction } from '../../adaptive-cards/adaptive-card.ts';
import type { Stamp } from './stamp.ts';

/** What a click sends: ours, the stamp, and the inputs of the card. */
export type ActionData = SubmitAction['data'] & Stamp;

/**
 * Answered at once, with another card in its place; clients that are too old for that send a message instead:
 * https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/work-with-universal-actions-for-adaptive-cards
 */
export interface ExecuteAction extends Omit<SubmitAction, 'type' | 'data'> {
  readonly type: 'Action.Execute';
  readonly verb: string;
  readonly data: ActionData;
  readonly fallback: { readonly type: 'Action.Submit'; readonly title: string; readonly data: ActionData };
}

/** In dialogs Teams takes this one alone. `msteams` opens a dialog. */
export interface StampedSubmit extends Omit<SubmitAction, 'data'> {
  readonly data: ActionData & { readonly msteams?: { readonly type: 'task/fetch' } };
}

type TeamsAction = ExecuteAction | StampedSubmit;
type Rest = Exclude<CardElement, { type: 'ActionSet' | 'Container' | 'ColumnSet' }>;

export type TeamsElement =
  | Rest
  | (Omit<ActionSet, 'actions'> & { readonly actions: readonly TeamsAction[] })
  | { readonly type: 'Container'; readonly items: readonly TeamsElement[] }
  | { readonly type: 'ColumnSet'; readonly columns: readonly { readonly items: readonly TeamsElement[] }[] };

/** The same elements with every action as Teams wants it. */
export function withActions(
  elements: readonly CardElement[],
  change: (action: SubmitAction) => TeamsAction,
): readonly TeamsElement[] {
  return elements.map((element): TeamsElement => {
    switch (element.type) {
      case 'ActionSet':
        return { ...element, actions: element.actions.map(change) };
      case 'Container':
        return { ...element, items: withActions(element.items, change) };
      case 'ColumnSet': {
        const columns = element.columns.map((column) => ({ ...column, items: withActions(column.items, change) }));
        return { ...element, columns };
      }
      default:
        return element;
    }
  });
}

export function executeAction({ type: _type, data, ...action }: SubmitAction, stamp: Stamp): ExecuteAction {
  const stamped = { ...data, ...stamp };
  const verb = 'action' in data ? data.action : data.form;
  return {
    type: 'Action.Execute',
    ...action,
    verb,
    data: stamped,
    fallback: { type: 'Action.Submit', title: action.title, data: stamped },
  };
}

export function stampedSubmit({ data, ...action }: SubmitAction, stamp: Stamp): StampedSubmit {
  return { ...action, data: { ...data, ...stamp } };
}
