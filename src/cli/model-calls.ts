import { z } from 'zod';
import { type Command, json, Refused } from './command.ts';
import { inOrganisation } from './organisation-in-use.ts';
import { table } from './words-on-screen.ts';

const Day = z.iso.date().transform((day) => new Date(`${day}T00:00:00Z`));

export const modelCallsCommand: Command = {
  name: 'model calls',
  usage: '[--since DATE] [--json]',
  help: 'every call of the language model: what for, with which prompt, its tokens and how it ended (A.6.2.8); nobody’s words',
  options: { since: { type: 'string' }, json: { type: 'boolean' } },
  words: [0, 0],
  needsDatabase: () => true,
  async run(given, operator) {
    const since = Day.safeParse(given.text('since') ?? '1970-01-01');
    if (!since.success) throw new Refused('--since must be a date such as 2027-01-31', 2);
    const calls = await inOrganisation(operator, ({ stores }) => stores.modelCalls.since(since.data));
    if (given.has('json')) return { stdout: json(calls) };
    const rows = calls.map((call) => [
      call.reservedAt.toISOString().slice(0, 16).replace('T', ' '),
      call.purpose,
      `${call.promptId} ${call.promptVersion}`,
      call.model,
      call.outcome ?? 'waiting',
      String(call.inputTokens),
      String(call.outputTokens),
      `${(call.tookMs / 1000).toFixed(1)} s`,
    ]);
    return { stdout: table(['When (UTC)', 'For', 'Prompt', 'Model', 'Outcome', 'In', 'Out', 'Took'], rows) };
  },
};
