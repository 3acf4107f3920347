import { byId } from './dom.js';

const TALLEST_PX = 180;

/** Enter sends, Shift + Enter starts a new line, and the box grows with its text. */
export function wireComposer(say) {
  const message = byId('message');
  const grow = () => {
    message.style.height = 'auto';
    message.style.height = `${Math.min(message.scrollHeight, TALLEST_PX)}px`;
  };
  message.addEventListener('input', grow);
  message.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    byId('composer').requestSubmit();
  });
  byId('composer').addEventListener('submit', (event) => {
    event.preventDefault();
    if (message.value.trim() === '') return;
    say(message.value);
    message.value = '';
    grow();
  });
}
