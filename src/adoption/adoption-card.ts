import { action, type Block, type Card } from '../chat/vocabulary.ts';
import type { PublishedVersion } from '../interviews/interview-store.ts';
import { type Question, type Questionnaire, questionsOf } from '../interviews/questionnaire.ts';
import type { ReviewPolicy } from '../reviews/policy.ts';
import { dayInWords, LANE_WORDS } from '../reviews/words.ts';
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
    : 'Until then nothing can be declared here.';
  return `Declarations are made with it as soon as somebody of the governance team adopts it. ${until}`;
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
  const shown = sections.flatMap(([heading, items]): readonly Block[] =>
    items.length > 0
      ? [
          { kind: 'heading', text: heading },
          { kind: 'list', items },
        ]
      : [],
  );
  return shown.length > 0 ? shown : [{ kind: 'text', text: 'It asks the same questions.' }];
}

/** Which answers go further than a light review, and who decides in each lane. */
function whatItDecides({ questionnaire, policy }: AdoptionPicture): readonly Block[] {
  const reasons = (lane: 'full' | 'stop') =>
    questionnaire.screening.filter((rule) => rule.lane === lane).map(({ because }) => because);
  const lanes = (['light', 'full', 'stop'] as const).map((lane) => {
    const { deciders, dueWorkingDays, validMonths } = policy.lanes[lane];
    const [label = lane] = LANE_WORDS[lane].split(':');
    return {
      label,
      value: `decided by ${deciders.join(' or ')} within ${dueWorkingDays} working days, valid for ${validMonths} months`,
    };
  });
  return [
    { kind: 'heading', text: 'Goes to an impact assessment when' },
    { kind: 'list', items: reasons('full') },
    { kind: 'heading', text: 'Stops for legal when' },
    { kind: 'list', items: reasons('stop') },
    { kind: 'heading', text: `Who decides (review policy, version ${policy.version})` },
    { kind: 'facts', facts: lanes },
  ];
}

function identityFacts({ published, questionnaire, adoptedBy }: AdoptionPicture) {
  const adopted = published.adopted;
  return [
    { label: 'Asks', value: `${questionsOf(questionnaire).length} questions, most people fewer` },
    ...(adopted ? [{ label: 'Adopted', value: `${dayInWords(adopted.at)} by ${adoptedBy ?? 'somebody'}` }] : []),
    { label: 'Proposed', value: dayInWords(published.publishedAt) },
    { label: 'Digest', value: published.digest, note: 'proves later that no word of it was changed' },
  ];
}
