import type { Card } from '../../../chat/card.ts';
import type { Form } from '../../../chat/form.ts';
import { actionRows } from '../../adaptive-cards/actions.ts';
import type { CardElement, SubmitAction } from '../../adaptive-cards/adaptive-card.ts';
import { LIMITS } from '../../adaptive-cards/limits.ts';
import { renderCard } from '../../adaptive-cards/render-card.ts';
import { renderWithin, TooLarge } from '../../adaptive-cards/render-card-within.ts';
import { renderForm } from '../../adaptive-cards/render-form.ts';
import { label, lines } from '../../adaptive-cards/text.ts';
import { type ActionData, executeAction, stampedSubmit, type TeamsElement, withActions } from './execute-actions.ts';
import { OWN_ACTIONS, type Stamp } from './stamp.ts';

/** An Adaptive Card as it goes to Teams. */
export interface TeamsCard {
  readonly type: 'AdaptiveCard';
  readonly version: '1.5';
  /** Where cards cannot be shown at all. */
  readonly fallbackText: string;
  readonly msteams: { readonly width: 'Full' };
  readonly refresh?: {
    readonly action: { readonly type: 'Action.Execute'; readonly verb: string; readonly data: ActionData };
    readonly userIds: readonly string[];
  };
  readonly body: readonly TeamsElement[];
}

/** A card asks for itself on behalf of at most so many people. https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/user-specific-views */
const MOST_REFRESHED = 60;

export interface Shown {
  readonly stamp: Stamp;
  /** Who is shown a picture of their own, by Microsoft's ids of them; more than the most are none. */
  readonly refreshedFor?: readonly string[];
  /** It stands in place of the message of the stamp for one reader: there is a way back. */
  readonly inPlace?: boolean;
}

/** The card in a message, within Teams' size. @throws {TooLarge} */
export function renderTeamsCard(card: Card, { stamp, refreshedFor = [], inPlace = false }: Shown): TeamsCard {
  const back = inPlace && stamp.row !== undefined ? [backAction] : [];
  const refresh = refreshedFor.length > 0 && refreshedFor.length <= MOST_REFRESHED && stamp.row !== undefined;
  return renderWithin(card, LIMITS.teamsCardBytes, (smaller) => ({
    ...teamsCard(smaller.headline, [...renderCard(smaller).body, ...quietRow(back)], (action) =>
      executeAction(action, stamp),
    ),
    ...(refresh
      ? {
          refresh: {
            action: {
              type: 'Action.Execute',
              verb: OWN_ACTIONS.refresh,
              data: { action: OWN_ACTIONS.refresh, value: {}, ...stamp },
            },
            userIds: refreshedFor,
          },
        }
      : {}),
  }));
}

/** A form in place of the message whose button asked for it, for the eyes of whoever clicked. @throws {TooLarge} */
export function renderFormInPlace(form: Form, stamp: Stamp): TeamsCard {
  const { id, value } = form.dismissed ?? { id: OWN_ACTIONS.show, value: {} };
  const back = form.dismissed || stamp.row !== undefined ? [{ ...backAction, data: { action: id, value } }] : [];
  const body = [...lines(form.title, { size: 'Medium', weight: 'Bolder' }), ...renderForm(form).body];
  return within(
    teamsCard(form.title, [...body, ...quietRow([...back, windowAction])], (action) =>
      action === windowAction
        ? { ...stampedSubmit(action, stamp), data: { ...action.data, ...stamp, msteams: { type: 'task/fetch' } } }
        : executeAction(action, stamp),
    ),
  );
}

/** A form in a dialog, whose frame shows the title. @throws {TooLarge} */
export function renderFormDialog(form: Form, stamp: Stamp): TeamsCard {
  return within(teamsCard(form.title, renderForm(form).body, (action) => stampedSubmit(action, stamp)));
}

/** A card in a dialog, whose frame shows the headline. @throws {TooLarge} */
export function renderCardDialog(card: Card, stamp: Stamp): TeamsCard {
  return renderWithin(card, LIMITS.teamsCardBytes, (smaller) =>
    teamsCard(smaller.headline, renderCard(smaller).body, (action) => stampedSubmit(action, stamp)),
  );
}

function teamsCard(title: string, body: readonly CardElement[], change: Parameters<typeof withActions>[1]): TeamsCard {
  return {
    type: 'AdaptiveCard',
    version: '1.5',
    fallbackText: label(`${title} (this card needs a newer Teams)`),
    msteams: { width: 'Full' },
    body: withActions(body, change),
  };
}

function within(card: TeamsCard): TeamsCard {
  const bytes = Buffer.byteLength(JSON.stringify(card));
  if (bytes > LIMITS.teamsCardBytes) throw new TooLarge(`A form has ${bytes} bytes, more than Teams takes`);
  return card;
}

const quietRow = (actions: readonly SubmitAction[]) => actionRows(actions, 'Small');

const backAction: SubmitAction = {
  type: 'Action.Submit',
  title: 'Back',
  associatedInputs: 'none',
  data: { action: OWN_ACTIONS.show, value: {} },
};
const windowAction: SubmitAction = {
  type: 'Action.Submit',
  title: 'Open in a window',
  associatedInputs: 'none',
  data: { action: OWN_ACTIONS.window, value: {} },
};
