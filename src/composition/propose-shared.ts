import type { Card } from '../chat/vocabulary.ts';
import { DOCUMENTS_ROLE } from '../documents/decide.ts';
import { proposeDocument } from '../documents/propose-document.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Outcome } from '../kernel/outcome.ts';
import type { ReadDocument } from '../knowledge/read-document.ts';
import type { Stores } from '../storage/stores/stores.ts';
import { notRead } from './fetch-document.ts';

/** A document of the organisation, to be approved by a colleague. */
export async function proposeShared(
  stores: Stores,
  { person, name }: { readonly person: string; readonly name: string },
  read: Outcome<ReadDocument, string>,
  newId: NewId,
  now: Date,
): Promise<Card | undefined> {
  const proposer = await stores.people.find(person);
  if (!proposer?.roles.includes(DOCUMENTS_ROLE)) return notRead(name, 'Only the governance team adds documents.');
  if (!read.ok) return notRead(name, read.message);
  const proposed = await proposeDocument(stores.documents, read.value, { personId: person, newId, now });
  if (proposed === 'unchanged') return notRead(name, 'We have exactly this already.');
  await stores.outgoing.add([proposed.outgoing], now, []);
  stores.audit.record({ personId: person, process: 'reading' }, [proposed.note], now);
  return {
    headline: `${proposed.version.title} waits for a colleague’s approval`,
    tone: 'quiet',
    blocks: [{ kind: 'text', text: `I read ${read.value.sections.length} sections of “${name}”.`, subtle: true }],
  };
}
