import { elementHtml, escaped, labelHtml, textHtml } from './element-html.ts';
import { isRecord } from './json-checks.ts';

/** Blocks as HTML that looks like Slack; a block of another kind shows as its name. */
export function blocksHtml(blocks: unknown): string {
  const list = Array.isArray(blocks) ? blocks : [];
  return `<div class="blocks">${list.map(blockHtml).join('')}</div>`;
}

function blockHtml(block: unknown): string {
  if (!isRecord(block)) return '';
  switch (block.type) {
    case 'header':
      return `<h3 class="header">${textHtml(block.text)}</h3>`;
    case 'divider':
      return '<hr class="divider">';
    case 'context':
      return `<div class="context">${each(block.elements, (one) => `<span>${textHtml(one)}</span>`)}</div>`;
    case 'actions':
      return `<div class="actions">${each(block.elements, elementHtml)}</div>`;
    case 'section':
      return sectionHtml(block);
    case 'rich_text':
      return `<div class="rich-text">${each(block.elements, richHtml)}</div>`;
    case 'input':
      return inputHtml(block);
    default:
      return `<div class="unknown">${escaped(String(block.type))}</div>`;
  }
}

function each(items: unknown, html: (item: unknown) => string): string {
  return Array.isArray(items) ? items.map(html).join('') : '';
}

function sectionHtml({ text, fields, accessory }: Record<string, unknown>): string {
  const columns = fields ? `<div class="fields">${each(fields, (one) => `<div>${textHtml(one)}</div>`)}</div>` : '';
  const beside = accessory ? `<div class="accessory">${elementHtml(accessory)}</div>` : '';
  return `<div class="section"><div class="words">${text ? textHtml(text) : ''}${columns}</div>${beside}</div>`;
}

function inputHtml({ label, optional, element, hint }: Record<string, unknown>): string {
  return (
    `<div class="input">${labelHtml(label, optional === true)}${elementHtml(element)}` +
    `${hint ? `<div class="hint">${textHtml(hint)}</div>` : ''}</div>`
  );
}

function richHtml(element: unknown): string {
  if (!isRecord(element)) return '';
  switch (element.type) {
    case 'rich_text_list': {
      const tag = element.style === 'ordered' ? 'ol' : 'ul';
      return `<${tag}>${each(element.elements, (item) => `<li>${isRecord(item) ? each(item.elements, runHtml) : ''}</li>`)}</${tag}>`;
    }
    case 'rich_text_quote':
      return `<blockquote>${each(element.elements, runHtml)}</blockquote>`;
    case 'rich_text_preformatted':
      return `<pre>${each(element.elements, runHtml)}</pre>`;
    default:
      return `<div>${each(element.elements, runHtml)}</div>`;
  }
}

const STYLE_TAGS = { bold: 'b', italic: 'i', strike: 's', code: 'code', underline: 'u' } as const;

function runHtml(run: unknown): string {
  if (!isRecord(run)) return '';
  const words = run.type === 'text' ? escaped(String(run.text)) : `<mark>${escaped(JSON.stringify(run))}</mark>`;
  const style = isRecord(run.style) ? run.style : {};
  return Object.entries(STYLE_TAGS).reduce(
    (html, [name, tag]) => (style[name] === true ? `<${tag}>${html}</${tag}>` : html),
    words,
  );
}
