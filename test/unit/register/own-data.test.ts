import { describe, expect, it } from 'vitest';
import type { Role } from '../../../src/chat/event.ts';
import { cardText } from '../../../src/cli/words-on-screen.ts';
import { type OwnDataQuestion, readOwnDataQuestion } from '../../../src/register/own-data.ts';
import { ownDataCard } from '../../../src/register/own-data-card.ts';
import type { RegisteredUse } from '../../../src/register/register.ts';
import { aUse, meetingNotes, otter, words } from './builders.ts';

const NOW = new Date('2027-03-01T10:00:00Z');
const read = (text: string) => readOwnDataQuestion(text, NOW);

const special = aUse(
  { id: 'a', reference: 'AIU-1', facets: { ...meetingNotes, data: ['personal', 'special-category'] }, lane: 'full' },
  {},
);
const unreviewed = aUse(
  { id: 'b', reference: 'AIU-2', state: 'unreviewed', facets: { ...meetingNotes, data: ['special-category'] } },
  { system: { ...otter, id: 'system-2', reference: 'AIS-2', name: 'Secret.ai', state: 'unreviewed' } },
);
const ending = aUse({ id: 'c', reference: 'AIU-3', validUntil: new Date('2027-03-20T00:00:00Z') });
const expired = aUse({ id: 'd', reference: 'AIU-4', validUntil: new Date('2027-02-01T00:00:00Z') });
const banned = aUse({
  id: 'e',
  reference: 'AIU-5',
  state: 'prohibited',
  facets: { ...meetingNotes, data: ['customer'] },
});
const pending = aUse(
  { id: 'f', reference: 'AIU-6', ownerId: 'tom', facets: { ...meetingNotes, data: ['special-category'] } },
  { conditions: [{ id: 'k', text: 'Sign first', precondition: true }] },
);
const register: readonly RegisteredUse[] = [special, unreviewed, ending, expired, banned, pending];

function told(question: OwnDataQuestion | undefined, roles: readonly Role[] = [], personId = 'maya'): string {
  if (question === undefined) throw new Error('The question was not understood');
  return cardText(ownDataCard(question, register, { personId, roles }, NOW, words));
}
const refsTold = (text: string, roles?: readonly Role[], personId?: string) =>
  [...told(read(text), roles, personId).matchAll(/AIU-\d/g)].map(([reference]) => reference);

describe('a question about our own systems', () => {
  it.each([
    ['How many AI systems do we use?', { kind: 'count' }],
    ['how many tools are approved', { kind: 'count' }],
    ['Which of our systems handle special-category data?', { kind: 'data', categories: ['special-category'] }],
    ['which AI tools process personal data', { kind: 'data', categories: ['personal', 'special-category'] }],
    ['show me the systems that use customer data', { kind: 'data', categories: ['customer'] }],
    ['which systems are high risk?', { kind: 'highRisk' }],
    ['do we have any high-risk AI systems', { kind: 'highRisk' }],
    ['which reviews are overdue?', { kind: 'overdue' }],
    ['are there any overdue impact assessments', { kind: 'overdue' }],
    ['which of our tools are overdue for review', { kind: 'overdue' }],
    ['what tools are prohibited here?', { kind: 'prohibited' }],
    ['which systems have not been reviewed yet', { kind: 'unreviewed' }],
  ])('is “%s”', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    ['What expires this quarter?', '2027-03-01', '2027-04-01'],
    ['which approvals expire next month?', '2027-04-01', '2027-05-01'],
    ['what is due for review within 30 days', '2027-03-01', '2027-03-31'],
    ['which tools need to be renewed this year', '2027-03-01', '2028-01-01'],
    ['what expires soon?', '2027-03-01', '2027-05-30'],
    ['what expires next quarter', '2027-04-01', '2027-07-01'],
  ])('counts the days of “%s”', (text, from, before) => {
    const question = read(text);

    expect(question?.kind).toBe('ending');
    if (question?.kind !== 'ending') return;
    expect(question.from.toISOString().slice(0, 10)).toBe(from);
    expect(question.before.toISOString().slice(0, 10)).toBe(before);
  });

  it.each([
    'Which AI systems are high-risk under Annex III?',
    'What is special-category data?',
    'Which controls handle data quality?',
    'How many controls are there?',
    'What expires when a certificate is withdrawn by the certification body?',
    'I want to use Otter.ai for client calls',
    'which systems process unicorns',
  ])('is not “%s”', (text) => {
    expect(read(text)).toBeUndefined();
  });
});

describe('its answer', () => {
  const SPECIAL = 'Which of our systems handle special-category data?';

  it('tells staff what is approved and holds, and their own', () => {
    expect(refsTold(SPECIAL)).toEqual(['AIU-1']);
    expect(refsTold(SPECIAL, [], 'tom')).toEqual(['AIU-1', 'AIU-6']);
    expect(told(read(SPECIAL))).not.toContain('Secret.ai');
  });

  it.each(['governance', 'auditor', 'legal', 'data-protection'] as const)('tells %s all of it', (role) => {
    expect(refsTold(SPECIAL, [role])).toEqual(['AIU-1', 'AIU-2', 'AIU-6']);
  });

  it('tells an administrator no more than staff', () => {
    expect(refsTold(SPECIAL, ['administrator'])).toEqual(['AIU-1']);
  });

  it('counts within the same rights', () => {
    expect(told(read('How many AI systems do we use?'))).toMatch(/^One AI system in 2 uses/);
    const all = told(read('How many AI systems do we use?'), ['auditor']);
    expect(all).toMatch(/^2 AI systems in 5 uses/);
    expect(all).toContain('Not reviewed yet: 1');
  });

  it('tells what ends, what called for more than a light review, and what is not allowed', () => {
    expect(refsTold('What expires this month?')).toEqual(['AIU-3']);
    expect(refsTold('which systems are high risk?')).toEqual(['AIU-1']);
    expect(told(read('which systems are high risk?'))).toContain('decided by legal in its assessment');
    expect(refsTold('which tools are prohibited?')).toEqual(['AIU-5']);
    expect(refsTold('which systems are unreviewed?')).toEqual([]);
    expect(refsTold('which systems are unreviewed?', ['governance'])).toEqual(['AIU-2']);
  });
});
