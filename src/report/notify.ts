import { z } from 'zod';
import type { Context, Form } from '../chat/vocabulary.ts';
import type { Assessment } from '../impact/assessment.ts';
import { RIGHTS_STATES } from '../impact/rights-notification.ts';
import type { ReportStores } from './gather.ts';

const MAX_NOTE_CHARACTERS = 1000;

/** What became of the notification of the market surveillance authority (EU AI Act, Art. 27(3)). */
export function notifyForm({ id, reference }: Assessment, now: Date): Form {
  return {
    id: 'report.notify',
    title: `Authority notified of ${reference}`,
    intro:
      'The market surveillance authority is notified of the results of the impact assessment on fundamental rights (EU AI Act, Art. 27(3)). What you record stands in its report with your name.',
    inputs: [
      {
        ...{ kind: 'choice', id: 'state', label: 'What holds?', required: true, value: 'notified' },
        choices: [
          { id: 'notified', label: 'The authority was notified' },
          { id: 'notRequired', label: 'Not required: it has authorised the use (Article 46(1))' },
        ],
      },
      { kind: 'date', id: 'onDay', label: 'On which day?', required: true, value: now.toISOString().slice(0, 10) },
      {
        ...{ kind: 'text', id: 'note', label: 'Reference', required: true, maxLength: MAX_NOTE_CHARACTERS },
        hint: 'Of the notification or the authorisation, and where it is kept.',
      },
    ],
    submitLabel: 'Record',
    context: { assessment: id },
  };
}

export const Notified = z.object({
  state: z.enum(RIGHTS_STATES, 'Please choose one.'),
  onDay: z.iso.date('Please give a date.'),
  note: z.string().trim().min(1, 'Please say where it is written.').max(MAX_NOTE_CHARACTERS),
});

/** Added to what was recorded before; the last one counts. */
export async function recordNotification(
  context: Context<ReportStores>,
  { id: assessmentId, reference }: Assessment,
  { state, onDay, note }: z.infer<typeof Notified>,
): Promise<void> {
  const { stores, actor, now } = context;
  const id = context.newId();
  await stores.rightsNotifications.add({
    ...{ id, assessmentId, state, onDay, note },
    ...{ recordedById: actor.personId, recordedAt: now },
  });
  context.audit({
    kind: 'rights.notificationRecorded',
    subjectId: assessmentId,
    details: { id, reference, state, onDay },
  });
  context.changed(assessmentId);
}
