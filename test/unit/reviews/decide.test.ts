import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ROLES } from '../../../src/chat/event.ts';
import { LANES, type Lane } from '../../../src/interviews/screening.ts';
import type { ReviewCommand } from '../../../src/reviews/command.ts';
import { decide } from '../../../src/reviews/decide.ts';
import {
  accepted,
  aPerson,
  approval,
  aReview,
  codeOf,
  eventsOf,
  facts,
  gordon,
  grace,
  history,
  IN_A_MONTH,
  lena,
  NOW,
  policy,
  sam,
} from './builders.ts';

const lane = (name: Lane) => ({ kind: 'declaration', lane: name }) as const;
const conditions = [{ text: 'Only with consent', precondition: false }];
const reject = { kind: 'reject', version: 1, reason: 'The supplier keeps the recordings.' } as const;
const changes = {
  kind: 'requestChanges',
  version: 1,
  requests: [{ questionId: 'data', remark: 'Which customers?' }],
} as const;

/** Everything that decides, claims or ends a review. */
const weighty: readonly ReviewCommand[] = [
  { kind: 'claim' },
  { kind: 'claim', takeOver: true },
  { kind: 'handOver', to: gordon },
  approval,
  { ...approval, kind: 'approveWithConditions', conditions },
  changes,
  reject,
  { kind: 'recordSupplierFacts', version: 1, facts: { dataRegion: 'EU', trainsOnOurData: 'no', source: 'contract' } },
  { kind: 'revoke', version: 1, reason: 'The supplier was sold.' },
  { kind: 'supersede', byReference: 'REV-41' },
];

