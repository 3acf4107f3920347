import { dayInWords } from '../chat/day-in-words.ts';
import { action, type Block, type Card, type Fact, type Form } from '../chat/vocabulary.ts';
import { unreachable } from '../kernel/unreachable.ts';
import type { HeadedSection } from '../knowledge/headed-text.ts';
import type { DocumentDecision, DocumentStanding, DocumentText, DocumentVersion } from './document.ts';

/** What shows at most of a list; the rest is counted, never dropped in silence. */
const MOST_SHOWN = 20;
const MOST_SHOWN_TEXT = 40;

const STATES: Readonly<Record<DocumentStanding['state'], string>> = {
  proposed: 'waits for a decision',
  rejected: 'rejected',
  approved: 'approved; answers cite it',
  replaced: 'replaced by a newer version',
  withdrawn: 'withdrawn',
};

type NameOf = (personId: string) => string | undefined;

/** One version, with what can be decided on it. What the document says is shown as text, and does nothing. */
export function documentCard(
  { version, sections }: DocumentText,
  before: DocumentText | undefined,
  nameOf: NameOf,
): Card {
  const { id, standing } = version;
  const words = sections.reduce((sum, { text }) => sum + text.split(/\s+/).length, 0);
  const facts: readonly Fact[] = [
    { label: 'State', value: stateInWords(standing, nameOf) },
    { label: 'File', value: version.fileName },
    { label: 'Uploaded', value: `${dayInWords(version.uploadedAt)} by ${nameOf(version.uploadedById) ?? 'somebody'}` },
    {
      label: 'Length',
      value: `${sections.length} ${sections.length === 1 ? 'section' : 'sections'}, ${words.toLocaleString('en')} words`,
    },
    ...(before
      ? [{ label: `Since version ${before.version.number}`, value: changesInWords(before.sections, sections) }]
      : []),
  ];
  const proposed = standing.state === 'proposed';
  return {
    headline: `${version.title}, version ${version.number}`,
    tone: proposed ? 'attention' : standing.state === 'approved' ? 'good' : 'quiet',
    blocks: [{ kind: 'facts', facts }, ...outlineBlocks(sections)],
    actions: [
      ...(proposed
        ? [
            action('documents.approve', 'Approve for answers', { version: id }, 'primary'),
            action('documents.reject', 'Reject', { version: id }, 'danger'),
          ]
        : []),
      ...(standing.state === 'approved' ? [action('documents.withdraw', 'Withdraw', { version: id }, 'danger')] : []),
      action('documents.read', 'Read it', { version: id }, 'quiet'),
    ],
  };
}

/** The text as it would be quoted. */
export function documentTextCard({ version, sections }: DocumentText): Card {
  const more = sections.length - MOST_SHOWN_TEXT;
  return {
    headline: `${version.title}, version ${version.number}: the text`,
    blocks: [
      ...sections
        .slice(0, MOST_SHOWN_TEXT)
        .flatMap(({ headings, text }): Block[] => [
          ...(headings.length > 0 ? [{ kind: 'heading', text: headings.join(', ') } as const] : []),
          { kind: 'quote', text },
        ]),
      ...(more > 0
        ? [{ kind: 'text', text: `and ${more} more sections; aims knowledge show has all`, subtle: true } as const]
        : []),
    ],
  };
}

/** Every document by its newest version that counts; those who decide see what waits as well. */
export function documentsCard(versions: readonly DocumentVersion[], decides: boolean): Card {
  const shown = versions.filter(({ standing: { state } }) => state === 'approved' || (decides && state === 'proposed'));
  const facts = shown.slice(0, MOST_SHOWN).map(
    ({ id, slug, title, number, standing }): Fact => ({
      label: title,
      value: `version ${number}, ${STATES[standing.state]}`,
      note: `policy:${slug}`,
      action: action('documents.show', 'Open', { version: id }),
    }),
  );
  const more = shown.length - MOST_SHOWN;
  return {
    headline: facts.length === 0 ? 'There are no documents of our own yet' : 'Our own documents',
    blocks: [
      ...(facts.length > 0 ? [{ kind: 'facts', facts } as const] : []),
      ...(more > 0 ? [{ kind: 'text', text: `and ${more} more`, subtle: true } as const] : []),
      { kind: 'text', text: 'Where they speak, answers cite them before the standard.', subtle: true },
    ],
    actions: decides ? [action('documents.add', 'Add a document')] : [],
  };
}

