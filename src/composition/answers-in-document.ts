import type { Card } from '../chat/vocabulary.ts';
import type { InterviewOptions } from '../interviews/interview-options.ts';
import { findInterview, goesOn, type OpenInterview } from '../interviews/open-interview.ts';
import { readDescription } from '../interviews/prefill/read-description.ts';
import { step } from '../interviews/step.ts';
import type { KnownProduct } from '../interviews/understanding.ts';
import type { ReadDocument } from '../knowledge/read-document.ts';
import type { Stores } from '../storage/stores/stores.ts';
import { partsOfDocument } from './described-document.ts';
import { notRead } from './fetch-document.ts';

/** What a file is read with that answers an interview. */
export type Reading = Pick<InterviewOptions<Stores>, 'products' | 'registered' | 'complete'>;

type Described = Awaited<ReturnType<typeof readDescription>>;

interface Found extends OpenInterview {
  readonly name: string;
  readonly registered: readonly KnownProduct[];
}

/** The interview that a file is evidence of, as long as it goes on and the file was not taken out. */
async function answeredBy(stores: Stores, evidenceId: string) {
  const evidence = await stores.evidence.find(evidenceId);
  const found = evidence && (await findInterview(stores, evidence.interviewId));
  return !evidence || evidence.state === 'dropped' || !found || !goesOn(found) ? undefined : { ...found, evidence };
}

/** The same with what its reading needs, so that it can be read outside of a transaction. */
export async function underWay(
  stores: Stores,
  evidenceId: string,
  { registered }: Pick<Reading, 'registered'>,
): Promise<Found | undefined> {
  const found = await answeredBy(stores, evidenceId);
  if (!found) return undefined;
  const owner = await stores.people.find(found.evidence.personId);
  return { ...found, name: owner?.displayName ?? '', registered: await registered(stores) };
}

export function describedIn(
  { questionnaire, interview, name, registered }: Found,
  document: ReadDocument,
  options: Reading,
  today: Date,
): Promise<Described> {
  const by = { stores: undefined, name, today };
  const { products, complete } = options;
  const given = { products, complete, registered: async () => registered };
  return readDescription(by, questionnaire, interview.state, partsOfDocument(document), given);
}

/** Nobody is told of a file that is taken out, or of an interview that is over. */
export async function refused(stores: Stores, name: string, evidenceId: string, reason: string) {
  const evidence = await stores.evidence.find(evidenceId);
  return evidence && evidence.state !== 'dropped' ? notRead(name, reason) : undefined;
}

/** Puts the answers before the person whose interview it is. */
export async function showAnswers(
  stores: Stores,
  { person, name }: { readonly person: string; readonly name: string },
  evidenceId: string,
  described: Described,
  now: Date,
): Promise<Card | undefined> {
  const found = await answeredBy(stores, evidenceId);
  if (!found) return undefined;
  if (!described) return nothingRead(name);
  const { interview, questionnaire, evidence } = found;
  const source = { personId: person, at: now.toISOString(), messageId: evidence.messageId };
  const input = { kind: 'describe', described: { ...described, name, evidenceId }, source } as const;
  const { state, effects } = step(questionnaire, interview.state, input);
  if (!effects.some(({ kind }) => kind === 'described')) return nothingRead(name);
  await stores.interviews.save(interview, { state }, now);
  const view = { name: 'interview.described', subjectId: `${interview.id}/described` };
  const to = { kind: 'conversation', address: interview.conversation } as const;
  await stores.outgoing.add([{ to, content: { kind: 'view', view } }], now, [view.subjectId]);
  const questions = described.answers.map(({ questionId }) => questionId);
  const details = { evidenceId, questions };
  const note = { kind: 'interview.described', subjectId: interview.id, details };
  stores.audit.record({ process: 'reading' }, [note], now);
  return undefined;
}

const nothingRead = (name: string): Card => ({
  headline: `“${name}” answers nothing that is still open`,
  tone: 'quiet',
  blocks: [{ kind: 'text', text: 'It can be evidence all the same.' }],
});