describe('deciding', () => {
  it('approves until the end of the policy’s validity when no end is given', () => {
    const [event] = eventsOf(decide(aReview(), { ...approval, reason: ' Fine. ' }, grace, NOW, facts()));

    expect(event).toEqual({
      kind: 'approved',
      by: 'grace',
      role: 'governance',
      at: NOW,
      submissionNumber: 1,
      policyVersion: policy.version,
      reason: 'Fine.',
      validUntil: new Date('2028-03-01T10:00:00Z'),
      nextReviewAt: IN_A_MONTH,
    });
  });

  it('keeps who approved, when and until when', () => {
    const review = accepted(aReview(), decide(aReview(), approval, grace, NOW, facts()));

    expect(review).toMatchObject({
      state: 'approved',
      version: 2,
      decision: { decidedById: 'grace', decidedAt: NOW, nextReviewAt: IN_A_MONTH },
    });
  });

  it('approves with conditions and keeps what has to be met first', () => {
    const wanted = [
      { text: ' Sign the data agreement ', precondition: true },
      { text: ' ', precondition: false },
    ];

    const [event] = eventsOf(
      decide(aReview(), { ...approval, kind: 'approveWithConditions', conditions: wanted }, grace, NOW, facts()),
    );

    expect(event).toMatchObject({
      kind: 'approvedWithConditions',
      conditions: [{ text: 'Sign the data agreement', precondition: true }],
    });
  });

  it('refuses conditions that say nothing', () => {
    const empty = {
      ...approval,
      kind: 'approveWithConditions',
      conditions: [{ text: ' ', precondition: true }],
    } as const;

    expect(codeOf(decide(aReview(), empty, grace, NOW, facts()))).toBe('conditionsMissing');
  });

  it('refuses whoever has no role in the lane', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...weighty),
        fc.subarray(['auditor', 'administrator', 'data-protection'] as const),
        (command, roles) => {
          expect(codeOf(decide(aReview(), command, aPerson('pat', roles), NOW, facts()))).toBe('notAllowed');
        },
      ),
    );
  });

  it('refuses everything that decides, claims or ends on one’s own, whatever the roles and whichever the id', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...weighty),
        fc.constantFrom(...LANES),
        fc.constantFrom('sam', 'olga'),
        fc.boolean(),
        fc.subarray([...ROLES]),
        (command, lane, own, linked, roles) => {
          const person = linked ? aPerson('other-account', roles, [own]) : aPerson(own, roles);

          const outcome = decide(
            aReview({ route: { kind: 'declaration', lane } }),
            command,
            person,
            NOW,
            facts({ assessmentApproved: true }),
          );

          expect(['ownSubmission', 'notAllowed']).toContain(codeOf(outcome));
        },
      ),
    );
  });

  it.each(LANES)('says that it is one’s own to a person who could decide in the %s lane', (lane) => {
    const person = aPerson('sam', ['governance', 'legal']);

    expect(
      codeOf(
        decide(
          aReview({ route: { kind: 'declaration', lane } }),
          approval,
          person,
          NOW,
          facts({ assessmentApproved: true }),
        ),
      ),
    ).toBe('ownSubmission');
  });

  it('lets only legal decide in the stop lane, while governance may claim and comment', () => {
    const stopped = aReview({ route: lane('stop') });

    expect([approval, reject, changes].map((command) => codeOf(decide(stopped, command, grace, NOW, facts())))).toEqual(
      ['notAllowed', 'notAllowed', 'notAllowed'],
    );
    expect(codeOf(decide(stopped, { kind: 'claim' }, grace, NOW, facts()))).toBe('accepted');
    expect(codeOf(decide(stopped, { kind: 'comment', text: 'See article 5.' }, grace, NOW, facts()))).toBe('accepted');
    expect(codeOf(decide(stopped, reject, lena, NOW, facts()))).toBe('accepted');
  });

  it('does not let legal decide in the light lane', () => {
    expect(codeOf(decide(aReview(), approval, lena, NOW, facts()))).toBe('notAllowed');
  });

  it('refuses approval in the full lane until an assessment is approved, but not rejection', () => {
    const full = aReview({ route: lane('full') });

    expect(codeOf(decide(full, approval, grace, NOW, facts()))).toBe('assessmentMissing');
    expect(codeOf(decide(full, { ...approval, kind: 'approveWithConditions', conditions }, grace, NOW, facts()))).toBe(
      'assessmentMissing',
    );
    expect(codeOf(decide(full, approval, grace, NOW, facts({ assessmentApproved: true })))).toBe('accepted');
    expect(codeOf(decide(full, reject, grace, NOW, facts()))).toBe('accepted');
  });

  it('names the unknown answers that hold up approval, and lets changes and rejection pass', () => {
    const open = facts({
      unknowns: [
        { questionId: 'data', label: 'Data' },
        { questionId: 'circumstances', label: 'Circumstances' },
      ],
    });

    const refused = decide(aReview(), approval, grace, NOW, open);

    expect(refused).toMatchObject({
      ok: false,
      code: 'unknownsOpen',
      message: expect.stringContaining('Data, Circumstances'),
    });
    expect(codeOf(decide(aReview(), changes, grace, NOW, open))).toBe('accepted');
    expect(codeOf(decide(aReview(), reject, grace, NOW, open))).toBe('accepted');
  });

  it.each([
    ['without a reason', ''],
    ['with a reason of nine characters', '  too risky  '],
  ])('refuses to reject %s', (_case, reason) => {
    expect(codeOf(decide(aReview(), { ...reject, reason }, grace, NOW, facts()))).toBe('reasonMissing');
  });

  it.each([
    ['no request', []],
    ['an empty remark', [{ questionId: 'data', remark: ' ' }]],
    ['a question of another questionnaire', [{ questionId: 'budget', remark: 'How much?' }]],
  ])('refuses to ask for changes with %s', (_case, requests) => {
    expect(codeOf(decide(aReview(), { ...changes, requests }, grace, NOW, facts()))).not.toBe('accepted');
  });

  it.each([
    ['in the past', { nextReviewAt: new Date('2027-02-01') }, 'badNextReview'],
    ['now', { nextReviewAt: NOW }, 'badNextReview'],
    ['after the validity', { nextReviewAt: new Date('2028-03-02') }, 'badNextReview'],
    ['no date at all', { nextReviewAt: new Date('soon') }, 'badNextReview'],
    ['after an earlier end', { nextReviewAt: IN_A_MONTH, validUntil: new Date('2027-03-15') }, 'badNextReview'],
    [
      'before an end that is too late',
      { nextReviewAt: IN_A_MONTH, validUntil: new Date('2029-01-01') },
      'badValidUntil',
    ],
    ['before an end in the past', { nextReviewAt: IN_A_MONTH, validUntil: new Date('2027-01-01') }, 'badValidUntil'],
  ])('refuses a next review %s', (_case, terms, code) => {
    expect(codeOf(decide(aReview(), { ...approval, ...terms }, grace, NOW, facts()))).toBe(code);
  });
});

