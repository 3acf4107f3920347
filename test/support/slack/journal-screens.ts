import { z } from 'zod';
import type { Fated } from './faults.ts';
import { ShownMessage, ShownView, type Submitted } from './workspace.ts';

/** What Steward shows beside messages, as its calls and acknowledgements say. */
export interface Screens {
  /** The trigger belongs to what this person does now. */
  triggered(trigger: string, user: string): void;
  modal(user: string): ShownView | undefined;
  home(user: string): ShownView | undefined;
  /** What only one person sees, with everything else that is posted to this channel. */
  ephemerals(channel: string): readonly ShownMessage[];
  /** The acknowledgement of a dialog that was submitted. */
  acknowledged(user: string, view: ShownView, text: string): Submitted;
}

const Opened = z.object({ view: ShownView });
const Posted = z.object({ message_ts: z.string() });
// https://docs.slack.dev/surfaces/modals#updating_response
const Acknowledged = z.object({
  response_action: z.enum(['errors', 'update', 'push', 'clear']),
  errors: z.record(z.string(), z.string()).default({}),
  view: ShownView.omit({ id: true, hash: true }).optional(),
});

function isTaken({ fate }: Fated): boolean {
  return fate.kind !== 'limited' && (!('taken' in fate) || fate.taken);
}

export function createScreens(calls: readonly Fated[], botUser: string): Screens {
  const triggers = new Map<string, string>();
  const modals = new Map<string, ShownView>();
  let read = 0;
  const answered = <Shape extends z.ZodType>(shape: Shape, { answer }: Fated) =>
    shape.safeParse(JSON.parse(answer?.body ?? 'null')).data;

  function readOn(): void {
    for (const call of calls.slice(read)) {
      // Under way: what it opens is not known yet.
      if (call.method === 'views.open' && !call.answer && isTaken(call)) return;
      read += 1;
      if (call.method !== 'views.open') continue;
      const user = triggers.get(String(call.args.trigger_id));
      const opened = answered(Opened, call);
      if (user !== undefined && opened) modals.set(user, opened.view);
    }
  }

  return {
    triggered: (trigger, user) => void triggers.set(trigger, user),
    modal(user) {
      readOn();
      return modals.get(user);
    },
    home(user) {
      const published = calls.findLast(
        ({ method, args, answer }) => method === 'views.publish' && args.user_id === user && answer,
      );
      return published && answered(Opened, published)?.view;
    },
    ephemerals: (channel) =>
      calls
        .filter(({ method, args }) => method === 'chat.postEphemeral' && args.channel === channel)
        .flatMap((call) => {
          const posted = answered(Posted, call);
          const { user } = call.args;
          return posted
            ? [ShownMessage.parse({ ...call.args, ts: posted.message_ts, ephemeral_to: user, user: botUser })]
            : [];
        }),
    acknowledged(user, view, text) {
      const answer = Acknowledged.safeParse(text === '' ? undefined : JSON.parse(text)).data;
      if (answer?.response_action === 'errors') return { errors: answer.errors };
      if (!answer?.view) {
        modals.delete(user);
        return { view: undefined };
      }
      const shown = ShownView.parse({ ...answer.view, id: view.id, hash: `${view.hash}+` });
      modals.set(user, shown);
      return { view: shown };
    },
  };
}
