import { z } from 'zod';
import type { Capability } from '../chat/vocabulary.ts';
import { createRegisterAnswers } from './answers.ts';
import { type RegisterCapabilityStores, type RegisterOptions, showEntry } from './register-options.ts';
import { createUseActions, noSuchUse } from './use-actions.ts';
import { createRegisterViews } from './views.ts';

/** “Can I use X for Y?”, joining an approved use, and what its owner does with it. */
export function createRegisterCapability<Stores extends RegisterCapabilityStores>(
  options: RegisterOptions<Stores>,
): Capability<Stores> {
  const answer = createRegisterAnswers(options);
  const { actions, forms } = createUseActions(options);
  return {
    name: 'register',
    message: (context, { text }) => answer(context, text),
    actions: {
      ...actions,
      show: async (context, { value }) => {
        const clicked = z.object({ use: z.uuid() }).safeParse(value);
        const found = clicked.success ? await context.stores.register.findUse(clicked.data.use) : undefined;
        if (!found) return noSuchUse;
        showEntry(context, 'use', found.use.id);
        return undefined;
      },
      system: async (context, { value }) => {
        const clicked = z.object({ system: z.uuid() }).safeParse(value);
        const systems = await context.stores.register.systems();
        const found = systems.find(({ id }) => clicked.success && id === clicked.data.system);
        if (!found) return noSuchUse;
        showEntry(context, 'system', found.id);
        return undefined;
      },
      decision: async (context, { value }) => {
        const clicked = z.object({ use: z.uuid() }).safeParse(value);
        const found = clicked.success ? await context.stores.register.findUse(clicked.data.use) : undefined;
        if (!found) return noSuchUse;
        showEntry(context, 'decision', found.use.id);
        return undefined;
      },
    },
    forms,
    views: createRegisterViews(options),
  };
}
