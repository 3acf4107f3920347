import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PUBLIC_CLOUD } from '../../src/channels/teams/configuration.ts';
import { columnsWith } from '../support/columns-with.ts';
import { docxOf } from '../support/document-files.ts';
import { openTeamsCompany, type TeamsCompany } from '../support/teams/company.ts';
import { type FileAnswer, type FileHost, openFileHost } from '../support/teams/file-host.ts';
import type { TeamsPersona } from '../support/teams/persona.ts';

const MINUTES = docxOf([
  '# Minutes with Otter',
  '## Purpose',
  'We would like to use Otter.ai to transcribe client calls. Clients are asked for consent at the start of the call.',
  '## Data',
  'The recordings contain the names and voices of our clients. We do not process health data.',
]);
const SECRET = 'tempauth=v1.opens-it-for-anybody';
const HOUR = 3_600_000;

describe('sharing a document in Teams', { timeout: 60_000 }, () => {
  let company: TeamsCompany;
  let oneDrive: FileHost;
  beforeEach(async () => {
    oneDrive = await openFileHost();
    company = await begin(true);
  }, 60_000);
  afterEach(async () => {
    await company.close();
    await oneDrive.close();
  });

  const begin = (files: boolean) =>
    openTeamsCompany({
      files,
      cloud: { ...PUBLIC_CLOUD, fileOrigins: [...PUBLIC_CLOUD.fileOrigins, oneDrive.origin] },
    });
  const attached = (name: string, downloadUrl: string, uniqueId = name) => ({
    contentType: 'application/vnd.microsoft.teams.file.download.info',
    ...{ name, contentUrl: `https://contoso-my.sharepoint.com/personal/maya/Documents/${name}` },
    content: { uniqueId, fileType: name.split('.').at(-1), downloadUrl },
  });
  /** As a client shares it: stored in OneDrive first, then told of. */
  async function shares(who: TeamsPersona, name: string, answer: FileAnswer, text = ''): Promise<void> {
    const address = oneDrive.holds(`/download.aspx?file=${encodeURIComponent(name)}&${SECRET}`, answer);
    await who.says(text, { attachments: [attached(name, address)] });
  }

  it('proposes what it says, each with its words and place, and becomes evidence with the first answer kept', async () => {
    const { maya } = company;
    await maya.says('I want to declare an AI use');

    await shares(maya, 'minutes.docx', { body: MINUTES });

    const card = maya.reads(/I read this in “minutes\.docx”\. Is it right\?/);
    expect(card).toMatch(/Otter\.ai[\s\S]*“Otter\.ai” \(under “Purpose”\)/);
    expect(card).toMatch(/“names[^)]*\(under “Data”\)/);
    expect(card).not.toMatch(/Health/);
    await maya.clicks(/^Keep what is ticked/);
    maya.reads(/Kept as evidence: minutes\.docx/);
    expect(company.teams.errors()).toEqual([]);
  });

  it('begins a declaration with it, by a button that carries nothing that opens it', async () => {
    const { maya } = company;

    await shares(maya, 'minutes.docx', { body: MINUTES });
    expect(oneDrive.asked).toEqual([]);
    await maya.clicks('Declare an AI use with it');

    maya.reads(/I read this in “minutes\.docx”/);
    expect(oneDrive.asked).toHaveLength(1);
  });

  it('makes it the organisation’s, for the governance team, once a colleague approves', async () => {
    const { priya, jonas } = company;

    await shares(
      priya,
      'AI policy.md',
      { body: '# AI policy\n\nStaff may use approved tools only.' },
      'add this document',
    );

    priya.reads(/AI policy waits for a colleague’s approval/);
    jonas.inTeam.reads(/AI policy, version 1[\s\S]*Waits for a decision[\s\S]*AI policy\.md/);
    expect(company.teams.errors()).toEqual([]);
  });

  it('lets nobody else open it, whose file they name', async () => {
    const { maya, tom } = company;
    await tom.says('hello');
    await shares(maya, 'minutes.docx', { body: MINUTES });
    const { data } = maya.button('Declare an AI use with it');

    await tom.invokes('adaptiveCard/action', { action: { type: 'Action.Execute', data }, trigger: 'manual' });

    tom.reads(/I could not read “minutes\.docx”/);
    expect(oneDrive.asked).toEqual([]);
  });

  it('writes what opens it nowhere, and forgets it', async () => {
    const { maya, teams, connector } = company;
    await maya.says('I want to declare an AI use');

    await shares(maya, 'minutes.docx', { status: 503 });
    await maya.clicks('Keep it');

    expect(await columnsWith(teams.pool, 'opens-it-for-anybody')).toEqual([]);
    expect(JSON.stringify(connector.requests)).not.toContain('opens-it-for-anybody');
    expect(teams.errors().join()).toMatch(/HTTP 503/);
    expect(`${teams.errors().join()} ${await teams.metrics()}`).not.toContain('opens-it-for-anybody');
    const kept = () => teams.pool.query('SELECT "fileId" FROM file_address');
    expect((await kept()).rows).toEqual([{ fileId: 'minutes.docx' }]);
    await company.passes(24 * HOUR);
    expect((await kept()).rows).toEqual([]);
  });

  it('says what to do when it has expired, and reads it when it is shared again', async () => {
    const { maya } = company;
    await maya.says('I want to declare an AI use');

    await shares(maya, 'minutes.docx', { status: 401 });
    maya.reads(
      /I could not read “minutes\.docx”[\s\S]*only for a short while after it was shared\. Please share it again/,
    );
    await shares(maya, 'minutes.docx', { body: MINUTES });

    maya.reads(/I read this in “minutes\.docx”/);
    expect(company.teams.errors()).toEqual([]);
  });

  it('says the same after an hour, to whoever comes back to the button', async () => {
    const { maya } = company;
    await shares(maya, 'minutes.docx', { body: MINUTES });
    await company.passes(24 * HOUR);

    await maya.clicks('Declare an AI use with it');

    maya.reads(/I could not read “minutes\.docx”[\s\S]*Please share it again/);
    expect(oneDrive.asked).toEqual([]);
  });

  it.each([
    ['huge.docx', { body: Buffer.alloc(11 * 1024 * 1024) }, /larger than the 10 MB/],
    ['away.docx', { status: 302, headers: { location: 'http://127.0.0.1:1/admin' } }, /not allowed to open it here/],
    ['page.txt', { headers: { 'content-type': 'text/html' }, body: 'Otter.ai' }, /not allowed to open it here/],
  ] as const)('says plainly why %s is not read, and goes on', async (name, answer, reason) => {
    const { maya } = company;
    await maya.says('I want to declare an AI use');

    await shares(maya, name, answer);

    expect(maya.reads(new RegExp(`I could not read “${name}”`))).toMatch(reason);
    maya.reads(new RegExp(`Keep “${name}” as evidence`));
    expect(company.teams.errors()).toEqual([]);
  });

  it('looks for nothing where no file of the tenant can be', async () => {
    const { maya } = company;
    const inside = await openFileHost();
    await maya.says('I want to declare an AI use');

    await maya.says('', { attachments: [attached('keys.txt', inside.holds('/admin', { body: 'the keys' }))] });

    maya.reads(/I could not read “keys\.txt”[\s\S]*not allowed/);
    expect(inside.asked).toEqual([]);
    await inside.close();
  });

  it('is tried again while OneDrive is away, and gives up with a word', async () => {
    const { maya } = company;
    await maya.says('I want to declare an AI use');
    await shares(maya, 'minutes.docx', { status: 503 });
    await company.passes(10_000);
    expect(maya.counts(/I could not read/)).toBe(0);

    for (let time = 0; time < 10; time += 1) await company.passes(HOUR / 4);

    maya.reads(/I could not read “minutes\.docx”[\s\S]*tried several times[\s\S]*share it again later/);
    expect(oneDrive.asked).toHaveLength(8);
  });

  it('says in company that it reads files only in their own conversation', async () => {
    const { priya } = company;
    const markup = {
      contentType: 'text/html',
      content: '<attachment id="b1b9a3e6-0b51-4e0c-9f2b-000000000001"></attachment>',
    };

    await priya.inTeam.says('', { attachments: [markup] });
    await priya.inTeam.says('What is an AI system?', { attachments: [markup] });

    expect(priya.inTeam.counts(/in our own conversation[\s\S]*I have not opened it/)).toBe(2);
    expect(oneDrive.asked).toEqual([]);
  });

  it('is evidence by its name alone where it is not switched on', async () => {
    await company.close();
    company = await begin(false);
    const { maya } = company;
    await maya.says('I want to declare an AI use');

    await shares(maya, 'minutes.docx', { body: MINUTES });

    maya.reads(/I cannot open “minutes\.docx” here[\s\S]*Paste its text/);
    maya.reads(/Keep “minutes\.docx” as evidence/);
    expect(oneDrive.asked).toEqual([]);
    expect((await company.teams.pool.query('SELECT FROM file_address')).rows).toEqual([]);
  });
});
