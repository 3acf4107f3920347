import { drawCard, setBusy } from './cards.js';
import { byId, element } from './dom.js';

/**
 * `submit(click)` sends the form; its answer comes back through `show`, `errors` or `close`. `dismissed(action)` is told
 * what the form wants done when its reader closes it.
 */
export function createFormDialog({ submit, dismissed }) {
  const dialog = byId('form');
  let drawn;
  let shown;

  byId('form-close').addEventListener('click', () => {
    dialog.close();
    dismiss();
  });
  dialog.addEventListener('cancel', dismiss);

  function dismiss() {
    if (shown?.dismissed) dismissed(shown.dismissed);
    shown = undefined;
  }

  function clearErrors() {
    byId('form-error').textContent = '';
    for (const note of dialog.querySelectorAll('.field-error')) note.remove();
    for (const field of dialog.querySelectorAll('[aria-invalid]')) field.removeAttribute('aria-invalid');
  }

  function release() {
    if (drawn) setBusy(drawn.node, false);
  }

  return {
    show(form, adaptiveCard) {
      clearErrors();
      shown = form;
      byId('form-title').textContent = form.title;
      drawn = drawCard(adaptiveCard, (click) => {
        clearErrors();
        setBusy(drawn.node, true);
        submit(click);
      });
      byId('form-card').replaceChildren(drawn.node);
      if (!dialog.open) dialog.showModal();
      dialog.querySelector('#form-card :is(input, textarea, select)')?.focus();
    },
    /** Shows each error at its input, and those without an input on top. */
    errors(errors) {
      release();
      clearErrors();
      const general = [];
      let first;
      for (const [id, message] of Object.entries(errors)) {
        const input = drawn?.card.getAllInputs().find((one) => one.id === `one:${id}` || one.id === `many:${id}`);
        if (!input) {
          general.push(message);
          continue;
        }
        input.renderedElement.after(element('p', { class: 'field-error', role: 'alert' }, message));
        const field = input.renderedElement.querySelector('input, textarea, select');
        field?.setAttribute('aria-invalid', 'true');
        first ??= field;
      }
      byId('form-error').textContent = general.join(' ');
      first?.focus();
    },
    refuse(message) {
      release();
      byId('form-error').textContent = message;
    },
    close() {
      dialog.close();
    },
  };
}
