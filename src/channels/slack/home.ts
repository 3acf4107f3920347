import type { Card } from '../../chat/card.ts';
import type { SendResult } from '../../chat/channel.ts';
import { renderHome } from './block-kit/render-home.ts';
import { callPaced, repeatable } from './paced-calls.ts';
import type { Pacing } from './pacing.ts';
import type { SlackWorkspace } from './workspaces.ts';

/** The id of a person's home among the messages that were posted. */
const HOME_EXTERNAL_ID = 'home';

export interface HomeOf {
  readonly workspace: string;
  readonly user: string;
}

/** Draws a person's App Home anew: at most every ten seconds, because whatever changes meanwhile is in the next picture. */
export async function publishHome(
  { clients }: SlackWorkspace,
  pacing: Pacing,
  { workspace, user }: HomeOf,
  card: Card,
): Promise<SendResult> {
  const view = renderHome(card, 1);
  const called = await callPaced(pacing, { method: 'views.publish', workspace, user }, () =>
    clients.bulk.views.publish({ user_id: user, view }),
  );
  return called.kind === 'done' ? { kind: 'sent', externalId: HOME_EXTERNAL_ID } : repeatable(called);
}

/** Turns to another page of it, for somebody who waits for that: at once. */
export async function turnHomePage(
  { clients }: SlackWorkspace,
  pacing: Pacing,
  { workspace, user }: HomeOf,
  card: Card,
  page: number,
): Promise<SendResult> {
  const view = renderHome(card, page);
  const called = await callPaced(pacing, { method: 'views.publish', workspace }, () =>
    clients.interactive.views.publish({ user_id: user, view }),
  );
  return called.kind === 'done' ? { kind: 'sent', externalId: HOME_EXTERNAL_ID } : repeatable(called);
}
