import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Answer, Posted } from '../support/console-api.ts';
import { journeyKinds } from '../support/database.ts';
import { answersDeclaration, CLIENT_CALLS, declares } from '../support/declaration.ts';
import { beginJourney, type Journey } from '../support/journey.ts';
import type { Persona } from '../support/persona.ts';
import { hasBlockKitLimits } from '../support/slack/block-kit-limits.ts';
import { shownSoFar } from '../support/slack/check-shown.ts';

const folder = process.env.TEST_DATA_DIR ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));
const file = `${folder}/naughty-strings.json`;
const isThere = existsSync(file);
if (!isThere) process.stdout.write('TEST_DATA_DIR is not there: the naughty strings are not tried.\n');

const SPECIAL = [
  'before\0after',
  '\0',
  'half \ud83d of a pair',
  '\udc00\ud800',
  '\u202e\u2066reversed',
  'x'.repeat(20_001),
  'x'.repeat(1_000_000),
];

/** What the console keeps of a text. */
const kept = (text: string) => text.replaceAll('\0', '').toWellFormed();

describe.skipIf(!isThere).each(journeyKinds)('naughty strings (%s)', (kind) => {
  const strings = [...(isThere ? z.array(z.string()).parse(JSON.parse(readFileSync(file, 'utf8'))) : []), ...SPECIAL];
  let journey: Journey;
  let shownBefore: number;
  beforeEach(async () => {
    journey = await beginJourney(kind);
    shownBefore = shownSoFar();
  });
  afterEach(async () => {
    const errors = journey.errors();
    await journey.end();
    expect(errors).toEqual([]);
    // Each of these was drawn for Slack and holds no markup, mention or link.
    if (hasBlockKitLimits) expect(shownSoFar()).toBeGreaterThan(shownBefore + 10);
  });

  /** Taken, or refused with a sentence; nothing else. */
  function expectTakenOrRefused(answer: Answer, text: string): void {
    const about = JSON.stringify(text.slice(0, 60));
    if (answer.taken) return;
    expect([400, 413, 422], about).toContain(answer.status);
    expect(answer.message, about).toMatch(/\.$/);
  }

  /** Several strings travel in one text, so that a form is sent some dozens of times and not five hundred. */
  function batches(maxLength: number): readonly string[] {
    const batched: string[] = [];
    for (const text of strings.filter(({ length }) => length < maxLength)) {
      const together = `${batched.at(-1) ?? ''} ${text.replaceAll(/\s+/gu, ' ')}`;
      if (batched.length > 0 && together.length <= maxLength) batched[batched.length - 1] = together;
      else batched.push(text.replaceAll(/\s+/gu, ' '));
    }
    return [...batched, ...strings.filter(({ length }) => length >= maxLength)];
  }

  it('are shown back as they were said, each with an answer, or refused with a sentence', async () => {
    const { maya, api } = journey;
    const texts = batches(160);
    for (const [index, text] of texts.entries()) {
      const answer = await api.post(maya.id, maya.conversation, { to: 'messages', text });
      expectTakenOrRefused(answer, text);
      // The console shows the newest 200 messages.
      if (index % 20 !== 19 && index < texts.length - 1) continue;
      await journey.passes({ hours: 1 });
      const shown = (await api.read(maya.conversation, maya.id)).flatMap(({ text: said }) =>
        said === undefined ? [] : [said],
      );
      const sent = texts.slice(index - (index % 20), index + 1).map(kept);
      for (const one of sent) if (one.trim() !== '' && one.length <= 20_000) expect(shown).toContain(one);
    }
  });

  it('are kept as answers of an interview, by form and by message', async () => {
    const { maya, api } = journey;
    const { alternatives: _, ...rest } = CLIENT_CALLS;
    const interview = await answersDeclaration(maya, rest);
    const context = { interview };
    const fields = [
      'tool',
      'purposeDetail',
      'supplier',
      'owner',
      'alternatives',
      'account',
      'users',
      'startDate',
      'countries',
      'data',
    ];

    for (const text of batches(190)) {
      const inputs = { supplier: text, alternatives: text, owner: text };
      const answer = await api.post(maya.id, maya.conversation, {
        to: 'forms',
        form: 'interview.form',
        context,
        inputs,
      });
      expectTakenOrRefused(answer, text);
    }
    for (const text of SPECIAL) {
      for (const [index, field] of fields.entries()) {
        const inputs = { [field]: index % 2 === 0 ? text : [text] };
        expectTakenOrRefused(
          await api.post(maya.id, maya.conversation, { to: 'forms', form: 'interview.form', context, inputs }),
          text,
        );
      }
      await maya.clicks('Change');
      expectTakenOrRefused(await maya.says(text), text);
    }

    await api.post(maya.id, maya.conversation, {
      to: 'forms',
      form: 'interview.form',
      context,
      inputs: { supplier: '<img src=x onerror=alert(1)>', alternatives: '{{DATE(2017-02-14)}} **b** <!channel>' },
    });
    await maya.says('summary');
    await maya.card(/Supplier: <img src=x onerror=alert\(1\)>/);
    await maya.card(/Approved alternative: \{\{DATE\(2017-02-14\)\}\} \*\*b\*\* <!channel>/);
  });

  it('are kept in what reviewers write, and reach the submitter as they were written', async () => {
    const { maya, priya } = journey;
    await declares(maya);
    const team = priya.inTeam;
    for (const text of batches(1900)) {
      const { value } = await team.button('Comment');
      const posted: Posted = { to: 'forms', form: 'review.comment', context: value, inputs: { comment: text } };
      expectTakenOrRefused(await team.does(posted), text);
      const facts = { dataRegion: text.slice(0, 200), trainsOnOurData: 'no', source: text.slice(0, 500) };
      expectTakenOrRefused(
        await team.does({ to: 'forms', form: 'review.supplierFacts', context: value, inputs: facts }),
        text,
      );
    }
    const all = batches(1900).filter(({ length }) => length < 1900);
    await expectShown(team, all.at(-1) ?? '');

    await (await team.opensForm('Ask for changes')).fills({ questions: ['users'], remark: all.at(0) ?? '' });
    await expectShown(maya, all.at(0) ?? '');
    await maya.clicks('My team');
    await maya.clicks('Submit');
    for (const text of SPECIAL) {
      const { value } = await team.button('Reject');
      for (const [form, field] of [
        ['review.reject', 'reason'],
        ['review.requestChanges', 'remark'],
        ['review.approveWithConditions', 'conditions'],
        ['review.approve', 'nextReviewAt'],
        ['review.approve', 'validUntil'],
      ] as const) {
        expectTakenOrRefused(
          await team.does({
            to: 'forms',
            form,
            context: { ...value, version: 9999 },
            inputs: { questions: ['users'], [field]: text },
          }),
          text,
        );
      }
    }
    const conditions = all.join('\n').slice(0, 3900);
    await (await team.opensForm('Approve with conditions')).fills({
      conditions,
      reason: all.at(1) ?? '',
      nextReviewAt: '2027-05-01',
    });

    await expectShown(maya, all.at(1) ?? '');
    await expectShown(maya, conditions.split('\n')[0] ?? '');
  });

  it('are kept in reports, questions, feedback and the names of files', async () => {
    const { maya, priya } = journey;
    const all = batches(2900);
    for (const text of [...all, ...SPECIAL]) {
      const report = { kind: 'concern', what: text, system: text.slice(0, 200), affected: text.slice(0, 900) };
      expectTakenOrRefused(await maya.does({ to: 'forms', form: 'concern.report', inputs: report }), text);
      expectTakenOrRefused(await maya.does({ to: 'forms', form: 'question.write', inputs: { text } }), text);
    }
    await maya.says('What is the weather in Paris?');
    const { value } = await maya.button('Not helpful');
    await answersDeclaration(maya);
    for (const text of all) {
      const inputs = { reason: 'other', text: text.slice(0, 1900) };
      expectTakenOrRefused(await maya.does({ to: 'forms', form: 'feedback.down', context: value, inputs }), text);
      const files = [{ id: 'F1', name: text, mimeType: text, bytes: 1, link: text }];
      expectTakenOrRefused(await maya.shares(files, text.slice(0, 190)), text);
    }
    const shown = all.find(({ length }) => length < 2900) ?? '';
    await maya.does({ to: 'forms', form: 'concern.report', inputs: { kind: 'incident', what: shown } });
    await maya.does({ to: 'forms', form: 'question.write', inputs: { text: shown } });

    await expectShown(priya, shown);
    await expectShown(priya.inTeam, shown);
    expect(await priya.desk()).toMatch(/Concerns and incidents[\s\S]*Questions to answer/);
  });

  async function expectShown(who: Persona, text: string): Promise<void> {
    const cards = (await journey.api.read(who.conversation, who.id)).map(({ card }) => JSON.stringify(card ?? ''));
    const wanted = JSON.stringify(kept(text).trim()).slice(1, -1);
    expect(
      cards.some((card) => card.includes(wanted)),
      wanted.slice(0, 200),
    ).toBe(true);
  }
});
