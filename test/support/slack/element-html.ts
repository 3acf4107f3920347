import { isRecord } from './json-checks.ts';

export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '<br>');
}

/** Plain text as it is; mrkdwn is not drawn, because nothing of Steward uses it. */
export function textHtml(text: unknown): string {
  return isRecord(text) ? escaped(String(text.text)) : '';
}

export function labelHtml(label: unknown, optional: boolean): string {
  return `<div class="label">${textHtml(label)}${optional ? ' <span class="optional">(optional)</span>' : ''}</div>`;
}

/** Buttons, menus, boxes and fields. */
export function elementHtml(element: unknown): string {
  if (!isRecord(element)) return '';
  const placeholder = textHtml(element.placeholder) || 'Select an item';
  switch (element.type) {
    case 'button':
      return `<button class="${escaped(String(element.style ?? 'default'))}">${textHtml(element.text)}</button>`;
    case 'static_select':
      return menuHtml(textHtml(chosen(element)[0]?.text), placeholder);
    case 'multi_static_select':
      return `<div class="wide">${menuHtml(chosen(element).map(chipHtml).join(''), placeholder)}</div>`;
    case 'radio_buttons':
    case 'checkboxes':
      return boxesHtml(element);
    case 'datepicker':
      return `<div class="menu date"><span class="calendar"></span>${dayHtml(element.initial_date)}</div>`;
    case 'plain_text_input':
      return fieldHtml(element.initial_value, placeholderOf(element), element.multiline === true);
    case 'number_input':
      return fieldHtml(element.initial_value, placeholderOf(element), false);
    default:
      return `<span class="unknown">${escaped(String(element.type))}</span>`;
  }
}

function placeholderOf({ placeholder }: Record<string, unknown>): string {
  return textHtml(placeholder);
}

function optionsOf({ options, option_groups: groups }: Record<string, unknown>): Record<string, unknown>[] {
  const grouped = Array.isArray(groups) ? groups.flatMap((group) => (isRecord(group) ? optionsOf(group) : [])) : [];
  return [...(Array.isArray(options) ? options.filter(isRecord) : []), ...grouped];
}

function chosen({ initial_option: one, initial_options: many }: Record<string, unknown>): Record<string, unknown>[] {
  return [one, many].flat().filter(isRecord);
}

function chipHtml({ text }: Record<string, unknown>): string {
  return `<span class="chip">${textHtml(text)}</span>`;
}

function menuHtml(value: string, placeholder: string): string {
  return `<div class="menu">${value || `<span class="placeholder">${placeholder}</span>`}<span class="caret"></span></div>`;
}

function boxesHtml(element: Record<string, unknown>): string {
  const initial = new Set(chosen(element).map(({ value }) => value));
  const kind = element.type === 'checkboxes' ? 'box' : 'dot';
  const rows = optionsOf(element).map(({ text, description, value }) => {
    const more = description ? `<div class="description">${textHtml(description)}</div>` : '';
    return `<div class="choice"><span class="${kind}${initial.has(value) ? ' on' : ''}"></span><div>${textHtml(text)}${more}</div></div>`;
  });
  return `<div class="choices">${rows.join('')}</div>`;
}

function dayHtml(day: unknown): string {
  if (typeof day !== 'string') return '<span class="placeholder">Select a date</span>';
  return new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day));
}

function fieldHtml(value: unknown, placeholder: string, isLong: boolean): string {
  const words = value === undefined ? `<span class="placeholder">${placeholder}</span>` : escaped(String(value));
  return `<div class="field${isLong ? ' long' : ''}">${words}</div>`;
}
