import { get } from './api.js';
import { byId, element, toast } from './dom.js';
import { renderMarkdown } from './markdown.js';

export function createPassagePanel() {
  const panel = byId('passage');
  let openedFrom;

  function close() {
    panel.hidden = true;
    openedFrom?.focus();
  }

  byId('passage-close').addEventListener('click', close);
  panel.addEventListener('keydown', (event) => event.key === 'Escape' && close());

  return {
    async open(id) {
      openedFrom = document.activeElement;
      try {
        const passage = await get(`passages/${encodeURIComponent(id)}`);
        byId('passage-title').textContent = passage.title;
        byId('passage-source').replaceChildren(
          element('code', {}, passage.id),
          ` ${passage.source}, as of ${passage.asOf}`,
        );
        byId('passage-text').replaceChildren(...renderMarkdown(passage.markdown));
        panel.hidden = false;
        panel.scrollTop = 0;
        panel.focus();
      } catch (failure) {
        toast(failure.message, 'bad');
      }
    },
    close,
  };
}
