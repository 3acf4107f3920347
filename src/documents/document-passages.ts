import { dayInWords } from '../chat/day-in-words.ts';
import type { HeadedSection } from '../knowledge/headed-text.ts';
import type { Passage } from '../knowledge/passage.ts';
import { type DocumentText, slugOf } from './document.ts';

/** What may be cited of a document: a passage for each of its sections, `policy:ai-policy#chatbots`. */
export function documentPassages({ version, sections }: DocumentText): readonly Passage[] {
  const { slug, number, title, standing } = version;
  const approvedAt = 'review' in standing ? standing.review?.at : undefined;
  if (standing.state !== 'approved' || approvedAt === undefined) return [];
  const taken = new Set<string>();
  return sections.map((section): Passage => {
    const heading = section.headings.at(-1) ?? '';
    return {
      id: `policy:${slug}#${freeName(slugOf(heading === '' ? 'beginning' : heading), taken)}`,
      title: titleOf(title, section),
      kind: 'policy',
      asOf: approvedAt.toISOString().slice(0, 10),
      source: `Our own document “${title}”, version ${number}, approved on ${dayInWords(approvedAt)}`,
      aliases: [],
      related: [],
      sections: [{ heading, text: section.text, sentences: section.sentences }],
    };
  });
}

/** "AI policy: Chatbots", with every heading on the way. */
function titleOf(title: string, { headings }: HeadedSection): string {
  const own = headings.filter((heading) => heading !== title);
  return own.length === 0 ? title : `${title}: ${own.join(', ')}`;
}

function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number += 1) free = `${name}-${number}`;
  taken.add(free);
  return free;
}