describe('a card that is out of date', () => {
  const decided = history(aReview(), [reject, gordon]);

  it('decides nothing and says what has happened since', () => {
    const outcome = decide(decided, approval, grace, NOW, facts());

    expect(outcome).toMatchObject({
      ok: false,
      code: 'stale',
      message: expect.stringContaining('REV-40 was rejected on 1 March 2027'),
    });
  });

  it('cannot decide a second time with a current version either', () => {
    expect(codeOf(decide(decided, { ...approval, version: decided.version }, grace, NOW, facts()))).toBe(
      'alreadyDecided',
    );
  });

  it('stays usable after a comment', () => {
    const commented = history(aReview(), [{ kind: 'comment', text: 'Looks fine.' }, gordon]);

    expect(codeOf(decide(commented, approval, grace, NOW, facts()))).toBe('accepted');
  });

  it('does not approve when supplier facts have come in since', () => {
    const told = { dataRegion: 'US', trainsOnOurData: 'yes', source: 'terms of use' } as const;
    const review = history(aReview(), [{ kind: 'recordSupplierFacts', version: 1, facts: told }, gordon]);

    expect(review.supplierFacts).toEqual(told);
    expect(codeOf(decide(review, approval, grace, NOW, facts()))).toBe('stale');
  });
});

describe('claiming', () => {
  const claimed = history(aReview(), [{ kind: 'claim' }, grace]);

  it('keeps colleagues from deciding by accident', () => {
    expect(codeOf(decide(claimed, { ...approval, version: 2 }, gordon, NOW, facts()))).toBe('claimedByOther');
    expect(codeOf(decide(claimed, { kind: 'claim' }, gordon, NOW, facts()))).toBe('claimedByOther');
    expect(codeOf(decide(claimed, { kind: 'handOver', to: gordon }, gordon, NOW, facts()))).toBe('claimedByOther');
  });

  it('can be taken over in the open, and then the colleague decides', () => {
    const [event] = eventsOf(decide(claimed, { kind: 'claim', takeOver: true }, gordon, NOW, facts()));
    const taken = history(claimed, [{ kind: 'claim', takeOver: true }, gordon]);

    expect(event).toMatchObject({ kind: 'claimed', by: 'gordon', takenFrom: 'grace' });
    expect(codeOf(decide(taken, { ...approval, version: 3 }, gordon, NOW, facts()))).toBe('accepted');
  });

  it('is the same person’s under a linked identity', () => {
    const linked = aPerson('grace-teams', ['governance'], ['grace']);

    expect(codeOf(decide(claimed, { ...approval, version: 2 }, linked, NOW, facts()))).toBe('accepted');
  });

  it('is released by the claimer alone', () => {
    expect(codeOf(decide(claimed, { kind: 'release' }, gordon, NOW, facts()))).toBe('notClaimed');
    expect(history(claimed, [{ kind: 'release' }, grace]).state).toBe('submitted');
  });

  it('is handed over to someone who may review it', () => {
    expect(history(claimed, [{ kind: 'handOver', to: gordon }, grace])).toMatchObject({
      state: 'inReview',
      claimedById: 'gordon',
    });
  });

  it.each([
    ['the submitter', aPerson('sam', ['governance'])],
    ['a linked identity of the owner', aPerson('olga-2', ['governance'], ['olga'])],
    ['someone without a role', aPerson('pat')],
  ])('is not handed over to %s', (_case, to) => {
    expect(codeOf(decide(claimed, { kind: 'handOver', to }, grace, NOW, facts()))).toBe('recipientNotAllowed');
  });
});

