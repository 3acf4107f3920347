import { expect, it } from 'vitest';
import { newId } from '../../src/kernel/ids.ts';
import { openTerminal } from './terminal.ts';

it('puts a proposed questionnaire into force, by somebody of the governance team, once', async () => {
  const terminal = await openTerminal('empty');
  await terminal.run('organisation', 'create', 'Real Ltd', '--workspace', 'slack:T01');
  const [organisation] = await terminal.storage.organisations.list();
  const id = organisation?.id ?? '';
  await terminal.storage.transact(id, async ({ people }) => {
    for (const [displayName, roles] of [
      ['Priya Raman', ['governance']],
      ['Maya Lindqvist', []],
    ] as const)
      await people.add(
        {
          ...{ id: newId(), displayName, title: '', department: '', country: '', roles },
          identity: { platform: 'slack', workspace: 'T01', user: displayName },
        },
        new Date(),
      );
  });
  const adopt = (...words: readonly string[]) => terminal.run('questionnaire', 'adopt', ...words);

  expect(await adopt('ai-use-registration')).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('Say who') });
  expect(await adopt('ai-use-registration', '--as', 'Maya Lindqvist')).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('role governance'),
  });
  expect(await adopt('other', '--as', 'Priya Raman')).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('there are: ai-system-impact-assessment, ai-use-registration'),
  });
  expect(await adopt('ai-use-registration', '--version', '9', '--as', 'Priya Raman')).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('no version 9'),
  });
  expect(await adopt('ai-use-registration', '--as', 'Priya Raman')).toEqual({
    stdout: 'ai-use-registration, version 1, is in force\n',
    stderr: '',
    exitCode: 0,
  });
  expect(await adopt('ai-use-registration', '--as', 'Priya Raman')).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('in force already'),
  });

  const inForce = await terminal.storage.transact(id, ({ questionnaires }) =>
    questionnaires.inForce('ai-use-registration'),
  );
  expect(inForce).toMatchObject({ version: 1 });
  expect(await terminal.json('audit', 'verify', '--json')).toMatchObject({ ok: true, entries: 4 });
  await terminal.close();
});
