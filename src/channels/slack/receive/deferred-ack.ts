import type { Receiver, ReceiverEvent } from '@slack/bolt';

type BoltApp = Parameters<Receiver['init']>[0];

/**
 * Acknowledges only when everything is committed. Bolt itself acknowledges an event before it calls a listener, over
 * HTTP and over a socket, so that a crash in between would lose it; here the acknowledgement is kept until the listeners
 * are through. One that throws leaves the event unacknowledged: Slack delivers it again.
 */
export function acknowledgeAfterwards(receiver: Receiver): Receiver {
  return {
    init(app) {
      const processEvent = async (event: ReceiverEvent): Promise<void> => {
        let answer: unknown;
        await app.processEvent({
          ...event,
          ack: async (body?: unknown) => {
            answer = body;
          },
        });
        // What nobody listens to is acknowledged as well: Slack would only send it again.
        await event.ack(answer);
      };
      // The receiver calls this one method of what it is given, and nothing else.
      receiver.init({ processEvent } as BoltApp);
    },
    start: (...given: unknown[]) => receiver.start(...given),
    stop: (...given: unknown[]) => receiver.stop(...given),
  };
}
