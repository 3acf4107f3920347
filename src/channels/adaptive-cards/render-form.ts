import type { Form } from '../../chat/form.ts';
import { actionRows } from './actions.ts';
import type { AdaptiveCard } from './adaptive-card.ts';
import { inputElements } from './inputs.ts';
import { adaptiveCard } from './render-card.ts';
import { label, lines } from './text.ts';

/** The form without its title, which belongs to the dialog around it. Pure. */
export function renderForm(form: Form): AdaptiveCard {
  return adaptiveCard([
    ...(form.intro ? lines(form.intro) : []),
    ...form.inputs.flatMap((input) => inputElements(input, 'beforeSending')),
    ...actionRows([
      {
        type: 'Action.Submit',
        title: label(form.submitLabel),
        style: 'positive',
        data: { form: form.id, context: form.context },
      },
    ]),
  ]);
}
