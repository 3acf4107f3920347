import { makeSearchable } from './long-list.js';

const SIZES = { small: 13, default: 15, medium: 17, large: 20, extraLarge: 24 };

// Colours are the page's own variables, so that a card follows the light and the dark scheme.
const COLORS = {
  default: pair('--text', '--subtle'),
  dark: pair('--text', '--subtle'),
  light: pair('--surface', '--surface'),
  accent: pair('--accent', '--accent'),
  good: pair('--good', '--good'),
  warning: pair('--warning', '--warning'),
  attention: pair('--danger', '--danger'),
};

const HOST = {
  fontFamily: 'inherit',
  fontSizes: SIZES,
  fontWeights: { lighter: 400, default: 400, bolder: 600 },
  lineHeights: { small: 19, default: 22, medium: 24, large: 27, extraLarge: 31 },
  spacing: { small: 6, default: 10, medium: 16, large: 24, extraLarge: 32, padding: 16 },
  separator: { lineThickness: 1, lineColor: 'var(--border)' },
  containerStyles: {
    default: style('transparent'),
    emphasis: style('var(--sunken)'),
    accent: style('var(--accent-tint)'),
    good: style('var(--good-tint)'),
    warning: style('var(--warning-tint)'),
    attention: style('var(--danger-tint)'),
  },
  inputs: {
    label: {
      inputSpacing: 'small',
      requiredInputs: { weight: 'bolder', color: 'default', suffix: ' *', suffixColor: 'attention' },
      optionalInputs: { weight: 'bolder', color: 'default' },
    },
    errorMessage: { size: 'small', color: 'attention', spacing: 'small' },
  },
  actions: {
    maxActions: 100,
    spacing: 'medium',
    buttonSpacing: 0,
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
  },
  adaptiveCard: { allowCustomStyle: false },
};

let host;

/** Draws a card; `act` gets each click as `{ action | form, value | context, inputs }`, with the card to disable. */
export function drawCard(json, act) {
  host ??= new AdaptiveCards.HostConfig(HOST);
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = host;
  // Texts stay as they are; without this the library warns that it was given no Markdown processor.
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = () => {};
  card.onExecuteAction = (action) => {
    if (action.url) open(action.url, '_blank', 'noopener,noreferrer');
    else act(readClick(action.data), { node, card });
  };
  card.parse(json);
  const node = card.render();
  for (const action of actionsOf(card)) {
    if (action.renderedElement) action.renderedElement.dataset.action = action.data?.action ?? action.data?.form;
  }
  for (const row of node.querySelectorAll('[id^="quiet-"]')) {
    row.classList.add('quiet');
    row.removeAttribute('id');
  }
  for (const list of node.querySelectorAll('.ac-choiceSetInput-multiSelect')) makeSearchable(list);
  for (const line of node.querySelectorAll('.ac-richTextBlock')) {
    if (line.textContent.startsWith('•\u2002')) line.classList.add('item');
    if (/^[━─]/u.test(line.textContent)) drawTrack(line);
  }
  return { node, card };
}

/** The part of a progress bar that is still to come is lighter than any text may be. */
function drawTrack(line) {
  line.classList.add('progress');
  for (const run of line.children) {
    if (!/^[━─]/u.test(run.textContent)) continue;
    run.setAttribute('aria-hidden', 'true');
    if (run.textContent.startsWith('─')) run.style.color = 'var(--track)';
    run.textContent = run.textContent.replaceAll('─', '━');
  }
}

/** While a click is on its way, the card takes no second one. */
export function setBusy(node, busy) {
  node.classList.toggle('busy', busy);
  node.setAttribute('aria-busy', String(busy));
  for (const button of node.querySelectorAll('button')) button.disabled = busy;
}

function readClick(data) {
  const inputs = {};
  for (const [name, value] of Object.entries(data)) {
    if (name.startsWith('one:')) inputs[name.slice(4)] = String(value ?? '');
    if (name.startsWith('many:')) inputs[name.slice(5)] = value ? String(value).split(',') : [];
  }
  const { action, value, form, context } = data;
  return { action, value, form, context, inputs };
}

function* actionsOf(item) {
  for (let index = 0; index < (item.getActionCount?.() ?? 0); index += 1) yield item.getActionAt(index);
  for (let index = 0; index < (item.getItemCount?.() ?? 0); index += 1) yield* actionsOf(item.getItemAt(index));
}

function style(backgroundColor) {
  return { backgroundColor, foregroundColors: COLORS };
}

function pair(name, subtle) {
  return { default: `var(${name})`, subtle: `var(${subtle})` };
}
