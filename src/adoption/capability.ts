import { z } from 'zod';
import type { AuditNote } from '../chat/capability.ts';
import type { AuditLog, OutgoingMessages } from '../chat/router-stores.ts';
import type { Capability, Card, Context, ImmediateReply, View } from '../chat/vocabulary.ts';
import type { PublishedVersion, QuestionnaireStore } from '../interviews/interview-store.ts';
import type { PeopleStore } from '../people/people.ts';
import type { ReviewPolicy } from '../reviews/policy.ts';
import { adoptionCard } from './adoption-card.ts';
import { ADOPTING_ROLE, mayAdopt, proposedAmong, standingOf } from './standing.ts';

export interface AdoptionStores {
  readonly questionnaires: QuestionnaireStore;
  readonly people: PeopleStore;
  readonly audit: AuditLog;
}

const Version = z.object({ questionnaire: z.string(), version: z.coerce.number().int().positive() });
const ASKS_WHAT_IS_PROPOSED =
  /^\s*(?:(?:show|list|which|what)(?: me)?(?: are)?(?: the)? )?(?:(?:proposed |our )?questionnaires?|(?:what is |what's )?proposed|adopt(?: the)?(?: questionnaires?)?)(?: are (?:proposed|in force))?\s*[?.!]*\s*$/i;

/** What decides on what is answered, and takes effect together with the questionnaire: the review policy, rules. */
export type PolicyVersion = Pick<PublishedVersion, 'id' | 'version'>;

/** Questionnaires take effect by a decision of the governance team, not because they were installed. */
export function createAdoptionCapability<Stores extends AdoptionStores>(
  policy: ReviewPolicy,
  policiesWith: (questionnaireId: string) => readonly PolicyVersion[],
): Capability<Stores> {
  const card: View<Stores> = async ({ questionnaires, people }, { subjectId }) => {
    const versions = await questionnaires.published();
    const published = versions.find((version) => adoptionSubject(version) === subjectId);
    const questionnaire = published && (await questionnaires.version(published.id, published.version));
    if (!published || !questionnaire) return undefined;
    const standing = standingOf(published, versions);
    const inForce = standing.kind === 'proposed' ? standing.inForce : undefined;
    const before = inForce && (await questionnaires.version(inForce.id, inForce.version));
    const adopter = published.adopted && (await people.find(published.adopted.by));
    const policies = policiesWith(published.id);
    const adoptedBy = adopter?.displayName;
    return adoptionCard({ published, questionnaire, standing, before, adoptedBy, policy, policies });
  };

  return {
    name: 'adoption',
    actions: {
      adopt: (context, { value }) => adopt(context, value, policiesWith),
      list: async (context) =>
        context.actor.roles.includes(ADOPTING_ROLE)
          ? showProposed(context)
          : notice('Only the governance team adopts a questionnaire, and you do not have that role.'),
    },
    message: async (context, { text }) => {
      if (!context.actor.roles.includes(ADOPTING_ROLE) || !ASKS_WHAT_IS_PROPOSED.test(text)) return { kind: 'passed' };
      await showProposed(context);
      return { kind: 'handled' };
    },
    views: { card },
  };
}

/** Brings a newly published version before the governance team. */
export async function proposeToGovernance(
  { outgoing }: { readonly outgoing: OutgoingMessages },
  version: Pick<PublishedVersion, 'id' | 'version'>,
  now: Date,
): Promise<void> {
  const view = { name: 'adoption.card', subjectId: adoptionSubject(version) };
  await outgoing.add([{ to: { kind: 'governance' }, content: { kind: 'view', view } }], now);
}

/** Brings what is proposed before somebody who may adopt it from now on. */
export async function showProposed<Stores extends AdoptionStores>(
  context: Context<Stores>,
  personId: string = context.actor.personId,
): Promise<undefined> {
  const proposed = proposedAmong(await context.stores.questionnaires.published());
  for (const version of proposed)
    context.send({
      to: { kind: 'person', personId },
      content: { kind: 'view', view: { name: 'adoption.card', subjectId: adoptionSubject(version) } },
    });
  if (proposed.length === 0 && personId === context.actor.personId) context.answer(nothingProposed);
}

async function adopt<Stores extends AdoptionStores>(
  context: Context<Stores>,
  value: unknown,
  policiesWith: (questionnaireId: string) => readonly PolicyVersion[],
): Promise<ImmediateReply | undefined> {
  const { stores, actor, now } = context;
  const named = Version.safeParse(value);
  const versions = await stores.questionnaires.published();
  const version = versions.find((one) => one.id === named.data?.questionnaire && one.version === named.data.version);
  if (!version) return notice('This version is not known here.');
  const allowed = mayAdopt(version, versions, actor.roles);
  if (!allowed.ok) return notice(allowed.message);
  const notes = await adoptVersion(stores, version, policiesWith(version.id), actor.personId, now);
  if (notes.length === 0) return notice('Somebody has adopted it at the same moment.');
  for (const note of notes) context.audit(note);
  for (const other of versions) if (other.id === version.id) context.changed(adoptionSubject(other));
  return undefined;
}

/**
 * Puts a version into force, with the policies that decide on what is answered with it. Answers what to note in the
 * audit trail; nothing when somebody else was faster.
 */
export async function adoptVersion(
  { questionnaires }: Pick<AdoptionStores, 'questionnaires'>,
  { id, version, digest }: Pick<PublishedVersion, 'id' | 'version' | 'digest'>,
  policies: readonly PolicyVersion[],
  personId: string,
  now: Date,
) {
  if ((await questionnaires.adopt({ kind: 'questionnaire', id, version }, personId, now)) === 'already') return [];
  const notes: AuditNote[] = [{ kind: 'questionnaire.adopted', subjectId: id, details: { version, digest } }];
  for (const policy of policies) {
    const adopted = await questionnaires.adopt(
      { kind: 'policy', id: policy.id, version: policy.version },
      personId,
      now,
    );
    if (adopted === 'already') continue;
    notes.push({ kind: 'policy.adopted', subjectId: policy.id, details: { version: policy.version } });
  }
  return notes;
}

/** What the cards of a version are about. */
export function adoptionSubject({ id, version }: Pick<PublishedVersion, 'id' | 'version'>): string {
  return `${id}@${version}`;
}

function notice(text: string): ImmediateReply {
  return { kind: 'notice', text };
}

const nothingProposed: Card = {
  headline: 'Nothing is proposed',
  tone: 'quiet',
  blocks: [{ kind: 'text', text: 'The questionnaires in force are the newest ones.' }],
};
