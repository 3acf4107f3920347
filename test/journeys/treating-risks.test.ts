import { beforeEach, describe, expect, it } from 'vitest';
import type { ProposedRisk } from '../../src/impact/impact-result.ts';
import { newId } from '../../src/kernel/ids.ts';
import { createRiskCapability } from '../../src/risks/capability.ts';
import { planControls } from '../../src/risks/control-act.ts';
import { createControlCapability } from '../../src/risks/control-capability.ts';
import { remindOfControls } from '../../src/risks/daily.ts';
import type { AssessmentStanding } from '../../src/risks/decide.ts';
import { type RiskOptions, risksOf } from '../../src/risks/risk-options.ts';
import { whatIsLeft } from '../../src/risks/what-is-left.ts';
import type { Stores } from '../../src/storage/stores/stores.ts';
import { journeyKinds } from '../support/database.ts';
import { createStage, type Stage, type StageActor } from '../support/stage.ts';
import { storageOfSuite, type TestOrganisation } from '../support/storage.ts';
import { aProposal, CONTROLS, CRITERIA, REASON } from '../unit/risks/builders.ts';

describe.each(journeyKinds)('treating the risks of an assessment (%s)', (kind) => {
  const test = storageOfSuite(kind);
  let organisation: TestOrganisation;
  let stage: Stage;
  let assessment: AssessmentStanding;
  let proposals: readonly ProposedRisk[];
  let maya: StageActor;
  let tom: StageActor;
  let priya: StageActor;
  let ingrid: StageActor;
  beforeEach(async () => {
    organisation = await test.organisation();
    const [mayaId, tomId, priyaId, ingridId] = [
      await organisation.person('Maya Lindqvist'),
      await organisation.person('Tom Okafor'),
      await organisation.person('Priya Raman', ['governance']),
      await organisation.person('Ingrid Solberg', ['management']),
    ];
    assessment = {
      ...{ id: newId(), reference: 'ASM-1', title: 'CV ranking', state: 'draft' },
      ...{ ownerId: mayaId, authorIds: [mayaId] },
    };
    proposals = [
      aProposal(),
      aProposal({ id: 'leak', consequence: 'Data leaks', likelihood: 'rare', severity: 'minor' }),
    ];
    const options: RiskOptions<Stores> = {
      ...{ criteria: CRITERIA, annexA: CONTROLS },
      assessmentOf: async (_stores, id) => (id === assessment.id ? assessment : undefined),
      assessmentsAbout: async (_stores, reference) => (['ASM-1', 'AIS-3'].includes(reference) ? [assessment] : []),
      proposalsFor: async () => proposals,
    };
    stage = createStage(organisation, [
      createRiskCapability(options),
      createControlCapability(options),
      {
        name: 'test',
        actions: {
          approve: async (context) => {
            assessment = { ...assessment, state: 'approved' };
            await planControls(context, assessment.id);
            return undefined;
          },
        },
      },
    ]);
    [maya, tom, priya, ingrid] = [stage.actor(mayaId), stage.actor(tomId), stage.actor(priyaId), stage.actor(ingridId)];
  });
  const left = async () =>
    whatIsLeft(
      await organisation.transact((stores) => risksOf(stores, { criteria: CRITERIA, annexA: CONTROLS }, assessment.id)),
    ).map((one) => one.kind);
  const HIGH = { likelihood: 'possible', severity: 'critical', reason: REASON };
  const treats = (values = {}) =>
    maya.fills('Treat', { owner: tom.id, due: '2027-03-01', what: 'Test it every quarter', ...values });

  /** Maya does everything that has to be done about both risks, and Ingrid is asked. */
  async function treated(): Promise<void> {
    await maya.says('risks of ASM-1');
    await maya.clicks(/^Take over all/);
    await maya.clicks('Open');
    expect(await treats(HIGH)).toBeUndefined();
    expect(await maya.fills('Ask for acceptance', {})).toBeUndefined();
  }

  it('are treated as suggested in one go, those that are chosen in the form that lists them', async () => {
    await maya.says('risks of ASM-1');
    const form = await maya.clicks(/^Treat all 2 as suggested/);
    expect(JSON.stringify(form)).toMatch(/RSK-1[^"]*Modify: [\s\S]*RSK-2/);
    const late = await maya.fills(/^Treat all 2/, { due: '2020-01-01' });
    expect(late).toMatchObject({ kind: 'formErrors', errors: { due: expect.any(String) } });

    await maya.fills(/^Treat all 2/, { due: '2027-03-01' });

    expect(await left()).not.toContain('undecided');
    expect(await left()).not.toContain('untreated');
    const risks = await organisation.transact((stores) => stores.risks.of(assessment.id));
    expect(risks).toMatchObject([
      { state: 'kept', treatment: { what: aProposal().treatment.what, controls: aProposal().treatment.controls } },
      { state: 'kept', treatment: { residual: { likelihood: 'rare', severity: 'minor' } } },
    ]);
  });

  it('begins with what the rules propose, which follow the answers', async () => {
    await maya.says('risks of AIS-3');

    await maya.sees(
      /ASM-1 · Risks of CV ranking[\s\S]*RSK-1: Suitable people are not invited[\s\S]*High \(likely, serious\)/,
    );
    await maya.sees(/0 taken over, 2 proposed by rules[\s\S]*RSK-2: take it over, change it or dismiss it/);
    proposals = [aProposal({ severity: 'critical' })];
    await maya.says('risks of ASM-1');
    await maya.sees(/0 taken over, 1 proposed[\s\S]*RSK-1[\s\S]*Extreme \(likely, critical\)/);
  });

  it('goes from a proposal over treatment and acceptance to nothing left', async () => {
    await treated();
    expect(await left()).toEqual(['notAccepted', 'comparison']);

    await ingrid.sees(
      /RSK-1 · High[\s\S]*Who suffers: applicants[\s\S]*A\.7\.4 Quality of data[\s\S]*\[Accept what remains\] \[Send back\]/,
    );
    expect(await ingrid.fills('Accept what remains', { reason: 'ok' })).toMatchObject({ kind: 'notice' });
    expect(await ingrid.fills('Accept what remains', { reason: REASON })).toBeUndefined();
    await maya.sees(/RSK-1: Ingrid Solberg accepts what remains[\s\S]*last year/);
    await maya.clicks('Open');
    await maya.sees(/Accepted by Ingrid Solberg on 11 January 2027/);

    await maya.says('risks of ASM-1');
    await maya.clicks('Compare with Annex A');
    await maya.sees(/1 treat a risk, 0 are left out with a reason, and 37 wait/);
    expect(await maya.fills(/^No risk calls for it/, { reason: 'no' })).toMatchObject({ kind: 'formErrors' });
    expect(await maya.fills(/^Decided for all systems/, {})).toBeUndefined();
    await maya.sees(/10 are left out with a reason, and 27 wait/);
    expect(await maya.fills(/^No risk calls for it/, {})).toBeUndefined();
    expect(await left()).toEqual([]);
    await maya.sees(/Chosen\n• A\.7\.4 Quality of data[^\n]*: RSK-1[\s\S]*37 are left out|37 are left out/);
  });

  it('lets a manager send it back, and whoever asked treat it otherwise', async () => {
    await treated();

    expect(await ingrid.fills('Send back', { reason: 'Test it every month.' })).toBeUndefined();
    await maya.sees(/RSK-1: Ingrid Solberg does not accept what remains[\s\S]*Test it every month/);
    expect(await left()).toEqual(['sentBack', 'comparison']);
    await maya.clicks('Open');
    expect(await maya.fills('Treat otherwise', { likelihood: 'possible', severity: 'serious' })).toBeUndefined();
    expect(await left()).toEqual(['comparison']);
    // Nobody is asked any more, so the buttons are gone.
    expect((await ingrid.cards()).join()).not.toMatch(/Accept what remains/);
  });

  it('chooses controls by id and by words, and only such as exist', async () => {
    await maya.says('risks of ASM-1');
    await maya.clicks(/^Take over all/);
    await maya.clicks('Open');

    expect(await treats({ controls: [] })).toMatchObject({
      kind: 'notice',
      text: expect.stringMatching(/at least one control/),
    });
    expect(await treats({ others: 'A.6.2.1' })).toMatchObject({
      kind: 'formErrors',
      errors: { others: expect.stringMatching(/no control/) },
    });
    expect(await treats({ others: 'AI system' })).toMatchObject({
      kind: 'formErrors',
      errors: { others: expect.stringMatching(/may be/) },
    });
    expect(await treats({ others: 'a.9.2, event logs', likelihood: 'rare' })).toBeUndefined();
    await maya.sees(/A\.7\.4 [\s\S]*A\.9\.2 [\s\S]*A\.6\.2\.8 AI system recording of event logs/);
  });

  it('takes controls of our own, until they are withdrawn', async () => {
    await priya.says('statement of applicability');
    expect(
      await priya.fills('Add a control of our own', { title: 'Four eyes', summary: 'Two people look at it' }),
    ).toMatchObject({
      kind: 'notice',
      text: expect.stringMatching(/^OC-1 Four eyes/),
    });
    await maya.says('risks of ASM-1');
    await maya.clicks(/^Take over all/);
    await maya.clicks('Open');
    expect(await treats({ controls: ['OC-1'], likelihood: 'rare' })).toBeUndefined();
    await maya.sees(/OC-1 Four eyes/);
    await priya.clicks('Withdraw');
    expect(await left()).toEqual(['controlGone', 'comparison']);
  });

  it('adds, changes and dismisses with reasons', async () => {
    await maya.says('risks of ASM-1');
    const added = { cause: 'Nobody looks', consequence: 'Faults stay', affected: 'clients' };
    expect(await maya.fills('Add a risk', { ...added, likelihood: 'rare', severity: 'minor' })).toBeUndefined();
    await maya.sees(/RSK-3 · Low \(rare, minor\)[\s\S]*Owner: Maya Lindqvist/);
    await maya.says('RSK-1');
    expect(await maya.fills('Change', { likelihood: 'rare' })).toMatchObject({
      kind: 'notice',
      text: expect.stringMatching(/say why/),
    });
    expect(await maya.fills('Change', { likelihood: 'rare', reason: REASON, owner: tom.id })).toBeUndefined();
    await maya.sees(/RSK-1 · Medium[\s\S]*The rule says: High \(likely, serious\) \(Lower because: It was measured/);
    await tom.sees(/RSK-1 · Medium/);
    await maya.says('RSK-2');
    expect(await maya.fills('Dismiss', { reason: 'There is no such data.' })).toBeUndefined();
    await maya.sees(/RSK-2[\s\S]*Dismissed\.[\s\S]*There is no such data\.[\s\S]*\[Take over\]/);
    await maya.clicks('Take over');
    await maya.sees(/RSK-2[\s\S]*Nothing is chosen yet/);
  });

  it('is for those who write it and who decide, and for nobody else', async () => {
    await treated();
    const [risk] = await organisation.transact(({ risks }) => risks.of(assessment.id));
    const value = { risk: risk?.id ?? '', version: risk?.version ?? 0, assessment: assessment.id };
    const else_ = stage.actor(await organisation.person('Else'));

    await else_.says('risks of ASM-1');
    await else_.sees(/ASM-1: nothing that I can show you/);
    await else_.says('RSK-1');
    await else_.sees(/RSK-1: nothing that I can show you/);
    for (const verb of [
      'list',
      'compare',
      'show',
      'takeOver',
      'restore',
      'takeOverAll',
      'add',
      'change',
      'dismiss',
      'treat',
      'askAcceptance',
      'accept',
      'sendBack',
      'leaveOut',
    ])
      expect(await else_.does({ kind: 'action', actionId: `risk.${verb}`, value, inputs: {} })).toMatchObject({
        kind: 'notice',
        text: expect.stringMatching(/no such risk/),
      });
    // The governance team reads, and changes nothing.
    await priya.says('risks of ASM-1');
    const card = await priya.sees(/ASM-1 · Risks/);
    expect(card).not.toMatch(/\[(Add|Take over)/);
    for (const actionId of ['risk.takeOverAll', 'risk.add', 'risk.treat', 'risk.accept'])
      expect(await priya.does({ kind: 'action', actionId, value, inputs: {} })).toMatchObject({ kind: 'notice' });
  });

  it('stays as it is once it is submitted, and can still be accepted', async () => {
    await treated();
    assessment = { ...assessment, state: 'submitted' };

    await maya.says('risks of ASM-1');
    expect(await maya.sees(/ASM-1 · Risks/)).not.toMatch(/\[(Add|Take over)/);
    expect(await ingrid.fills('Accept what remains', { reason: REASON })).toBeUndefined();
    expect(await left()).toEqual(['comparison']);
  });

  describe('after the approval', () => {
    const approved = async (controls: readonly string[] = []) => {
      await treated();
      await maya.says('RSK-1');
      if (controls.length > 0) await maya.fills('Treat otherwise', { controls: [...controls] });
      await priya.does({ kind: 'action', actionId: 'test.approve', value: {}, inputs: {} });
    };

    it('plans each control once, with its owner and its day', async () => {
      await approved(['A.7.4', 'A.9.2']);

      await tom.sees(
        /ASM-1 · Controls of CV ranking\nA\.7\.4: Quality[^\n]*Planned until 1 March 2027: Tom Okafor\. For RSK-1/,
      );
      await tom.sees(/A\.9\.2/);
      await priya.says('controls of AIS-3');
      await priya.sees(/ASM-1 · Controls of CV ranking[\s\S]*A\.7\.4/);
    });

    it('follows a control until there is evidence', async () => {
      await approved();
      await tom.clicks('Open');
      await tom.sees(/A\.7\.4 for CV ranking\nPlanned until 1 March 2027[\s\S]*\[Under way\] \[Done\]$/);
      await tom.clicks('Under way');
      expect(await tom.fills('Done', { evidence: 'it is' })).toMatchObject({
        kind: 'notice',
        text: expect.stringMatching(/https/),
      });
      expect(await tom.fills('Done', { evidence: 'https://example.com/bias-report' })).toBeUndefined();
      await tom.sees(/Done on 11 January 2027[\s\S]*Evidence: https:\/\/example\.com\/bias-report/);
      await priya.says('statement of applicability');
      await priya.clicks('Open');
    });

    it('lets governance, and not the owner, say that it applies no more', async () => {
      await approved();
      await tom.clicks('Open');
      expect(await tom.sees(/A\.7\.4 for CV ranking/)).not.toMatch(/Applies no more/);
      await priya.says('controls of ASM-1');
      await priya.clicks('Open');
      expect(await priya.fills('Applies no more', { reason: 'The system was switched off.' })).toBeUndefined();
      await priya.sees(/Applies no more: The system was switched off/);
    });

    it('reminds its owner before and after the day, and tells governance when it stays late', async () => {
      await approved();
      const reminders = async () => {
        const before = (await tom.cards()).length;
        await stage.runs((stores, now) => remindOfControls(stores, CRITERIA, now));
        return (await tom.cards()).length - before;
      };
      expect(await reminders()).toBe(0);
      stage.passes(43);
      expect(await reminders()).toBe(1);
      await tom.sees(/One control of yours is due[\s\S]*A\.7\.4[\s\S]*Planned until 1 March/);
      expect(await reminders()).toBe(0);
      stage.passes(7);
      expect(await reminders()).toBe(1);
      await tom.sees(/overdue since 1 March 2027/);
      expect(await stage.team()).toEqual([]);
      stage.passes(14);
      expect(await reminders()).toBe(1);
      expect(await stage.team()).toEqual([expect.stringMatching(/^One control overdue\nA\.7\.4[\s\S]*Tom Okafor/)]);
      await tom.says('what is overdue?');
      await tom.sees(/^One control is overdue/);
      await priya.says('What’s overdue?');
      await priya.sees(/^One control is overdue[\s\S]*A\.7\.4/);
      const other = stage.actor(await organisation.person('Else'));
      await other.says('what is overdue');
      await other.sees(/^Nothing is overdue/);
      await tom.clicks('Open');
      await tom.fills('Done', { evidence: 'https://example.com' });
      expect(await reminders()).toBe(0);
      expect(await stage.team()).toEqual([expect.stringMatching(/Nothing is due/)]);
    });
  });

  it('answers for each control of Annex A in the statement, and makes nothing up', async () => {
    await maya.says('Statement of Applicability');
    await maya.sees(/Of 38 controls 0 apply, 0 do not, and nobody has decided on 38/);
    await maya.clicks('Open');
    expect((await maya.cards()).join()).not.toMatch(/\[Decide\]/);
    await priya.says('SoA');
    await priya.clicks('Open');
    await priya.sees(/Statement of Applicability: A\.2[\s\S]*A\.2\.2 AI policy: Nobody has decided yet/);
    expect(
      await priya.fills('Decide', { state: 'done', because: 'We have a policy that the board signed.' }),
    ).toMatchObject({ kind: 'notice' });
    expect(
      await priya.fills('Decide', {
        state: 'done',
        because: 'We have a policy that the board signed.',
        evidence: 'https://example.com/policy',
      }),
    ).toBeUndefined();
    await priya.sees(/A\.2\.2 AI policy: Applies, in practice \(We have a policy/);
    await maya.sees(/Of 38 controls 1 apply/);
    expect(
      await maya.does({
        kind: 'form',
        formId: 'control.decide',
        context: { control: 'A.2.2' },
        inputs: { state: 'notApplicable', because: REASON },
      }),
    ).toMatchObject({ kind: 'notice' });
    await maya.sees(/Of 38 controls 1 apply/);
  });
});
