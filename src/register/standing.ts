import type { Difference } from './difference.ts';
import type { FacetWords } from './facet-words.ts';
import type { AiUse, RegisteredUse } from './register.ts';

/** What keeps an approval from holding, whatever is asked. */
export function standing(
  { use, system, conditions }: RegisteredUse,
  now: Date,
  words: FacetWords,
): readonly Difference[] {
  const found: Difference[] = [];
  const purpose = words.label('purpose', use.facets.purpose);
  if (use.state === 'expired' || (use.state === 'approved' && use.validUntil && use.validUntil <= now)) {
    const day = use.validUntil ? ` on ${dayInWords.format(use.validUntil)}` : '';
    found.push({ facet: 'validity', asked: 'now', approved: day.trim(), words: `the approval ended${day}` });
  } else if (use.state === 'approved' && !use.validUntil) {
    found.push({
      facet: 'validity',
      asked: 'now',
      approved: '',
      words: 'the approval does not say until when it holds',
    });
  } else if (use.state !== 'approved') {
    found.push({ facet: 'state', asked: purpose, approved: use.state, words: STATE_WORDS[use.state] });
  }
  if (system.state !== 'approved') {
    const said =
      system.state === 'retired'
        ? `${system.name} is no longer used here`
        : `${system.name} itself is not reviewed yet`;
    found.push({ facet: 'state', asked: purpose, approved: system.state, words: said });
  }
  for (const { text, precondition, verifiedAt } of conditions) {
    if (precondition && !verifiedAt) {
      found.push({ facet: 'precondition', asked: '', approved: text, words: `not verified yet: “${text}”` });
    }
  }
  return found;
}

const dayInWords = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

const STATE_WORDS: Readonly<Record<Exclude<AiUse['state'], 'approved' | 'expired'>, string>> = {
  unreviewed: 'it is on the list, but nobody has reviewed it',
  prohibited: 'it is not allowed here',
  retired: 'this use has ended',
  revoked: 'the approval was withdrawn',
  superseded: 'the approval was replaced by a newer one',
};
