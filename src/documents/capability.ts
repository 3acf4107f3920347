import { z } from 'zod';
import { privately } from '../chat/privately.ts';
import type {
  ActionHandler,
  Actor,
  Capability,
  Card,
  Context,
  FormHandler,
  ImmediateReply,
  Role,
  SharedFile,
  Viewer,
} from '../chat/vocabulary.ts';
import { readPastedText } from '../knowledge/read-document.ts';
import { isReadBy } from '../people/acting-person.ts';
import type { PeopleStore } from '../people/people.ts';
import { DOCUMENTS_ROLE, decideOnDocument } from './decide.ts';
import type { DocumentText, DocumentVerdict, DocumentVersion } from './document.ts';
import { addForm, type Draft, documentCard, documentsCard, documentTextCard, reasonForm } from './document-cards.ts';
import type { DocumentStore } from './document-store.ts';
import { proposeDocument } from './propose-document.ts';

export interface DocumentsStores {
  readonly documents: DocumentStore;
  readonly people: PeopleStore;
}

export interface DocumentsOptions<Stores> {
  /** What to write about: a question to the team, with what is known of it; `undefined` when it is gone. */
  readonly draftFor: (stores: Stores, questionId: string) => Promise<Draft | undefined>;
  /** Lets a shared file be read, later, and proposed. `false` where its content cannot be had. */
  readonly readFile?: (context: Context<Stores>, file: SharedFile) => Promise<boolean>;
}

const ASKS_FOR_DOCUMENTS =
  /^\s*(?:(?:show|list|what are|which are|open)(?: me)? )?(?:(?:our|the|own|company|internal|knowledge) )*(?:documents|policies)(?: (?:do (?:you|we) (?:have|know|cite)|are there|of our own))?\s*[?.!]*\s*$|^\s*(?:what|which) (?:documents|policies|own documents) (?:do (?:you|we) (?:have|know|cite)|are there)\s*[?.!]*\s*$/i;
const ASKS_TO_ADD =
  /^\s*(?:please )?(?:add|upload|propose|adopt) (?:this |these |it as |a |an |our |own )*(?:documents?|policy|passage)\s*[?.!]*\s*$/i;

/** Whether what comes with these words is to become a document, by somebody who may propose one. */
export function asksToAddDocuments({ roles }: Pick<Actor, 'roles'>, text: string): boolean {
  return roles.includes(DOCUMENTS_ROLE) && ASKS_TO_ADD.test(text);
}

const Clicked = z.object({ version: z.uuid() });
const Shared = z.object({
  file: z.string().min(1).max(300),
  name: z.string().max(300),
  mimeType: z.string(),
  bytes: z.number(),
});
const Added = z.object({ title: z.string().trim().min(1).max(120), text: z.string().trim().min(1) });

const reading = ({ name }: SharedFile): Card => ({
  headline: `I am reading “${name}”`,
  tone: 'quiet',
  blocks: [
    { kind: 'text', text: 'Then it waits for a colleague’s approval; until then no answer cites it.', subtle: true },
  ],
});
const cannotOpen = ({ name }: SharedFile): Card => ({
  headline: `I cannot open “${name}” here`,
  tone: 'quiet',
  blocks: [{ kind: 'text', text: 'Say “our documents” and paste its text, or have it added with aims knowledge add.' }],
});
const gone: ImmediateReply = { kind: 'notice', text: 'There is no such document.' };
const noQuestion: ImmediateReply = { kind: 'notice', text: 'This question is no longer there.' };
const notYours: ImmediateReply = { kind: 'notice', text: 'Only the governance team adds documents.' };

