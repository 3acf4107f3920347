import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scopesFor } from '../../src/channels/slack/scopes.ts';
import { whyNoNamespace } from '../support/emulators/namespace.ts';
import { MODEL_KEY } from '../support/mock-language.ts';
import { type Mock, startMockModel } from '../support/mock-model.ts';
import { blocksInWords } from '../support/slack/blocks.ts';
import { type Company, openCompany } from '../support/slack/company.ts';
import { openEmulatedWorkspace } from '../support/slack/emulated-workspace.ts';

const IN_TIME = 240_000;
/** What the passage really says. */
const SUPPORTED = 'The organisation assesses the impact of its AI systems on individuals and societies.';

describe.runIf(whyNoNamespace === undefined)('answers in Slack, with a language model', { timeout: IN_TIME }, () => {
  let mock: Mock;
  let company: Company;
  beforeAll(async () => {
    mock = await startMockModel();
    const model = { OPENAI_MODEL: 'test-model', OPENAI_BASE_URL: `${mock.url}/v1`, OPENAI_API_KEY: MODEL_KEY };
    const workspace = await openEmulatedWorkspace(scopesFor([]));
    company = await openCompany({ ...workspace, environment: { ...workspace.environment, ...model } });
  }, IN_TIME);
  afterAll(async () => {
    await company.close();
    await mock.stop();
  }, IN_TIME);

  it('change in place, keep their buttons, and open what they rest on', async () => {
    const { maya, workspace } = company;
    const sentences = [
      { text: SUPPORTED, sources: [1] },
      { text: 'Certification is mandatory for every company.', sources: [1] },
    ];
    mock.on({ responseFormat: 'json_schema' }, { content: JSON.stringify({ sentences, sufficient: true }) });

    await maya.says('What does clause 6.1.4 ask for?');

    const answer = await maya.reads(/Worded by a language model/);
    expect(answer).toContain(SUPPORTED);
    expect(answer).not.toContain('mandatory');
    expect(await maya.counts(/What I found/)).toBe(1);
    await maya.button('Helpful');
    await maya.opensForm(/AI system impact assessment/);
    expect(blocksInWords(workspace.modal(maya.user)?.blocks ?? [])).toMatch(/impact/);
  });

  it('are judged, and what is not known goes to people', async () => {
    const { maya } = company;

    await maya.opensForm('Not helpful');
    const thanks = await maya.fills({});
    expect('view' in thanks && blocksInWords(thanks.view?.blocks ?? [])).toMatch(/Thank you, noted/);
    await maya.says('What is the weather in Paris?');
    await maya.sees(/could not find that/);
    await maya.clicks('Ask the governance team');

    await maya.sees(/Q-1 is with the governance team[\s\S]*weather in Paris/);
  });
});
