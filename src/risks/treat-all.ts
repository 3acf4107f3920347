import { z } from 'zod';
import type { Context, Form, ImmediateReply } from '../chat/vocabulary.ts';
import { LIKELIHOODS } from '../impact/scales.ts';
import { actingPerson } from '../people/acting-person.ts';
import type { Person } from '../people/people.ts';
import { act, decidingIn } from './act.ts';
import type { AssessmentStanding } from './decide.ts';
import { isKept, type Risk } from './risk.ts';
import type { Magnitude, RiskCriteria } from './risk-criteria.ts';
import type { RiskOptions, RiskStores } from './risk-options.ts';
import { dayOf } from './treatment.ts';
import { magnitudeInWords, refusal, TREATMENT_WORDS } from './words.ts';

/** A risk for which its rule suggests a treatment, and nobody has chosen one yet. */
export type SuggestedRisk = Risk & { readonly proposed: NonNullable<Risk['proposed']> };

export const nothingSuggested: ImmediateReply = {
  kind: 'notice',
  text: 'Every risk is treated or dismissed already, or no rule suggests what to do about it.',
};

export function suggestedFor(risks: readonly Risk[]): readonly SuggestedRisk[] {
  return risks.filter(
    (risk): risk is SuggestedRisk =>
      risk.proposed !== undefined && (risk.state === 'proposed' || (isKept(risk) && !risk.treatment)),
  );
}

const REMAINS = ['lessLikely', 'asMuch'] as const;

/** One form that lists what the rules suggest, for the risks that are to be treated so. */
export function treatAllForm(
  assessmentId: string,
  suggested: readonly SuggestedRisk[],
  { criteria, people }: { readonly criteria: RiskCriteria; readonly people: readonly Person[] },
  ownerId: string,
): Form {
  const risks = suggested.map(({ id, reference, description, proposed: { treatment } }) => {
    const [kind] = TREATMENT_WORDS[treatment.kind].split(':');
    const controls = treatment.controls.length > 0 ? ` (${treatment.controls.join(', ')})` : '';
    const rated = magnitudeInWords(criteria, description).split(' ')[0];
    return { id, label: `${reference}, ${rated}: ${description.consequence} ${kind}: ${treatment.what}${controls}` };
  });
  return {
    id: 'risk.treatAll',
    title: 'Treat as suggested',
    intro: 'Read what the rules suggest. Whatever you leave out stays as it is, and each can be changed afterwards.',
    inputs: [
      {
        ...{ kind: 'choices', id: 'risks', label: 'Which risks?', required: true, choices: risks },
        values: risks.map(({ id }) => id),
      },
      {
        ...{ kind: 'choice', id: 'owner', label: 'Who does it?', required: true, compact: true, value: ownerId },
        choices: people.map(({ id, displayName }) => ({ id, label: displayName })),
      },
      { kind: 'date', id: 'due', label: 'Until when?', required: true },
      {
        ...{ kind: 'choice', id: 'remains', label: 'What remains of each then?', required: true, value: 'lessLikely' },
        hint: 'Of what is retained, all remains.',
        choices: [
          { id: 'lessLikely', label: 'One step less likely, and as bad as before' },
          { id: 'asMuch', label: 'As much as now, until we know that it works' },
        ],
      },
    ],
    submitLabel: 'Treat',
    context: { assessment: assessmentId, seen: seenOf(suggested) },
  };
}

/** Rises with everything that happens to any of them, so that nobody agrees to what was not listed. */
function seenOf(suggested: readonly Risk[]): number {
  return suggested.reduce((sum, { version }) => sum + version, 0);
}

export const AllTreated = z.object({
  risks: z.array(z.uuid()).min(1, 'Please choose at least one.'),
  owner: z.uuid('Please choose one.'),
  due: z.iso.date('Please give a date.'),
  remains: z.enum(REMAINS, 'Please choose one.'),
});

/** Takes over and treats the chosen risks as their rules suggest. Nothing is done when one has changed meanwhile. */
export async function treatAll<Stores extends RiskStores>(
  context: Context<Stores>,
  options: RiskOptions<Stores>,
  assessment: AssessmentStanding,
  { risks, owner, due, remains }: z.infer<typeof AllTreated>,
  shown: unknown,
): Promise<ImmediateReply | undefined> {
  if (due < dayOf(context.now)) return { kind: 'formErrors', errors: { due: refusal('dueInPast').message } };
  const { personId, samePersonIds } = await actingPerson(context);
  const { isMember } = await decidingIn(context.stores, options, assessment, [personId, ...samePersonIds]);
  if (!isMember(owner)) return { kind: 'formErrors', errors: { owner: refusal('noSuchOwner').message } };
  const suggested = suggestedFor(await context.stores.risks.of(assessment.id));
  const { seen } = z.object({ seen: z.coerce.number() }).catch({ seen: -1 }).parse(shown);
  if (seen !== seenOf(suggested)) {
    context.changed(assessment.id);
    return { kind: 'notice', text: refusal('stale').message };
  }
  const chosen = suggested.filter(({ id }) => risks.includes(id));
  if (chosen.length === 0) return nothingSuggested;
  for (const { id, state, version, description, proposed } of chosen) {
    const taken = state === 'proposed' ? 1 : 0;
    const refused =
      (taken ? await act(context, options, id, { kind: 'takeOver', version }) : undefined) ??
      (await act(context, options, id, {
        ...{ kind: 'treat', version: version + taken, treatment: proposed.treatment.kind },
        ...{ what: proposed.treatment.what, controls: proposed.treatment.controls, ownerId: owner, dueOn: due },
        residual: proposed.treatment.kind === 'retain' || remains === 'asMuch' ? {} : lessLikely(description),
        reason: '',
      }));
    if (refused) return refused;
  }
  return undefined;
}

function lessLikely({ likelihood }: Magnitude): Partial<Magnitude> {
  const step = LIKELIHOODS[Math.max(0, LIKELIHOODS.indexOf(likelihood) - 1)];
  return step === undefined ? {} : { likelihood: step };
}