/** The organisation's own documents: proposed, approved by a colleague, cited, replaced, withdrawn. */
export function createDocumentsCapability<Stores extends DocumentsStores>({
  draftFor,
  readFile,
}: DocumentsOptions<Stores>): Capability<Stores> {
  async function found({ stores }: Context<Stores>, value: unknown): Promise<DocumentText | undefined> {
    const clicked = Clicked.safeParse(value);
    return clicked.success ? stores.documents.find(clicked.data.version) : undefined;
  }

  async function decide(
    context: Context<Stores>,
    { version }: DocumentText,
    verdict: DocumentVerdict,
    reason: string,
  ): Promise<ImmediateReply | undefined> {
    const { stores, actor, now, newId } = context;
    const samePersonIds = await stores.people.samePerson(actor.personId);
    const decided = decideOnDocument(version, verdict, reason, { ...actor, samePersonIds });
    if (!decided.ok) return { kind: 'notice', text: decided.message };
    const saved = await stores.documents.decide({
      ...decided.value,
      id: newId(),
      versionId: version.id,
      deciderId: actor.personId,
      uploaderId: version.uploadedById,
      decidedAt: now,
    });
    if (saved === 'conflict') return { kind: 'notice', text: 'A colleague was faster; nothing was done.' };
    const { id, slug, number } = version;
    context.audit({ kind: `document.${verdict}`, subjectId: id, details: { slug, number, digest: version.digest } });
    for (const other of (await stores.documents.list()).filter((one) => one.slug === slug)) context.changed(other.id);
    if (verdict === 'withdrawn') return { kind: 'notice', text: `${version.title} is withdrawn; no answer cites it.` };
    context.send({
      to: { kind: 'person', personId: version.uploadedById },
      content: { kind: 'view', view: { name: 'documents.card', subjectId: id } },
    });
    return undefined;
  }

  async function addFile(context: Context<Stores>, file: SharedFile): Promise<undefined> {
    const isRead = (await readFile?.(context, file)) === true;
    context.send({
      to: privately(context),
      content: { kind: 'card', card: isRead ? reading(file) : cannotOpen(file), wordsOf: context.actor.personId },
    });
    return undefined;
  }

  /** Opens the form for a reason, only for someone who could send it now; sending it is checked again. */
  const open = (verb: 'reject' | 'withdraw', verdict: DocumentVerdict): ActionHandler<Stores> => {
    return async (context, { value }) => {
      const text = await found(context, value);
      if (!text) return gone;
      const samePersonIds = await context.stores.people.samePerson(context.actor.personId);
      const may = decideOnDocument(text.version, verdict, 'a reason', { ...context.actor, samePersonIds });
      return may.ok
        ? { kind: 'openForm', form: reasonForm(verb, text.version) }
        : { kind: 'notice', text: may.message };
    };
  };
  const send = (verdict: DocumentVerdict): FormHandler<Stores> => {
    return async (context, { context: ids, inputs }) => {
      const text = await found(context, ids);
      if (!text) return gone;
      const reason = typeof inputs.reason === 'string' ? inputs.reason : '';
      if (reason.trim() === '') return { kind: 'formErrors', errors: { reason: 'Please give a reason.' } };
      return decide(context, text, verdict, reason);
    };
  };

  const decides = ({ actor }: Context<Stores>) => actor.roles.includes(DOCUMENTS_ROLE);

  const maySee = ({ stores, actor, now }: Context<Stores>, { version }: DocumentText) =>
    isReadable(stores, version, actor.roles, { organisationId: actor.organisationId, personId: actor.personId, now });

  return {
    name: 'documents',
    message: async (context, { text, files = [] }) => {
      if (files.length > 0 && asksToAddDocuments(context.actor, text)) {
        for (const file of files) await addFile(context, file);
        return { kind: 'handled' };
      }
      if (!ASKS_FOR_DOCUMENTS.test(text) && !asksToAddDocuments(context.actor, text)) return { kind: 'passed' };
      const card = documentsCard(await context.stores.documents.list(), decides(context));
      // What is not approved is listed for the team, and not where others read along.
      if (decides(context))
        context.send({ to: privately(context), content: { kind: 'card', card, wordsOf: context.actor.personId } });
      else context.answer(card);
      return { kind: 'handled' };
    },
    actions: {
      add: async (context) => (decides(context) ? { kind: 'openForm', form: addForm() } : notYours),
      addFile: async (context, { value }) => {
        if (!decides(context)) return notYours;
        const shared = Shared.safeParse(value);
        if (!shared.success) return gone;
        const { file: id, ...file } = shared.data;
        return addFile(context, { id, ...file });
      },
      draft: async (context, { value }) => {
        if (!decides(context)) return notYours;
        const clicked = z.object({ question: z.uuid() }).safeParse(value);
        const draft = clicked.success ? await draftFor(context.stores, clicked.data.question) : undefined;
        return draft ? { kind: 'openForm', form: addForm(draft) } : noQuestion;
      },
      approve: async (context, { value }) => {
        const text = await found(context, value);
        return text ? decide(context, text, 'approved', '') : gone;
      },
      reject: open('reject', 'rejected'),
      withdraw: open('withdraw', 'withdrawn'),
      show: async (context, { value }) => {
        const text = await found(context, value);
        if (!text || !(await maySee(context, text))) return gone;
        context.send({
          to: privately(context),
          content: { kind: 'view', view: { name: 'documents.card', subjectId: text.version.id } },
        });
        return undefined;
      },
      read: async (context, { value }) => {
        const text = await found(context, value);
        if (!text || !(await maySee(context, text))) return gone;
        return { kind: 'showCard', card: documentTextCard(text) };
      },
    },
    forms: {
      reject: send('rejected'),
      withdraw: send('withdrawn'),
      add: async (context, { inputs }) => {
        if (!decides(context)) return notYours;
        const added = Added.safeParse(inputs);
        if (!added.success) return { kind: 'formErrors', errors: { text: 'Please give a title and a text.' } };
        const read = readPastedText(added.data.title, added.data.text);
        if (!read.ok) return { kind: 'formErrors', errors: { text: read.message } };
        const { stores, actor, newId, now } = context;
        const proposed = await proposeDocument(stores.documents, read.value, { personId: actor.personId, newId, now });
        if (proposed === 'unchanged') return { kind: 'formErrors', errors: { text: 'We have exactly this already.' } };
        context.audit(proposed.note);
        context.send(proposed.outgoing);
        return { kind: 'notice', text: `${added.data.title} waits for a colleague’s approval.` };
      },
    },
    views: {
      card: async (stores, { subjectId }, viewer) => {
        const text = await stores.documents.find(subjectId);
        if (!text) return undefined;
        // Without a single reader it stands in the team's channel.
        if (viewer.personId !== undefined) {
          const reader = await stores.people.find(viewer.personId);
          if (!(await isReadable(stores, text.version, reader?.roles ?? [], viewer))) return notYoursToSee;
        }
        const names = new Map((await stores.people.list()).map(({ id, displayName }) => [id, displayName]));
        const current = (await stores.documents.list()).find(
          ({ slug, standing, id }) => slug === text.version.slug && standing.state === 'approved' && id !== subjectId,
        );
        const before = current && (await stores.documents.find(current.id));
        return documentCard(text, before, (id) => names.get(id));
      },
    },
  };
}

const notYoursToSee: Card = { headline: 'This document is not yours to see', tone: 'quiet', blocks: [] };

/** What is not approved is the governance team's, and its uploader's, to see. */
async function isReadable(
  stores: DocumentsStores,
  { standing, uploadedById }: DocumentVersion,
  roles: readonly Role[],
  viewer: Viewer,
): Promise<boolean> {
  if (standing.state === 'approved' || roles.includes(DOCUMENTS_ROLE)) return true;
  return isReadBy(stores, viewer, uploadedById);
}
