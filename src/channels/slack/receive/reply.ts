import { type ImmediateReply, withoutFile } from '../../../chat/reply.ts';
import type { Receipt } from '../../../chat/router.ts';
import type { Log } from '../../../kernel/log.ts';
import { formErrors } from '../block-kit/form-errors.ts';
import { renderNotice } from '../block-kit/render-card.ts';
import { renderCardView, renderForm, renderNoticeView } from '../block-kit/render-form.ts';
import type { SlackClients } from '../clients.ts';
import { callPaced } from '../paced-calls.ts';
import type { PacedMethod, Pacing } from '../pacing.ts';
import type { Received } from './received.ts';

/** Not committed, and to be delivered again: the acknowledgement is refused. */
class NotHandled extends Error {}

/** What Slack gets with the acknowledgement of a dialog or a command. */
export type Acknowledgement = Readonly<Record<string, unknown>> | undefined;

/**
 * Shows a person what came of their deed, once it is committed. A dialog opens before the acknowledgement, as its
 * trigger lives three seconds: https://docs.slack.dev/interactivity/handling-user-interaction#trigger-ids
 * @throws {NotHandled} when Slack should deliver the deed again.
 */
export async function reply(
  receipt: Receipt,
  { event, surface }: Received,
  { interactive }: SlackClients,
  { pacing, log }: { readonly pacing: Pacing; readonly log: Log },
): Promise<Acknowledgement> {
  const answer = withoutFile(replyIn(receipt, surface.kind));
  if (surface.kind === 'dialog') return dialogAnswer(answer, event.conversation.conversation, surface.blocks);
  if (surface.kind === 'none') return undefined;

  const view = dialogIn(answer, event.conversation.conversation);
  if (view && 'trigger' in surface) {
    const opened = await attempt('A dialog could not be opened', 'views.open', () =>
      interactive.views.open({ trigger_id: surface.trigger, view }),
    );
    if (opened || surface.kind !== 'click') return undefined;
    await remark('That took too long, so Slack would not open the dialog. Please click once more.');
    return undefined;
  }
  const text = answer?.kind === 'notice' ? answer.text : undefined;
  switch (surface.kind) {
    case 'words':
    case 'click':
      if (text !== undefined) await remark(text);
      return undefined;
    case 'command':
      return { response_type: 'ephemeral', ...renderNotice(text ?? 'I have answered you in our direct conversation.') };
    case 'elsewhere': {
      const notice = renderNoticeView('Steward', text ?? 'I have written to you in our direct conversation.');
      await attempt('A notice could not be shown', 'views.open', () =>
        interactive.views.open({ trigger_id: surface.trigger, view: notice }),
      );
      return undefined;
    }
  }

  async function remark(text: string): Promise<void> {
    if (surface.kind !== 'words' && surface.kind !== 'click') return;
    const { channel, thread } = surface.beside;
    await attempt('A remark could not be shown', 'chat.postEphemeral', () =>
      interactive.chat.postEphemeral({
        channel,
        user: event.identity.user,
        ...renderNotice(text),
        ...(thread === undefined ? {} : { thread_ts: thread }),
      }),
    );
  }

  /** What was committed stays committed, whether or not Slack can show a word about it. */
  async function attempt(failed: string, method: PacedMethod, call: () => Promise<unknown>): Promise<boolean> {
    const called = await callPaced(pacing, { method, workspace: event.identity.workspace }, call);
    if (called.kind === 'done') return true;
    const { kind, ...why } = called;
    log.warn(failed, { deliveryKey: event.deliveryKey, kind, ...why });
    return false;
  }
}

function replyIn(receipt: Receipt, surface: Received['surface']['kind']): ImmediateReply | undefined {
  switch (receipt.kind) {
    case 'done':
      return receipt.reply;
    case 'refused':
      return { kind: 'notice', text: receipt.message };
    case 'failed':
      // What was typed into a dialog would be lost with it, so the dialog stays open and says what happened.
      if (receipt.retry && surface !== 'dialog') throw new NotHandled(receipt.message);
      return receipt.retry
        ? { kind: 'formErrors', errors: { '': receipt.message } }
        : { kind: 'notice', text: receipt.message };
  }
}

function dialogIn(answer: ImmediateReply | undefined, conversation: string) {
  switch (answer?.kind) {
    case 'openForm':
    case 'nextForm':
      return renderForm(answer.form, conversation);
    case 'showCard':
    case 'replaceCard':
      return renderCardView(answer.card, 'Steward');
    default:
      return undefined;
  }
}

/** https://docs.slack.dev/surfaces/modals#updating_response */
function dialogAnswer(answer: ImmediateReply | undefined, conversation: string, blocks: unknown): Acknowledgement {
  if (answer?.kind === 'formErrors') {
    const errors = formErrors(blocks, answer.errors);
    if (Object.keys(errors).length > 0) return { response_action: 'errors', errors };
    return { response_action: 'update', view: renderNoticeView('Steward', Object.values(answer.errors).join(' ')) };
  }
  const view = answer?.kind === 'notice' ? renderNoticeView('Steward', answer.text) : dialogIn(answer, conversation);
  return view && { response_action: 'update', view };
}
