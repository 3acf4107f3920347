import { element } from './dom.js';

/** Headings, lists, quotes and paragraphs with bold, emphasis and code, as nodes. Anything else stays text. */
export function renderMarkdown(markdown) {
  const nodes = [];
  let list;
  let paragraph = [];

  function endParagraph() {
    if (paragraph.length > 0) nodes.push(element('p', {}, ...inline(paragraph.join(' '))));
    paragraph = [];
  }

  for (const line of markdown.split(/\r?\n/)) {
    const heading = /^(#{1,6})\s+(.*)$/.exec(line);
    const item = /^\s*(?:([-*+])|\d+[.)])\s+(.*)$/.exec(line);
    const quote = /^>\s?(.*)$/.exec(line);
    if (item) {
      endParagraph();
      const tag = item[1] ? 'ul' : 'ol';
      if (list?.localName !== tag) {
        list = element(tag);
        nodes.push(list);
      }
      list.append(element('li', {}, ...inline(item[2])));
      continue;
    }
    if (list && /^\s+\S/.test(line)) {
      list.lastElementChild.append(' ', ...inline(line.trim()));
      continue;
    }
    list = undefined;
    if (heading || quote || line.trim() === '') endParagraph();
    if (heading) nodes.push(element(`h${Math.min(6, heading[1].length + 2)}`, {}, ...inline(heading[2])));
    else if (quote) nodes.push(element('blockquote', {}, ...inline(quote[1])));
    else if (line.trim() !== '') paragraph.push(line.trim());
  }
  endParagraph();
  return nodes;
}

function inline(text) {
  return text
    .split(/(\*\*[^*]+\*\*|`[^`]+`|\*[^*\s][^*]*\*|_[^_\s][^_]*_)/)
    .filter((part) => part !== '')
    .map((part) => {
      if (/^\*\*.+\*\*$/.test(part)) return element('strong', {}, part.slice(2, -2));
      if (/^`.+`$/.test(part)) return element('code', {}, part.slice(1, -1));
      if (/^[*_].+[*_]$/.test(part)) return element('em', {}, part.slice(1, -1));
      return part;
    });
}
