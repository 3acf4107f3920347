import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { InboundBody, InboundEvent } from '../../../chat/event.ts';
import type { Activity, GivenFeedback } from './activity.ts';
import { deliveryOf } from './translate.ts';
import type { Whereabouts } from './whereabouts.ts';

/** What somebody wrote to their thumb, which Teams sends as JSON within JSON. */
const Written = z.object({ feedbackText: z.string().trim().min(1) });

/** Teams' own thumbs do what the two quiet buttons below an answer do. */
export function translateFeedback(
  activity: Activity,
  where: Whereabouts,
  answer: string,
  { actionValue: { reaction, feedback } }: z.infer<typeof GivenFeedback>,
): InboundEvent {
  const text = Written.safeParse(typeof feedback === 'string' ? parsed(feedback) : feedback).data?.feedbackText;
  const body: InboundBody =
    reaction === 'like'
      ? { kind: 'action', actionId: 'feedback.up', value: { answer }, inputs: {} }
      : { kind: 'form', formId: 'feedback.down', context: { answer }, inputs: text === undefined ? {} : { text } };
  const { references: _references, ...told } = where;
  const { workspace, user } = where.identity;
  const digest = createHash('sha256')
    .update(`${reaction} ${text ?? ''}`)
    .digest('hex');
  const alsoKnownAs = deliveryOf(activity, where);
  return {
    ...told,
    deliveryKey: `teams/${workspace}/feedback/${answer}/${user}/${digest}`,
    ...(alsoKnownAs === undefined ? {} : { alsoKnownAs }),
    body,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
