import { describe, expect, it } from 'vitest';
import { coverageCard } from '../../../src/register/coverage-card.ts';
import type { FacetQuery, RegisteredUse } from '../../../src/register/register.ts';
import { aRegister, ask, asker, aUse, meetingNotes, otter, words } from './builders.ts';

const dueAt = new Date('2027-03-08T10:00:00Z');
const clientCalls: FacetQuery = { ...meetingNotes, purpose: 'client-call-transcription' };

function wordsOf(query: FacetQuery, ...uses: readonly RegisteredUse[]): readonly string[] {
  const answer = ask(query, aRegister(uses));
  if (answer.kind !== 'differs') throw new Error(`Expected differences, got ${answer.kind}`);
  return answer.nearest.flatMap(({ differences }) => differences.map((difference) => difference.words));
}

describe('“can I use X for Y?”', () => {
  it('says in everyday words what differs', () => {
    expect(wordsOf(clientCalls, aUse())).toEqual([
      'approved for “Notes of internal meetings”; you asked about “Recording or transcribing client calls”',
    ]);
  });

  it.each([
    [
      { account: 'personal-free' },
      'approved with “Company account, team or business plan”; you asked about “My own free account”',
    ],
    [
      { data: ['internal', 'customer'] },
      'approved for “Internal, not sensitive” only; you asked about “Information about or from customers”',
    ],
    [{ countries: ['de', 'fr'] }, 'approved in Germany; you asked about “France”'],
    [{ users: 'company' }, 'approved for “A department”; you asked about “The whole company”'],
    [
      { connectors: ['email'] },
      `approved with a connection to “Calendar” only; you asked about “${words.label('connectors', 'email')}”`,
    ],
    [
      { circumstances: ['evaluates-people'] },
      'approved where only this applies: “People are recorded or affected by it”; you asked about “It judges, ranks or monitors people”',
    ],
  ] satisfies readonly (readonly [Partial<FacetQuery>, string])[])(
    'words the difference of %j',
    (changed, sentence) => {
      expect(wordsOf({ ...meetingNotes, ...changed }, aUse())).toEqual([sentence]);
    },
  );

  it('puts no answer together from two approvals', () => {
    const byPersonalAccount = aUse({
      id: 'use-2',
      facets: { ...meetingNotes, account: 'personal-free', data: ['customer'] },
    });

    expect(ask({ ...meetingNotes, data: ['customer'] }, aRegister([aUse(), byPersonalAccount])).kind).toBe('differs');
  });

  it('takes an empty list or text for unknown, never for nothing', () => {
    const answer = ask({ ...meetingNotes, data: [], account: '' }, aRegister([aUse()]));

    expect(answer).toMatchObject({ kind: 'coveredIf', toConfirm: ['account', 'data'] });
  });

  it.each(['account', 'purpose', 'users', 'countries', 'data', 'connectors', 'circumstances'] as const)(
    'covers nothing by an approval that does not state its %s',
    (facet) => {
      const empty = typeof meetingNotes[facet] === 'string' ? '' : [];
      const vague = aUse({ facets: { ...meetingNotes, [facet]: empty } });

      for (const query of [meetingNotes, { product: 'Otter.ai' }, { ...meetingNotes, [facet]: ['none'] }]) {
        expect(ask(query, aRegister([vague]))).toMatchObject({
          kind: 'differs',
          nearest: [{ differences: [{ facet }] }],
        });
      }
    },
  );

  it('covers a question about nothing connected by an approval of nothing connected', () => {
    const unconnected = aUse({ facets: { ...meetingNotes, connectors: ['none'] } });

    expect(ask({ ...meetingNotes, connectors: ['none'] }, aRegister([unconnected])).kind).toBe('covered');
    expect(ask(meetingNotes, aRegister([unconnected])).kind).toBe('differs');
  });

  it('never covers what is described as something else', () => {
    const other = aUse({ facets: { ...meetingNotes, purpose: 'other', connectors: ['other'] } });

    expect(ask({ ...meetingNotes, purpose: 'other' }, aRegister([other])).kind).toBe('differs');
    expect(
      ask(
        { ...meetingNotes, connectors: ['other'] },
        aRegister([aUse({ facets: { ...meetingNotes, connectors: ['other'] } })]),
      ).kind,
    ).toBe('differs');
  });

  it('does not take an approval without an end for one that holds', () => {
    const { validUntil: _none, ...endless } = aUse().use;

    expect(ask(meetingNotes, aRegister([{ ...aUse(), use: endless }]))).toMatchObject({
      kind: 'differs',
      nearest: [{ differences: [{ facet: 'validity' }] }],
    });
  });

  it('sees a country in which the asker is and the approval is not', () => {
    const { countries: _unsaid, ...query } = meetingNotes;

    expect(ask(query, aRegister([aUse()]), { ...asker, country: 'fr' }).kind).toBe('differs');
    expect(ask(query, aRegister([aUse()]))).toMatchObject({ kind: 'coveredIf', toConfirm: ['countries'] });
  });

  it('covers by an approval for one person that person only', () => {
    const register = aRegister([aUse({ facets: { ...meetingNotes, users: 'only-me' } })]);
    const query = { ...meetingNotes, users: 'only-me' };

    expect(ask(query, register).kind).toBe('differs');
    expect(ask(query, register, { ...asker, personId: 'olga' }).kind).toBe('covered');
  });

  it('asks whether a colleague of the same department is of the same team', () => {
    const register = aRegister([aUse({ facets: { ...meetingNotes, users: 'team' } })]);
    const query = { ...meetingNotes, users: 'only-me' };

    expect(ask(query, register)).toMatchObject({ kind: 'coveredIf', toConfirm: ['users'] });
    expect(ask(query, register, { ...asker, department: 'Legal' }).kind).toBe('differs');
    expect(
      ask(query, aRegister([aUse({ facets: { ...meetingNotes, users: 'team' } }, { memberIds: ['pat'] })])).kind,
    ).toBe('covered');
  });

  it('does not take two unknown departments for the same', () => {
    expect(ask(meetingNotes, aRegister([aUse({ department: '' })]), { ...asker, department: '' }).kind).toBe('differs');
  });

  it('covers again once the precondition is verified', () => {
    const condition = { id: 'c', text: 'Sign the agreement', precondition: true, verifiedAt: new Date('2027-02-01') };

    expect(ask(meetingNotes, aRegister([aUse({}, { conditions: [condition] })]))).toMatchObject({
      kind: 'covered',
      conditions: [condition],
    });
  });

  it.each(['retired', 'unreviewed'] as const)('covers nothing by a system that is %s', (state) => {
    expect(ask(meetingNotes, aRegister([aUse({}, { system: { ...otter, state } })])).kind).toBe('differs');
  });

  it('says that it is under review when the same is asked', () => {
    const underReview = [{ reference: 'REV-40', product: 'otter', purpose: 'client-call-transcription', dueAt }];

    expect(ask(clientCalls, aRegister([aUse()], { underReview }))).toMatchObject({
      kind: 'underReview',
      declaration: { reference: 'REV-40' },
    });
    expect(ask(meetingNotes, aRegister([aUse()], { underReview })).kind).toBe('covered');
  });

  it('knows a system of which no use was decided on', () => {
    const imported = aUse({ state: 'unreviewed' }, { system: { ...otter, state: 'unreviewed' } });

    expect(ask(meetingNotes, aRegister([imported]))).toMatchObject({
      kind: 'systemOnly',
      system: { reference: 'AIS-1' },
    });
  });

  it('offers approved alternatives and similar names for what it does not know', () => {
    const answer = ask({ ...meetingNotes, product: 'Ottr.ai' }, aRegister([aUse()]));

    expect(answer).toMatchObject({
      kind: 'unknown',
      similar: [{ name: 'Otter.ai' }],
      alternatives: [
        { differences: [{ facet: 'product', words: 'Otter.ai is approved for this; you asked about Ottr.ai' }] },
      ],
    });
  });
});

