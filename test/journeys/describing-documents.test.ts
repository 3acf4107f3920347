import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEMONSTRATION } from '../../src/composition/demonstration.ts';
import { cardInWords, type ShownCard } from '../support/console-api.ts';
import { journeyKinds } from '../support/database.ts';
import { docxOf, pdfOf } from '../support/document-files.ts';
import { beginJourney, type Journey } from '../support/journey.ts';
import { sharesDocument } from '../support/shared-documents.ts';
import { zipOf } from '../support/zip.ts';

const LINES = [
  '# Minutes with Otter',
  '## Purpose',
  'We would like to use Otter.ai to transcribe client calls. Clients are asked for consent at the start of the call.',
  '## Data',
  'The recordings contain the names and voices of our clients. We do not process health data.',
  '## Other projects',
  'The data team is planning to use ChatGPT with source code.',
];
const INVISIBLE = '\u200b\u202e\u{E0041}';

describe.each(journeyKinds)('sharing a document (%s)', (kind) => {
  let journey: Journey;
  beforeEach(async () => {
    journey = await beginJourney(kind);
  });
  afterEach(() => journey.end());

  const ticked = ({ inputs = [] }: ShownCard) => inputs.find(({ id }) => id === 'keep')?.values;
  const interviewOf = async (personId: string) =>
    journey.storage.transact(DEMONSTRATION.organisationId, async ({ interviews, evidence }) => {
      const [interview] = await interviews.openOf(personId);
      const kept = interview ? await evidence.keptOf(interview.id) : [];
      return { answers: interview?.state.answers ?? {}, kept: kept.map(({ file }) => file?.name) };
    });

  it('proposes what it says, with heading and page, and becomes evidence with the first answer kept', async () => {
    const { maya } = journey;
    await maya.says('I want to declare an AI use');

    await sharesDocument(journey, maya, 'minutes.docx', docxOf(LINES));

    const card = await maya.card(/I read this in “minutes\.docx”\. Is it right\?/);
    const words = cardInWords(card);
    expect(words).toMatch(/Tool: Otter\.ai \(“Otter\.ai” \(under “Purpose”\)\)/);
    expect(words).toMatch(/Data: .*Personal data.*\(“names[^)]*\(under “Data”\)/);
    expect(words).not.toMatch(/ChatGPT|Health|Source code/);
    expect(await interviewOf(maya.id)).toEqual({ answers: {}, kept: [] });

    await maya.clicks(/^Keep what is ticked/, { keep: ticked(card) });
    const { answers, kept } = await interviewOf(maya.id);
    expect(kept).toEqual(['minutes.docx']);
    expect(answers.tool?.source).toMatchObject({ quote: 'Otter.ai', place: 'minutes.docx, under “Purpose”' });
    await maya.card(/Kept as evidence: minutes\.docx/);
    expect(journey.errors()).toEqual([]);
  });

  it('says the page of a PDF, and leaves the file out when nothing of it is kept', async () => {
    const { maya } = journey;
    await maya.says('I want to declare an AI use');

    await sharesDocument(
      journey,
      maya,
      'plan.pdf',
      pdfOf([
        ['PURPOSE', ...LINES.slice(2, 3)],
        ['DATA', ...LINES.slice(4, 5)],
      ]),
    );

    expect(cardInWords(await maya.card(/I read this in “plan\.pdf”/))).toMatch(
      /page 1, under “PURPOSE”[\s\S]*page 2, under “DATA”/,
    );
    await maya.clicks('Leave all of it out');
    expect(await interviewOf(maya.id)).toEqual({ answers: {}, kept: [] });
    await maya.card(/Keep “plan\.pdf” as evidence/);
  });

  it('begins a declaration with a document, or makes it the organisation’s', async () => {
    const { tom, priya, samir } = journey;
    await sharesDocument(journey, tom, 'minutes.md', LINES.join('\n\n'));
    await expect(tom.button('Propose it as our document')).rejects.toThrow(/has no button/);
    await tom.clicks('Declare an AI use with it');
    await tom.card(/I read this in “minutes\.md”/);

    await sharesDocument(journey, priya, 'AI policy.md', '# AI policy\n\nStaff may use approved tools only.');
    await priya.clicks('Propose it as our document');
    await priya.card(/AI policy waits for a colleague’s approval/);
    const card = await samir.inTeam.card(/AI policy/);
    expect(cardInWords(card)).toMatch(
      /Waits for a decision; no answer cites it[\s\S]*File: AI policy\.md[\s\S]*Uploaded: .* by Priya Raman/,
    );
    expect(journey.errors()).toEqual([]);
  });

  it('lets nobody but the governance team make a document the organisation’s', async () => {
    const { tom } = journey;
    await sharesDocument(journey, tom, 'mine.md', '# Mine\n\nEverything is allowed.');
    const { value } = await tom.button('Declare an AI use with it');

    await tom.does({ to: 'actions', action: 'documents.addFile', value });

    const documents = await journey.storage.transact(DEMONSTRATION.organisationId, (stores) => stores.documents.list());
    expect(documents.filter(({ title }) => title === 'Mine')).toEqual([]);
  });

  it.each([
    [
      'bomb.docx',
      zipOf({ 'word/document.xml': Buffer.alloc(220 * 1024 * 1024) }),
      /too large: it has more than 200 MB when it is unpacked/,
    ],
    ['macros.docx', zipOf({ 'word/vbaProject.bin': Buffer.from('Attribute VB_Name') }), /holds macros/],
    ['locked.docx', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), /locked with a password/],
    [
      'locked.pdf',
      Buffer.from(
        '%PDF-1.4\n1 0 obj\n<< /Filter /Standard /V 1 /R 2 /O (x) /U (y) /P -4 >>\nendobj\ntrailer\n<< /Root 2 0 R /Encrypt 1 0 R >>\n%%EOF',
      ),
      /locked with a password/,
    ],
    ['broken.pdf', Buffer.from('this is no PDF'), /cannot be read/],
    ['binary.txt', Buffer.from([0xff, 0xfe, 0x00, 0xd8]), /cannot be read/],
    ['empty.md', Buffer.from('   '), /holds no text/],
    ['old.doc', Buffer.from('text'), /none of \.pdf, \.docx/],
  ])('says in clear words why %s cannot be read, and goes on', async (name, bytes, reason) => {
    const { maya } = journey;
    await maya.says('I want to declare an AI use');

    await sharesDocument(journey, maya, name, new Uint8Array(bytes));

    const words = cardInWords(await maya.card(new RegExp(`I could not read “${name}”`)));
    expect(words).toMatch(reason);
    expect(words).not.toMatch(/Error|undefined|\/src\//);
    await maya.card(/Keep “/);
    expect(journey.errors()).toEqual([]);
  });

  it('refuses what is too large at the door, and reads no file that was not uploaded', async () => {
    const { maya } = journey;
    await maya.says('I want to declare an AI use');

    const uploaded = await sharesDocument(journey, maya, 'huge.pdf', new Uint8Array(11 * 1024 * 1024));

    expect(uploaded).toEqual({ status: 413, message: 'I read files of at most 10 MB here.' });
    await maya.card(/I cannot open “huge\.pdf” here[\s\S]*Paste its text/);
    expect(await journey.api.upload('nobody', 'sha256:1', new Uint8Array([1]))).toMatchObject({ status: 404 });
  });

  it('reads nothing that nobody sees, and shows a hostile name as it is', async () => {
    const { maya } = journey;
    await maya.says('I want to declare an AI use');
    const name = '<!channel> *x* <@U1>.md';

    await sharesDocument(
      journey,
      maya,
      name,
      `# Use\n\nWe use Otter${INVISIBLE}.ai to transcribe client calls.\n\n<script>alert(1)</script> [x](javascript:alert(1))`,
    );

    const words = cardInWords(await maya.card(/I read this in “<!channel> \*x\* <@U1>\.md”/));
    expect(words).toMatch(/Tool: Otter\.ai \(“Otter\.ai”/);
    expect(journey.errors()).toEqual([]);
  });
});
