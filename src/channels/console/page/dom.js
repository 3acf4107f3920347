/** Builds an element. Strings become text nodes, so nothing that a person wrote can become markup. */
export function element(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === false) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? '' : String(value));
  }
  node.append(...children.filter((child) => child !== undefined));
  return node;
}

export function byId(id) {
  return document.getElementById(id);
}

const TOAST_MS = 7000;

export function toast(text, tone = 'plain') {
  const note = element('div', { class: `toast ${tone}` }, text);
  const close = element(
    'button',
    { type: 'button', class: 'close', 'aria-label': 'Dismiss', onclick: () => note.remove() },
    '×',
  );
  note.append(close);
  byId('toasts').append(note);
  setTimeout(() => note.remove(), TOAST_MS);
}
