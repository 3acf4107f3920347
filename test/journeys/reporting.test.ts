import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadKnowledgeBase } from '../../src/composition/knowledge-base.ts';
import { reportOptions } from '../../src/composition/report.ts';
import type { Audience } from '../../src/report/dossier.ts';
import { fileOf, makeReport, type ReportFormat } from '../../src/report/make-report.ts';
import { approvesRanking, beginsRanking, submitsRanking } from '../support/assessed.ts';
import { databaseKinds } from '../support/database.ts';
import { beginJourney, type Journey } from '../support/journey.ts';

const knowledge = await loadKnowledgeBase();

describe.each(databaseKinds)('the report of an assessment (%s)', (kind) => {
  let journey: Journey;
  beforeEach(async () => {
    journey = await beginJourney(kind);
  });
  afterEach(async () => {
    expect(journey.errors()).toEqual([]);
    await journey.end();
  });

  async function report(format: ReportFormat, audience: Audience = 'reviewers'): Promise<Buffer> {
    const { storage, app } = journey;
    const made = await storage.transact(app.organisation.id, async (stores) => {
      const assessment = await stores.assessments.referenced('ASM-1');
      if (!assessment) throw new Error('There is no ASM-1');
      return makeReport(stores, assessment, reportOptions(knowledge, { kind: 'demonstration' }), {
        ...{ format, audience, by: { process: 'test' }, for: 'the operator', now: journey.now() },
      });
    });
    if (!made) throw new Error('Nothing can be read of it');
    const { name, content } = await fileOf(made, format);
    if (process.env.REPORTS !== undefined) {
      await mkdir(process.env.REPORTS, { recursive: true });
      await writeFile(path.join(process.env.REPORTS, `${audience}-${name}`), content);
    }
    return Buffer.from(content);
  }

  it('tells a committee everything that was decided on', async () => {
    const interview = await beginsRanking(journey);
    await submitsRanking(journey, interview);
    await approvesRanking(journey);

    const markdown = (await report('md')).toString();
    await report('docx');
    await report('md', 'authors');

    expect(markdown).toMatch(/Approved with conditions/);
  }, 240_000);
});
