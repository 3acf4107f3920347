import path from 'node:path';
import { DOCUMENTS_ROLE, decideOnDocument } from '../documents/decide.ts';
import { type DocumentVersion, slugOf } from '../documents/document.ts';
import type { DocumentStore } from '../documents/document-store.ts';
import { proposeDocument } from '../documents/propose-document.ts';
import { type ReadDocument, readDocument } from '../knowledge/read-document.ts';
import { type Command, json, type Operator, Refused, wordAt } from './command.ts';
import { readBytes } from './files.ts';
import { inOrganisation } from './organisation-in-use.ts';
import { requirePerson } from './person.ts';
import { table } from './words-on-screen.ts';

/** As many files as one command adds. */
const MOST_FILES = 100;

export const knowledgeCommands: readonly Command[] = [
  {
    name: 'knowledge add',
    usage: 'FILE… --as PERSON [--slug SLUG] [--json]',
    help: 'proposes documents of your own (PDF, DOCX, HTML, Markdown); a colleague approves each in chat before it is cited. The next version of one has the same title, or its slug is given',
    options: { as: { type: 'string' }, slug: { type: 'string' }, json: { type: 'boolean' } },
    words: [1, MOST_FILES],
    needsDatabase: () => true,
    async run(given, operator) {
      const slug = given.text('slug');
      if (slug !== undefined && slug !== slugOf(slug))
        throw new Refused(`A slug has only small letters, digits and hyphens, such as ${slugOf(slug)}.`, 2);
      if (slug !== undefined && given.words.length > 1) throw new Refused('A slug can be given for one file only.', 2);
      const read: ReadDocument[] = [];
      for (const file of given.words) read.push(await documentIn(operator, file));
      const added = await inOrganisation(operator, async ({ stores }) => {
        const { id: personId } = await requirePerson(stores.people, given.text('as'), DOCUMENTS_ROLE);
        const by = { personId, now: operator.clock(), newId: operator.newId, ...(slug === undefined ? {} : { slug }) };
        const versions: DocumentVersion[] = [];
        for (const document of read) {
          const proposed = await proposeDocument(stores.documents, document, by);
          if (proposed === 'unchanged') throw new Refused(`${document.fileName} is there already, and unchanged.`);
          await stores.outgoing.add([proposed.outgoing], by.now);
          stores.audit.record({ personId, process: 'aims' }, [proposed.note], by.now);
          versions.push(proposed.version);
        }
        return versions;
      });
      if (given.has('json')) return { stdout: json(added.map(listed)) };
      return {
        stdout: added
          .map(({ title, slug: name, number }) => `${title}: version ${number} of ${name} waits for approval\n`)
          .join(''),
      };
    },
  },
  {
    name: 'knowledge list',
    usage: '[--json]',
    help: 'every version of every document of your own, and how it stands',
    options: { json: { type: 'boolean' } },
    words: [0, 0],
    needsDatabase: () => true,
    async run(given, operator) {
      const versions = await inOrganisation(operator, ({ stores }) => stores.documents.list());
      if (given.has('json')) return { stdout: json(versions.map(listed)) };
      const rows = versions.map((version) => {
        const { slug, number, state, title, fileName } = listed(version);
        return [slug, String(number), state, title, fileName];
      });
      return { stdout: table(['Slug', 'Version', 'State', 'Title', 'File'], rows) };
    },
  },
  {
    name: 'knowledge show',
    usage: 'SLUG[/VERSION] [--json]',
    help: 'one version with its text; without a number the one that is cited, or else the newest',
    options: { json: { type: 'boolean' } },
    words: [1, 1],
    needsDatabase: () => true,
    async run(given, operator) {
      const found = await inOrganisation(operator, async ({ stores }) => {
        const { id } = await versionNamed(stores.documents, wordAt(given, 0));
        return stores.documents.find(id);
      });
      if (!found) throw new Error('A listed version is not there');
      const { version, sections } = found;
      if (given.has('json')) return { stdout: json({ ...listed(version), sections }) };
      const head = `${version.title} (${version.slug}, version ${version.number}, ${version.standing.state})`;
      const texts = sections.map(({ headings, text }) => [headings.join(' > '), text].join('\n').trim());
      return { stdout: `${[head, ...texts].join('\n\n')}\n` };
    },
  },
  {
    name: 'knowledge withdraw',
    usage: 'SLUG --reason TEXT --as PERSON',
    help: 'no answer cites the document any more; its history stays',
    options: { as: { type: 'string' }, reason: { type: 'string' } },
    words: [1, 1],
    needsDatabase: () => true,
    run: (given, operator) =>
      inOrganisation(operator, async ({ stores }) => {
        const { people, documents, audit, outgoing } = stores;
        const by = await requirePerson(people, given.text('as'), DOCUMENTS_ROLE);
        const version = await versionNamed(documents, wordAt(given, 0));
        const samePersonIds = await people.samePerson(by.id);
        const decider = { personId: by.id, samePersonIds, roles: by.roles };
        const decided = decideOnDocument(version, 'withdrawn', given.text('reason') ?? '', decider);
        if (!decided.ok) throw new Refused(decided.message);
        const now = operator.clock();
        const saved = await documents.decide({
          ...decided.value,
          id: operator.newId(),
          versionId: version.id,
          deciderId: by.id,
          uploaderId: version.uploadedById,
          decidedAt: now,
        });
        if (saved === 'conflict') throw new Refused('It was decided on in the meantime; nothing was done.');
        const { id, slug, number, digest } = version;
        const note = { kind: 'document.withdrawn', subjectId: id, details: { slug, number, digest } };
        audit.record({ personId: by.id, process: 'aims' }, [note], now);
        await outgoing.refresh([id], now);
        return { stdout: `${version.title}, version ${number}, is withdrawn\n` };
      }),
  },
];

async function documentIn(operator: Operator, file: string) {
  const bytes = await readBytes(operator, file);
  const read = await readDocument(path.basename(file), new Uint8Array(bytes));
  if (!read.ok) throw new Refused(read.message);
  return read.value;
}

async function versionNamed(documents: DocumentStore, words: string): Promise<DocumentVersion> {
  const [slug = '', number] = words.replace(/^policy:/, '').split('/');
  const versions = (await documents.list()).filter((version) => version.slug === slug);
  const found =
    number === undefined
      ? (versions.findLast(({ standing }) => standing.state === 'approved') ?? versions.at(-1))
      : versions.find((version) => String(version.number) === number);
  if (!found) throw new Refused(`There is no document ${words}; see: aims knowledge list`);
  return found;
}

function listed({ id, slug, number, title, fileName, digest, uploadedAt, standing }: DocumentVersion) {
  return { id, slug, number, state: standing.state, title, fileName, digest, uploadedAt };
}
