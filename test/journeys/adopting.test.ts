import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadKnowledgeBase } from '../../src/composition/knowledge-base.ts';
import { setUpOrganisation } from '../../src/composition/organisation-set-up.ts';
import { newId } from '../../src/kernel/ids.ts';
import { journeyKinds } from '../support/database.ts';
import { createRealOrganisation, type RealOrganisation } from '../support/real-organisation.ts';
import { openTestStorage, type TestStorage } from '../support/storage.ts';

const knowledge = await loadKnowledgeBase();
const DECLARES = 'I would like to use Otter.ai to transcribe client calls';
const version1 = { questionnaire: 'ai-use-registration', version: 1 };

describe.each(journeyKinds)('the questionnaire of a real organisation on %s', (kind) => {
  let test: TestStorage;
  let acme: RealOrganisation;
  let [maya, priya, jonas] = ['', '', ''];
  beforeEach(async () => {
    test = await openTestStorage(kind);
    acme = await createRealOrganisation(test, knowledge);
    [maya, priya, jonas] = [
      await acme.person('Maya Lindqvist'),
      await acme.person('Priya Raman', 'governance'),
      await acme.person('Jonas Weber', 'governance'),
    ];
  });
  afterEach(() => test.close());

  const words = async () => (await acme.queued()).map((one) => one.words).join('\n');

  it('is brought before the governance team with all that it asks and decides, and its digest', async () => {
    const proposals = await acme.queued();
    const proposal = proposals.find(({ words: said }) => said.includes('Declare an AI use'));

    expect(proposals).toHaveLength(knowledge.questionnaires.length);
    expect(proposal?.to).toBe('governance');
    expect(proposal?.words).toMatch(/Declare an AI use: version 1 is proposed/);
    expect(proposal?.words).toMatch(/Until then nobody can begin it/);
    expect(proposal?.words).toMatch(/Which AI tool do you want to use/);
    expect(proposal?.words).toMatch(/Stops for legal when[\s\S]*Reading emotions at work/);
    expect(proposal?.words).toMatch(/review policy, version \d+[\s\S]*decided by governance within 5 working days/);
    expect(proposal?.words).toMatch(/Digest: [0-9a-f]{64}/);
    expect(proposal?.card.actions).toMatchObject([{ id: 'adoption.adopt', value: version1 }]);
  });

  it('brings the assessment with who decides at each level of impact', async () => {
    const proposal = (await acme.queued()).find(({ words: said }) => said.includes('Assess the impact'));

    expect(proposal?.to).toBe('governance');
    expect(proposal?.words).toMatch(/How much does it do by itself\?/);
    expect(proposal?.words).toMatch(
      /Severe: decided by governance and legal, then the committee[^\n]* within 20 working days/,
    );
    expect(proposal?.words).not.toMatch(/Stops for legal/);
  });

  it('takes effect with the impact rules and risk criteria that decide on it', async () => {
    const [proposal] = (await acme.queued()).filter(({ words: said }) => said.includes('Assess the impact'));
    expect(proposal?.words).toMatch(/review-policy, version \d+; impact, version 1; risk-criteria, version \d+/);

    await acme.clicks(priya, 'adoption.adopt', { questionnaire: 'ai-system-impact-assessment', version: 1 });

    const kinds = ['questionnaire.adopted', 'policy.adopted', 'policy.adopted', 'policy.adopted'];
    expect((await acme.auditKinds()).slice(-4)).toEqual(kinds);
  });

  it('opens no declaration before it is adopted, and says whom to ask', async () => {
    await acme.queued();

    await acme.says(maya, DECLARES);

    const [answer] = await acme.queued();
    expect(answer?.words).toMatch(/Declaring is not open yet/);
    expect(answer?.words).toMatch(/Please ask Jonas Weber or Priya Raman/);
    expect(answer?.card.actions ?? []).toEqual([]);
    expect(await acme.transact(({ interviews }) => interviews.openOf(maya))).toEqual([]);
  });

  it('is read before it is adopted, so that questions about tools are answered', async () => {
    await acme.queued();

    await acme.says(maya, 'What tools are approved?');
    await acme.says(maya, 'Can I use DeepL to translate letters?');
    await acme.says(maya, 'my desk');

    const [tools, use, desk] = await acme.queued();
    expect(tools?.words).toMatch(/approved/i);
    expect(use?.words).toMatch(/DeepL/);
    expect(desk?.words).toMatch(/Nothing is waiting for you/);
    expect((await test.pool.query('SELECT 1 FROM failed_event')).rows).toEqual([]);
  });

  it('is adopted by one click of the governance team, noted with its digest, and then declarations begin', async () => {
    await acme.queued();
    expect(await acme.clicks(priya, 'adoption.adopt', version1)).toEqual({ kind: 'done' });
    expect((await acme.auditKinds()).slice(-2)).toEqual(['questionnaire.adopted', 'policy.adopted']);

    for (const { id, version } of knowledge.questionnaires)
      await acme.clicks(priya, 'adoption.adopt', { questionnaire: id, version });
    await words();
    await acme.says(priya, 'questionnaires');
    expect(await words()).toMatch(/Nothing is proposed/);
    await acme.says(maya, DECLARES);
    expect(await words()).toMatch(/Otter/);
    expect(await acme.transact(({ interviews }) => interviews.openOf(maya))).toHaveLength(1);
  });

  it('is adopted by nobody else', async () => {
    const others = [
      maya,
      await acme.person('Lee Chan', 'administrator'),
      await acme.person('Elena Rossi', 'legal'),
      await acme.person('Samir Haddad', 'data-protection'),
      await acme.person('Ana Costa', 'auditor'),
    ];
    const before = await acme.auditKinds();

    for (const person of others) {
      const receipt = await acme.clicks(person, 'adoption.adopt', version1);
      expect(receipt).toMatchObject({
        reply: { kind: 'notice', text: expect.stringContaining('Only the governance team') },
      });
    }

    expect(await acme.auditKinds()).toEqual(before);
    expect(await acme.transact(({ questionnaires }) => questionnaires.inForce('ai-use-registration'))).toBeUndefined();
  });

  it('is adopted once by two who click at once', async () => {
    const receipts = await Promise.all([
      acme.clicks(priya, 'adoption.adopt', version1),
      acme.clicks(jonas, 'adoption.adopt', version1),
    ]);

    expect(receipts.filter((receipt) => receipt.kind === 'done' && receipt.reply === undefined)).toHaveLength(1);
    expect((await acme.auditKinds()).filter((one) => one === 'questionnaire.adopted')).toHaveLength(1);
  });

  it.each([
    [{ questionnaire: 'ai-use-registration', version: 2 }],
    [{ questionnaire: 'other', version: 1 }],
    [{ questionnaire: 'ai-use-registration', version: 'one' }],
    [{}],
  ])('is not adopted by a button that says %j', async (value) => {
    const receipt = await acme.clicks(priya, 'adoption.adopt', value);

    expect(receipt).toMatchObject({ reply: { kind: 'notice', text: 'This version is not known here.' } });
  });

  it('offers the proposal to a reviewer who wants to declare, in their own conversation', async () => {
    await acme.queued();
    await acme.says(priya, DECLARES);
    const [answer] = await acme.queued();
    expect(answer?.card.actions).toMatchObject([{ id: 'adoption.list' }]);

    await acme.clicks(priya, 'adoption.list');
    const [shown] = await acme.queued();
    expect(shown?.to).toBe(priya);
    expect(shown?.words).toMatch(/version 1 is proposed/);
  });

  it('stays in force until the next version is adopted, of which only the differences are shown', async () => {
    await acme.clicks(priya, 'adoption.adopt', version1);
    await acme.queued();
    const first = knowledge.questionnaires.find(({ id }) => id === version1.questionnaire);
    const [use, ...sections] = first?.sections ?? [];
    if (!first || !use) throw new Error('Nothing is shipped');
    const [tool, , ...questions] = use.questions;
    if (!tool) throw new Error('The shipped questionnaire asks nothing');
    const changed = [
      { ...tool, ask: 'Which tool?' },
      ...questions,
      { ...tool, id: 'version', ask: 'Which version of it?' },
    ];
    const next = { ...first, version: 2, sections: [{ ...use, questions: changed }, ...sections] };

    await setUpOrganisation({
      ...{ storage: test.storage, demonstration: false, clock: acme.now, newId, workspaces: async () => [] },
      knowledge: { ...knowledge, questionnaires: [next] },
    });
    await acme.says(jonas, 'show questionnaires');

    const shown = await words();
    expect(shown).toMatch(/version 2 is proposed[\s\S]*version 1 stays in force/);
    expect(shown).toMatch(/New questions\n[^\n]*Which version of it\?/);
    expect(shown).toMatch(/no longer asked\n[^\n]*mostly be used for/);
    expect(shown).toMatch(/were changed\n[^\n]*Which tool\?/);
    expect(shown).not.toMatch(/Who will use it/);
    const inForce = () => acme.transact(({ questionnaires }) => questionnaires.inForce('ai-use-registration'));
    expect(await inForce()).toMatchObject({ version: 1 });
    await acme.clicks(jonas, 'adoption.adopt', { ...version1, version: 2 });
    expect(await inForce()).toMatchObject({ version: 2 });
    expect(await acme.clicks(priya, 'adoption.adopt', version1)).toMatchObject({
      reply: { kind: 'notice', text: 'Version 1 was replaced by version 2.' },
    });
  });
});
