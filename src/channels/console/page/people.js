import { byId, element } from './dom.js';

const ROLE_NAMES = {
  governance: 'Governance',
  legal: 'Legal',
  'data-protection': 'Data protection',
  security: 'Security',
  management: 'Management',
  committee: 'Committee',
  'committee-chair': 'Committee chair',
  'committee-secretary': 'Committee secretary',
  auditor: 'Auditor',
  administrator: 'Administrator',
};

const HUES = 8;

export function showPeople(people, choose) {
  byId('people').replaceChildren(...people.map((person) => element('li', {}, personButton(person, choose))));
}

export function markPerson(id) {
  for (const button of byId('people').querySelectorAll('button')) {
    const chosen = button.dataset.person === id;
    button.setAttribute('aria-pressed', String(chosen));
    if (chosen) button.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }
}

export function avatar(person) {
  const letters = person.name.split(/\s+/).filter(Boolean);
  const initials = `${[...(letters[0] ?? '?')][0]}${letters.length > 1 ? [...letters.at(-1)][0] : ''}`;
  const hue = [...person.id].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 9973, 7) % HUES;
  return element('span', { class: `avatar hue-${hue}`, 'aria-hidden': 'true' }, initials.toUpperCase());
}

function personButton(person, choose) {
  const roles = person.roles.map((role) => element('span', { class: 'role' }, ROLE_NAMES[role] ?? role));
  return element(
    'button',
    {
      type: 'button',
      class: 'person',
      'aria-label': person.name,
      'aria-pressed': 'false',
      'data-person': person.id,
      title: `${person.title}, ${person.department}, ${person.country}`,
      onclick: () => choose(person.id),
    },
    avatar(person),
    element(
      'span',
      { class: 'who' },
      element('span', { class: 'name' }, person.name),
      element('span', { class: 'title' }, person.title),
      roles.length > 0 ? element('span', { class: 'roles' }, ...roles) : undefined,
    ),
  );
}
