import express, { type NextFunction, type Request, type Response, Router } from 'express';
import type { Log } from '../../../kernel/log.ts';
import type { ExpectedReplies } from '../expected-replies.ts';
import type { Activity } from './activity.ts';
import { createGuard, FAULTS, type Fault, type GuardOptions, MAX_BODY_BYTES } from './guard.ts';
import { createListener, type ListenerOptions, NotHandled } from './listener.ts';
import type { InvokeAnswer } from './reply.ts';
import { whereaboutsOf } from './whereabouts.ts';

/** Where Teams delivers everything. */
export const MESSAGES_PATH = '/api/messages';

export interface MessagesRouterOptions extends GuardOptions, ListenerOptions {
  readonly expected: ExpectedReplies;
  /** Sends and does everything that is due: for answers that are expected in the response. */
  readonly settle: () => Promise<void>;
  readonly log: Log;
}

/** `/api/messages`, to be mounted at the root. Answers once everything is committed. */
export function createMessagesRouter(options: MessagesRouterOptions): Router {
  const { log, tenant, expected, settle } = options;
  const guard = createGuard(options);
  const listen = createListener(options);

  /** The answer to an invoke is one of the activities then, as the protocol has it. */
  async function expectReplies(activity: Activity): Promise<InvokeAnswer> {
    const where = whereaboutsOf(activity, tenant);
    const conversations = where ? [where.conversation.conversation, where.direct.conversation] : [];
    let answer: InvokeAnswer = { status: 200 };
    const replies = await expected.during(conversations, async () => {
      answer = await listen(activity);
      await settle();
    });
    const own = activity.type === 'invoke' ? [{ type: 'invokeResponse', value: answer }] : [];
    return { status: 200, body: { activities: [...replies, ...own] } };
  }

  async function handle(request: Request, response: Response): Promise<void> {
    const admission = await guard.admit(request);
    if (admission.kind === 'refused') return fault(response, admission.fault);
    const { activity } = admission;
    const { status, body } = await (activity.deliveryMode === 'expectReplies'
      ? expectReplies(activity)
      : listen(activity));
    response.status(status);
    if (body) response.json(body);
    else response.end();
  }

  const router = Router();
  router.post(
    MESSAGES_PATH,
    (request: Request, response: Response, next: NextFunction) =>
      guard.mayBeOurs(request) ? next() : fault(response, 401),
    (request: Request, response: Response, next: NextFunction) =>
      request.is('application/json') ? next() : fault(response, 415),
    express.json({ limit: MAX_BODY_BYTES }),
    handle,
    // Express knows an error handler by its four parameters.
    (failure: unknown, _request: Request, response: Response, next: NextFunction) => {
      if (response.headersSent) return next(failure);
      const status = failure instanceof Error && 'status' in failure ? failure.status : undefined;
      if (status === 413) return fault(response, 413);
      if (typeof status === 'number' && status < 500) return fault(response, 400);
      if (!(failure instanceof NotHandled)) log.error('Something from Teams could not be handled', {}, failure);
      fault(response, 503);
    },
  );
  return router;
}

function fault(response: Response, status: Fault): void {
  if (status === 503) response.set('retry-after', '2');
  response.status(status).json({ message: FAULTS[status] });
}
