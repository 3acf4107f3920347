import type { App } from '../../src/app.ts';
import type { ActionValue } from '../../src/chat/card.ts';
import type { ConversationAddress, InboundBody } from '../../src/chat/event.ts';
import type { Form, InputValues } from '../../src/chat/form.ts';
import type { ImmediateReply } from '../../src/chat/reply.ts';
import { newId } from '../../src/kernel/ids.ts';
import { isKept } from '../../src/risks/risk.ts';
import type { Storage } from '../../src/storage/open-storage.ts';
import { leastAnswers } from './answer-everything.ts';

/** What somebody does on any platform, straight into the app: for what nobody needs to look at on the way. */
export interface Deeds {
  clicks(action: `${string}.${string}`, value: ActionValue): Promise<ImmediateReply | undefined>;
  sends(form: `${string}.${string}`, context: ActionValue, inputs: InputValues): Promise<ImmediateReply | undefined>;
  /** Sends the form behind a button with what it suggests, except for these. */
  fills(action: `${string}.${string}`, value: ActionValue, inputs?: InputValues): Promise<ImmediateReply | undefined>;
}

/** @param conversation where Steward talks with this person alone. */
export function deedsOf(
  { router, organisation }: Pick<App, 'router' | 'organisation'>,
  user: string,
  conversation: ConversationAddress,
): Deeds {
  const { platform, workspace } = conversation;
  async function does(body: InboundBody): Promise<ImmediateReply | undefined> {
    const event = { deliveryKey: newId(), identity: { platform, workspace, user }, conversation, body } as const;
    const receipt = await router.receive(organisation.id, event);
    if (receipt.kind !== 'done') throw new Error(`${JSON.stringify(body)}: ${receipt.message}`);
    return receipt.reply;
  }
  const clicks: Deeds['clicks'] = (actionId, value) => does({ kind: 'action', actionId, value, inputs: {} });
  const sends: Deeds['sends'] = (formId, context, inputs) => does({ kind: 'form', formId, context, inputs });
  return {
    clicks,
    sends,
    async fills(action, value, inputs = {}) {
      const reply = await clicks(action, value);
      if (reply?.kind !== 'openForm') throw new Error(`${action} opens no form but ${JSON.stringify(reply)}`);
      const { id, context } = reply.form;
      return does({ kind: 'form', formId: id, context, inputs: { ...suggestedIn(reply.form), ...inputs } });
    },
  };
}

function suggestedIn({ inputs }: Form): InputValues {
  return Object.fromEntries(
    inputs.flatMap((input): [string, string | readonly string[]][] => {
      if (input.kind === 'choices') return [[input.id, input.values ?? []]];
      return input.value === undefined ? [] : [[input.id, String(input.value)]];
    }),
  );
}

/** Goes through the forms of an interview, or of one section, until nothing is left to answer. */
export async function answersRest(
  { clicks, sends }: Deeds,
  interview: string,
  answers: InputValues,
  section?: string,
): Promise<void> {
  let reply = await clicks('interview.form', { interview, ...(section === undefined ? {} : { section }) });
  while (reply?.kind === 'openForm' || reply?.kind === 'nextForm') {
    const { form }: { readonly form: Form } = reply;
    reply = await sends('interview.form', form.context, leastAnswers(form, answers));
    if (reply?.kind === 'formErrors')
      throw new Error(`${form.inputs.map(({ id }) => id).join()} cannot be answered: ${JSON.stringify(reply)}`);
  }
}

/** What remains afterwards is small, so nobody has to accept it. */
const TREATED = { due: '2027-06-30', likelihood: 'rare', severity: 'minor' };

/** Takes over and treats every risk of this assessment that is not treated yet, and compares it all with Annex A. */
export async function treatsRest(
  deeds: Deeds,
  { transact }: Pick<Storage, 'transact'>,
  organisationId: string,
  reference: string,
): Promise<void> {
  const assessment = await transact(organisationId, ({ assessments }) => assessments.referenced(reference));
  const of = { assessment: assessment?.id ?? '' };
  await deeds.clicks('risk.list', of);
  await deeds.clicks('risk.takeOverAll', of);
  const risks = await transact(organisationId, (stores) => stores.risks.of(of.assessment));
  for (const risk of risks) {
    if (!isKept(risk) || risk.treatment) continue;
    const reply = await deeds.fills('risk.treat', { risk: risk.id, version: risk.version }, TREATED);
    if (reply) throw new Error(`${risk.reference} was not treated: ${JSON.stringify(reply)}`);
  }
  await deeds.fills('risk.leaveOut', { ...of, reason: 'no-risk' });
}