describe('changes that were asked for', () => {
  const waiting = history(aReview(), [changes, grace]);
  const again = {
    kind: 'resubmit',
    submissionNumber: 2,
    route: lane('light'),
    ownerId: 'maya',
    contributorIds: [],
  } as const;

  it('hold up approval but not rejection', () => {
    expect(codeOf(decide(waiting, { ...approval, version: 2 }, grace, NOW, facts()))).toBe('awaitingChanges');
    expect(codeOf(decide(waiting, { ...reject, version: 2 }, grace, NOW, facts()))).toBe('accepted');
  });

  it('bring the review back to the one who asked, with a new due date', () => {
    const later = new Date('2027-03-10T10:00:00Z');

    const review = accepted(waiting, decide(waiting, again, sam, later, facts()));

    expect(review).toMatchObject({
      state: 'inReview',
      claimedById: 'grace',
      ownerId: 'maya',
      submissionNumber: 2,
      dueAt: new Date('2027-03-17T10:00:00Z'),
    });
  });

  it('can lead into a heavier lane, in which others decide', () => {
    const stopped = history(waiting, [{ ...again, route: lane('stop') }, sam]);

    expect(codeOf(decide(stopped, { ...approval, version: 3 }, grace, NOW, facts()))).toBe('notAllowed');
  });

  it('are answered by the submitter or the owner alone', () => {
    expect(codeOf(decide(waiting, again, grace, NOW, facts()))).toBe('notSubmitter');
    expect(codeOf(decide(waiting, again, aPerson('olga'), NOW, facts()))).toBe('accepted');
  });

  it('are answered once', () => {
    const answered = history(waiting, [again, sam]);

    expect(codeOf(decide(answered, again, sam, NOW, facts()))).toBe('notAwaitingChanges');
    expect(codeOf(decide(waiting, { ...again, submissionNumber: 3 }, sam, NOW, facts()))).toBe('wrongSubmission');
  });
});

describe('an approval', () => {
  const approved = history(aReview(), [approval, grace]);

  it('is revoked with a reason, by someone who may decide', () => {
    const revoke = { kind: 'revoke', version: 2, reason: 'The supplier was sold.' } as const;

    expect(codeOf(decide(approved, { ...revoke, reason: 'no' }, grace, NOW, facts()))).toBe('reasonMissing');
    expect(codeOf(decide(approved, { ...revoke, version: 1 }, grace, NOW, facts()))).toBe('stale');
    expect(history(approved, [revoke, gordon])).toMatchObject({ state: 'revoked', decision: { decidedById: 'grace' } });
  });

  it('expires on its day and not before', () => {
    const nobody = aPerson('nobody');

    expect(codeOf(decide(approved, { kind: 'expire' }, nobody, new Date('2028-03-01T09:59:59Z'), facts()))).toBe(
      'notYetExpired',
    );
    expect(codeOf(decide(approved, { kind: 'expire' }, nobody, new Date('2028-03-01T10:00:00Z'), facts()))).toBe(
      'accepted',
    );
  });

  it('ends once', () => {
    const superseded = history(approved, [{ kind: 'supersede', byReference: 'REV-41' }, grace]);

    expect(superseded.state).toBe('superseded');
    expect(codeOf(decide(superseded, { kind: 'expire' }, grace, new Date('2029-01-01'), facts()))).toBe('notApproved');
  });
});

describe('comments', () => {
  it.each([
    ['a reviewer', grace, 'accepted'],
    ['data protection', aPerson('dana', ['data-protection']), 'accepted'],
    ['the submitter', sam, 'accepted'],
    ['anyone else', aPerson('pat', ['auditor']), 'notAllowed'],
  ])('by %s are %3$s', (_who, by, code) => {
    expect(codeOf(decide(aReview(), { kind: 'comment', text: 'A remark.' }, by, NOW, facts()))).toBe(code);
  });

  it.each([
    ['a reviewer’s, unless they say otherwise', grace, undefined, 'internal'],
    ['a reviewer’s to the submitter', grace, 'submitter', 'submitter'],
    ['the submitter’s', sam, 'internal', 'submitter'],
    ['the owner’s', aPerson('olga', ['governance']), undefined, 'submitter'],
  ] as const)('reach the right readers: %s', (_whose, by, audience, expected) => {
    const said = { kind: 'comment', text: 'A remark.', ...(audience ? { audience } : {}) } as const;

    expect(eventsOf(decide(aReview(), said, by, NOW, facts()))).toEqual([
      { kind: 'commented', text: 'A remark.', audience: expected, by: by.personId, at: NOW },
    ]);
  });

  it('say something', () => {
    expect(codeOf(decide(aReview(), { kind: 'comment', text: ' \n' }, grace, NOW, facts()))).toBe('commentMissing');
  });
});

it('shows words that look like replacement patterns as they are', () => {
  const outcome = decide(
    aReview(),
    approval,
    grace,
    NOW,
    facts({ unknowns: [{ questionId: 'x', label: "$& $' {detail}" }] }),
  );

  expect(outcome).toMatchObject({ message: expect.stringContaining("$& $' {detail}") });
});