describe('a prohibition', () => {
  const ban = aUse({
    id: 'ban',
    state: 'prohibited',
    facets: { ...meetingNotes, account: '', data: ['customer'], countries: [], connectors: [], circumstances: [] },
  });

  it('goes before an approval', () => {
    const approved = aUse({ facets: { ...meetingNotes, data: ['customer', 'internal'] } });

    expect(ask({ ...meetingNotes, data: ['customer', 'internal'] }, aRegister([approved, ban])).kind).toBe(
      'prohibited',
    );
    expect(ask({ ...meetingNotes, data: ['internal'] }, aRegister([approved, ban])).kind).toBe('covered');
  });

  it('goes before an approval that somebody could join without having said with which data', () => {
    const approved = aUse({ facets: { ...meetingNotes, data: ['customer', 'internal'] } });
    const { data: _unsaid, ...query } = meetingNotes;

    expect(ask(query, aRegister([approved, ban])).kind).toBe('prohibited');
  });

  it('of another purpose says nothing', () => {
    expect(ask(clientCalls, aRegister([ban])).kind).not.toBe('prohibited');
  });
});

describe('the answer’s card', () => {
  const card = (query: FacetQuery, uses: readonly RegisteredUse[], by = asker) =>
    coverageCard(ask(query, aRegister(uses), by), { query, asker: by, words });

  it('says yes, the conditions, and what one confirms by joining', () => {
    const covered = card(meetingNotes, [
      aUse({}, { conditions: [{ id: 'c', text: 'Tell everybody first', precondition: false }] }),
    ]);

    expect(covered.headline).toBe('Yes: Otter.ai for “Notes of internal meetings” is approved');
    expect(JSON.stringify(covered.blocks)).toContain('Tell everybody first');
    expect(JSON.stringify(covered.blocks)).toContain('A department (Sales)');
    expect(covered.actions?.[0]).toMatchObject({
      id: 'register.join',
      label: 'Yes, exactly this: join',
      value: { use: 'use-1', version: 3 },
    });
  });

  it('offers no second joining', () => {
    expect(card(meetingNotes, [aUse({}, { memberIds: ['pat'] })]).actions).toBeUndefined();
  });

  it('lists what is left to confirm, and nothing else', () => {
    const { account: _unsaid, ...query } = meetingNotes;
    const facts = card(query, [aUse()]).blocks.filter((block) => block.kind === 'facts');

    expect(facts).toEqual([
      { kind: 'facts', facts: [{ label: 'Plan and account', value: 'Company account, team or business plan' }] },
    ]);
  });

  it('starts a declaration with what is known already', () => {
    expect(card(clientCalls, [aUse()]).actions).toMatchObject([
      { id: 'interview.start', value: { product: 'Otter.ai', purpose: 'client-call-transcription' } },
    ]);
    expect(card({ product: 'Fathom' }, []).actions).toMatchObject([
      { id: 'interview.start', value: { product: 'Fathom' } },
    ]);
  });
});
