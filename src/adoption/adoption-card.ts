import { listedUnder } from '../chat/listed-under.ts';
import { action, type Block, type Card } from '../chat/vocabulary.ts';
import { IMPACT_LEVELS } from '../impact/levels.ts';
import type { PublishedVersion } from '../interviews/interview-store.ts';
import { type Question, type Questionnaire, questionsOf } from '../interviews/questionnaire.ts';
import type { ReviewPolicy, Way } from '../reviews/policy.ts';
import { dayInWords, LANE_WORDS, LEVEL_WORDS, stepsInWords } from '../reviews/words.ts';
import type { Standing } from './standing.ts';

/** Everything that the governance team is shown of a version before it decides. */
export interface AdoptionPicture {
  readonly published: PublishedVersion;
  readonly questionnaire: Questionnaire;
  readonly standing: Standing;
  /** What is in force now, where that is another version. */
  readonly before: Questionnaire | undefined;
  readonly adoptedBy: string | undefined;
  readonly policy: ReviewPolicy;
  /** What takes effect together with it. */
  readonly policies: readonly { readonly id: string; readonly version: number }[];
}

export function adoptionCard(picture: AdoptionPicture): Card {
  const { questionnaire, published, standing } = picture;
  const { title, version } = questionnaire;
  switch (standing.kind) {
    case 'inForce':
      return {
        headline: `${title}: version ${version} is in force`,
        tone: 'good',
        blocks: [{ kind: 'facts', facts: identityFacts(picture) }],
      };
    case 'replaced':
      return {
        headline: `${title}: version ${version} was replaced by version ${standing.by.version}`,
        tone: 'quiet',
        blocks: [],
      };
    case 'proposed':
      return {
        headline: `${title}: version ${version} is proposed`,
        tone: 'attention',
        blocks: [
          { kind: 'text', text: effectOf(standing) },
          ...whatItAsks(picture),
          ...whatItDecides(picture),
          { kind: 'facts', facts: identityFacts(picture) },
        ],
        actions: [
          action('adoption.adopt', `Adopt version ${version}`, { questionnaire: published.id, version }, 'primary'),
        ],
      };
  }
}

function effectOf({ inForce }: Extract<Standing, { kind: 'proposed' }>): string {
  const until = inForce
    ? `Until then version ${inForce.version} stays in force.`
    : 'Until then nobody can begin it here.';
  return `It takes effect as soon as somebody of the governance team adopts it. ${until}`;
}

/** All its questions or, where another version is in force, what is different. */
function whatItAsks({ questionnaire, before }: AdoptionPicture): readonly Block[] {
  if (before) return differences(before, questionnaire);
  return questionnaire.sections.flatMap(({ title, questions }): readonly Block[] => [
    { kind: 'heading', text: title },
    { kind: 'list', items: questions.map(({ ask }) => ask) },
  ]);
}

function differences(before: Questionnaire, after: Questionnaire): readonly Block[] {
  const [old, now] = [questionsOf(before), questionsOf(after)];
  const sameIn = (list: readonly Question[], { id }: Question) => list.find((other) => other.id === id);
  const added = now.filter((question) => !sameIn(old, question)).map(({ ask }) => ask);
  const removed = old.filter((question) => !sameIn(now, question)).map(({ ask }) => ask);
  const changed = now
    .filter((question) => {
      const other = sameIn(old, question);
      return other !== undefined && JSON.stringify(other) !== JSON.stringify(question);
    })
    .map(({ ask }) => ask);
  const sections = [
    ['New questions', added],
    ['Questions that are no longer asked', removed],
    ['Questions that were changed', changed],
  ] as const;
  const shown = sections.flatMap(([heading, items]) => listedUnder(heading, items));
  return shown.length > 0 ? shown : [{ kind: 'text', text: 'It asks the same questions.' }];
}

/** Which answers go further than a light review, and who decides; of an assessment, who decides at each impact level. */
function whatItDecides({ questionnaire, policy }: AdoptionPicture): readonly Block[] {
  const { screening } = questionnaire;
  const heading = `Who decides (review policy, version ${policy.version})`;
  if (screening.length === 0)
    return [
      { kind: 'heading', text: heading },
      {
        kind: 'facts',
        facts: IMPACT_LEVELS.map((level) => {
          const way = policy.levels[level];
          return wayFact(LEVEL_WORDS[level], stepsInWords(way.steps), way);
        }),
      },
    ];
  const reasons = (lane: 'full' | 'stop') =>
    screening.filter((rule) => rule.lane === lane).map(({ because }) => because);
  return [
    { kind: 'heading', text: 'Goes to an impact assessment when' },
    { kind: 'list', items: reasons('full') },
    { kind: 'heading', text: 'Stops for legal when' },
    { kind: 'list', items: reasons('stop') },
    { kind: 'heading', text: heading },
    {
      kind: 'facts',
      facts: (['light', 'full', 'stop'] as const).map((lane) => {
        const way = policy.lanes[lane];
        return wayFact(LANE_WORDS[lane], way.deciders.join(' or '), way);
      }),
    },
  ];
}

function wayFact(
  words: string,
  who: string,
  { dueWorkingDays, validMonths }: Pick<Way, 'dueWorkingDays' | 'validMonths'>,
) {
  const [label = words] = words.split(':');
  return { label, value: `decided by ${who} within ${dueWorkingDays} working days, valid for ${validMonths} months` };
}

function identityFacts({ published, questionnaire, adoptedBy, policies }: AdoptionPicture) {
  const adopted = published.adopted;
  return [
    { label: 'Asks', value: `${questionsOf(questionnaire).length} questions, most people fewer` },
    ...(adopted ? [{ label: 'Adopted', value: `${dayInWords(adopted.at)} by ${adoptedBy ?? 'somebody'}` }] : []),
    { label: 'Takes effect with', value: policies.map(({ id, version }) => `${id}, version ${version}`).join('; ') },
    { label: 'Proposed', value: dayInWords(published.publishedAt) },
    { label: 'Digest', value: published.digest, note: 'proves later that no word of it was changed' },
  ];
}
