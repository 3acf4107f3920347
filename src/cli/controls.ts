import { type Command, json } from './command.ts';
import { table } from './words-on-screen.ts';

export const controlsCommand: Command = {
  name: 'controls',
  usage: '[--json]',
  help: 'the 38 controls of Annex A, in our own words',
  options: { json: { type: 'boolean' } },
  words: [0, 0],
  needsDatabase: () => false,
  async run(given, operator) {
    const { controls } = await operator.iso42001();
    const listed = controls.map(({ id, title, area, summary }) => ({ id, title, area, summary }));
    return {
      stdout: given.has('json')
        ? json(listed)
        : table(
            ['Control', 'Title'],
            listed.map(({ id, title }) => [id, title]),
          ),
    };
  },
};