/** What a document may begin with. */
export interface Draft {
  readonly title: string;
  readonly text: string;
}

const LONGEST_TITLE = 120;

/** @param draft what somebody asked of the team, to be written about. */
export function addForm(draft?: Draft): Form {
  return {
    id: 'documents.add',
    title: 'Add a document',
    intro:
      'Paste its text; lines that begin with # are headings. Files are added with: aims knowledge add FILE. A colleague approves it before any answer cites it. Under the title of a document that exists it becomes its next version.',
    inputs: [
      {
        kind: 'text',
        id: 'title',
        label: 'Title',
        required: true,
        maxLength: LONGEST_TITLE,
        ...(draft ? { value: draft.title.slice(0, LONGEST_TITLE) } : {}),
      },
      {
        kind: 'text',
        id: 'text',
        label: 'Text',
        required: true,
        multiline: true,
        ...(draft ? { value: draft.text } : {}),
      },
    ],
    submitLabel: 'Propose',
    context: {},
  };
}

export function reasonForm(verb: 'reject' | 'withdraw', { id, title, number }: DocumentVersion): Form {
  const said = verb === 'reject' ? 'Reject' : 'Withdraw';
  return {
    id: `documents.${verb}`,
    title: `${said} ${title}, version ${number}`.slice(0, 120),
    inputs: [{ kind: 'text', id: 'reason', label: 'Reason', required: true, multiline: true, maxLength: 1_000 }],
    submitLabel: said,
    context: { version: id },
  };
}

function stateInWords(standing: DocumentStanding, nameOf: NameOf): string {
  const said = (verb: string, { by, at, reason }: DocumentDecision) =>
    `${verb} by ${nameOf(by) ?? 'somebody'} on ${dayInWords(at)}${reason ? `: ${reason}` : ''}`;
  switch (standing.state) {
    case 'proposed':
      return 'Waits for a decision; no answer cites it';
    case 'rejected':
      return said('Rejected', standing.review);
    case 'approved':
      return said('Approved', standing.review);
    case 'replaced':
      return 'Replaced by a newer version';
    case 'withdrawn':
      return said('Withdrawn', standing.withdrawal);
    default:
      return unreachable(standing);
  }
}

function outlineBlocks(sections: readonly HeadedSection[]): readonly Block[] {
  const headings = [...new Set(sections.map((section) => section.headings.join(', ')))].filter((path) => path !== '');
  const more = headings.length - MOST_SHOWN;
  if (headings.length === 0) return [];
  return [
    { kind: 'heading', text: 'Sections' },
    { kind: 'list', items: headings.slice(0, MOST_SHOWN) },
    ...(more > 0 ? [{ kind: 'text', text: `and ${more} more`, subtle: true } as const] : []),
  ];
}

function changesInWords(before: readonly HeadedSection[], after: readonly HeadedSection[]): string {
  const texts = (sections: readonly HeadedSection[]) =>
    new Set(sections.map(({ headings, text }) => `${headings.join('\n')}\n\n${text}`));
  const [old, present] = [texts(before), texts(after)];
  const missing = (from: ReadonlySet<string>, those: ReadonlySet<string>) =>
    [...those].filter((one) => !from.has(one)).length;
  const [added, gone] = [missing(old, present), missing(present, old)];
  if (added === 0 && gone === 0) return 'the same text';
  return `${added} sections are new or reworded, ${gone} are gone or reworded`;
}
