import { element } from './dom.js';

const LONG = 20;

/** A long list of boxes to tick gets a field that narrows it down; what is ticked comes first and stays in sight. */
export function makeSearchable(list) {
  const choices = [...list.children];
  if (choices.length < LONG) return;
  const search = element('input', {
    class: 'search',
    type: 'search',
    placeholder: `Search ${choices.length} choices`,
    'aria-label': 'Search the choices',
    autocomplete: 'off',
  });
  const ticked = (choice) => choice.querySelector('input').checked;
  const arrange = () => {
    const words = search.value.trim().toLocaleLowerCase();
    const sorted = [...choices.filter(ticked), ...choices.filter((choice) => !ticked(choice))];
    for (const choice of sorted) {
      choice.hidden = words !== '' && !ticked(choice) && !choice.textContent.toLocaleLowerCase().includes(words);
    }
    list.append(...sorted);
  };
  search.addEventListener('input', arrange);
  // Enter would otherwise press the card's first button.
  search.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    const found = choices.filter((choice) => !choice.hidden && !ticked(choice));
    if (search.value.trim() === '' || found.length !== 1) return;
    found[0].querySelector('input').click();
    search.value = '';
    arrange();
  });
  list.classList.add('long');
  const searchable = element('div', { class: 'searchable' }, search);
  list.replaceWith(searchable);
  searchable.append(list);
  arrange();
}
