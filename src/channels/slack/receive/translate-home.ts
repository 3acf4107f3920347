import type { z } from 'zod';
import type { HomeOpened } from './payloads.ts';
import { addressIn, directOf, type Origin, type Received } from './received.ts';

/** Opening App Home: the desk is drawn there, and again whenever something on it changes. */
export function translateHomeOpened(
  { user }: z.infer<typeof HomeOpened>,
  eventId: string,
  { workspace }: Origin,
): Received {
  return {
    event: {
      deliveryKey: `slack/${workspace}/event/${eventId}`,
      identity: { platform: 'slack', workspace, user },
      conversation: addressIn(workspace, { kind: 'home', user }),
      direct: directOf(workspace, user),
      body: { kind: 'action', actionId: 'desk.home', value: {}, inputs: {} },
    },
    surface: { kind: 'none' },
  };
}
