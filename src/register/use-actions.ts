import { z } from 'zod';
import { listedUnder } from '../chat/listed-under.ts';
import type { ActionHandler, Context, FormHandler, ImmediateReply } from '../chat/vocabulary.ts';
import { LostRace } from '../kernel/lost-race.ts';
import { compare } from './compare.ts';
import { prohibits } from './prohibition.ts';
import type { RegisteredUse } from './register.ts';
import { type RegisterCapabilityStores, type RegisterOptions, wordsIn } from './register-options.ts';
import { transferForm } from './use-card.ts';

const UseClick = z.object({ use: z.uuid(), version: z.coerce.number().int() });

export const noSuchUse: ImmediateReply = {
  kind: 'notice',
  text: 'This use is no longer in the register as it was shown.',
};

const notYours: ImmediateReply = { kind: 'notice', text: 'Only its owner or the governance team can do this.' };

/** Joining an approved use, and what its owner and the governance team do with it. */
export function createUseActions<Stores extends RegisterCapabilityStores>(
  options: RegisterOptions<Stores>,
): {
  readonly actions: Readonly<Record<'join' | 'retire' | 'transfer' | 'verify', ActionHandler<Stores>>>;
  readonly forms: Readonly<Record<'transfer', FormHandler<Stores>>>;
} {
  /** Joining is saying: mine is exactly this one. So the approval itself is what is asked about. */
  const join: ActionHandler<Stores> = async (context, { value }) => {
    const found = await clickedUse(context, value);
    if (!found) return noSuchUse;
    const person = await context.stores.people.find(context.actor.personId);
    const asker = {
      personId: context.actor.personId,
      department: person?.department ?? '',
      country: person?.country ?? '',
    };
    const query = { ...found.use.facets, product: found.system.name };
    const { differences } = compare(query, found, asker, context.now, await wordsIn(context.stores, options));
    const banned = (await context.stores.register.uses()).some(
      (other) =>
        other.use.state === 'prohibited' && other.system.id === found.system.id && prohibits(other, query) === 'yes',
    );
    if (differences.length > 0)
      return {
        kind: 'notice',
        text: `You cannot join: ${differences.map(({ words }) => words).join('; ')}. Please declare your own use.`,
      };
    if (banned) return { kind: 'notice', text: 'This use is not allowed here.' };
    const joined = await context.stores.register.join(found.use.id, context.actor.personId, context.now);
    if (joined === 'already') return { kind: 'notice', text: `You have joined ${found.use.reference} already.` };
    context.audit({
      kind: 'register.joined',
      subjectId: found.use.id,
      details: { reference: found.use.reference, version: found.use.version },
    });
    context.changed(found.use.id);
    const conditions = found.conditions.map(({ text }) => text);
    context.answer({
      headline: `You are registered for ${found.use.reference}`,
      tone: 'good',
      blocks: [
        {
          kind: 'text',
          text: `${found.system.name}, as approved. If your use becomes a different one, please declare it.`,
        },
        ...listedUnder('Please keep to these conditions', conditions),
      ],
    });
    return undefined;
  };

  async function clickedUse(context: Context<Stores>, value: unknown): Promise<RegisteredUse | undefined> {
    const clicked = UseClick.safeParse(value);
    const found = clicked.success ? await context.stores.register.findUse(clicked.data.use) : undefined;
    return found && clicked.success && found.use.version === clicked.data.version ? found : undefined;
  }

  /** A prohibition or a revocation is not its owner's to put away: only what is approved is handed on or retired. */
  async function clickedApproval(context: Context<Stores>, value: unknown): Promise<RegisteredUse | undefined> {
    const found = await clickedUse(context, value);
    return found?.use.state === 'approved' ? found : undefined;
  }

  const retire: ActionHandler<Stores> = async (context, { value }) => {
    const found = await clickedApproval(context, value);
    if (!found) return noSuchUse;
    if (!mayManage(context, found)) return notYours;
    await save(context, found, { state: 'retired' });
    context.audit({
      kind: 'register.useRetired',
      subjectId: found.use.id,
      details: { reference: found.use.reference },
    });
    return { kind: 'notice', text: `${found.use.reference} is retired. It stays in the register as history.` };
  };

  async function save(
    context: Context<Stores>,
    { use }: RegisteredUse,
    change: Partial<Pick<typeof use, 'state' | 'ownerId'>>,
  ): Promise<void> {
    if ((await context.stores.register.saveUse({ ...use, ...change })) === 'conflict')
      throw new LostRace(use.reference);
    context.changed(use.id);
  }

  return {
    actions: {
      join,
      retire,
      transfer: async (context, { value }) => {
        const found = await clickedApproval(context, value);
        if (!found) return noSuchUse;
        if (!mayManage(context, found)) return notYours;
        return { kind: 'openForm', form: transferForm(found, await context.stores.people.list()) };
      },
      verify: async (context, { value }) => {
        const clicked = z.object({ condition: z.uuid() }).safeParse(value);
        const uses = await context.stores.register.uses();
        const found = uses.find(({ conditions }) =>
          conditions.some(({ id }) => clicked.success && id === clicked.data.condition),
        );
        if (!found || !clicked.success) return noSuchUse;
        const same = await context.stores.people.samePerson(context.actor.personId);
        const submitterId = await context.stores.register.submitterOfCondition(clicked.data.condition);
        const own = [found.use.ownerId, submitterId].some((id) => id !== undefined && same.includes(id));
        if (own || !context.actor.roles.includes('governance')) {
          return {
            kind: 'notice',
            text: 'A precondition is verified by someone of the governance team who neither asked for the use nor owns it.',
          };
        }
        const verified = await context.stores.register.verifyPrecondition(
          clicked.data.condition,
          context.actor.personId,
          context.now,
        );
        if (verified === 'unchanged') return { kind: 'notice', text: 'This was verified already.' };
        context.audit({
          kind: 'register.preconditionVerified',
          subjectId: found.use.id,
          details: { conditionId: clicked.data.condition },
        });
        context.changed(found.use.id);
        return undefined;
      },
    },
    forms: {
      transfer: async (context, { context: ids, inputs }) => {
        const found = await clickedApproval(context, ids);
        const chosen = z.uuid().safeParse(inputs.owner);
        const owner = chosen.success ? await context.stores.people.find(chosen.data) : undefined;
        if (!found) return noSuchUse;
        if (!mayManage(context, found)) return notYours;
        if (!owner || owner.erasedAt) return { kind: 'formErrors', errors: { owner: 'Please choose the new owner.' } };
        await save(context, found, { ownerId: owner.id });
        // Their desk no longer shows it.
        if (found.use.ownerId !== undefined) context.changed(found.use.ownerId);
        context.audit({
          kind: 'register.useTransferred',
          subjectId: found.use.id,
          details: { reference: found.use.reference, to: owner.id },
        });
        context.send({
          to: { kind: 'person', personId: owner.id },
          content: { kind: 'view', view: { name: 'register.use', subjectId: found.use.id } },
        });
        return { kind: 'notice', text: `${owner.displayName} owns ${found.use.reference} now.` };
      },
    },
  };
}

/** Only the owner or the governance team. */
function mayManage(context: Context<unknown>, { use }: RegisteredUse): boolean {
  return use.ownerId === context.actor.personId || context.actor.roles.includes('governance');
}
