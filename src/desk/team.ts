import type { Card, Fact, Role } from '../chat/vocabulary.ts';
import type { Person } from '../people/people.ts';

const RESPONSIBILITIES: readonly { readonly role: Role; readonly label: string; readonly note: string }[] = [
  { role: 'governance', label: 'AI governance', note: 'decides on what is declared, and keeps the register' },
  { role: 'legal', label: 'Legal', note: 'decides where a practice may be prohibited' },
  { role: 'data-protection', label: 'Data protection', note: 'advises where personal data is involved' },
  { role: 'security', label: 'Information security', note: 'decides or advises where systems may be attacked' },
  {
    role: 'management',
    label: 'Management',
    note: 'decides where people can be harmed, and accepts the risk that is left',
  },
  { role: 'committee', label: 'AI committee', note: 'decides together where the harm could be severe' },
  { role: 'auditor', label: 'Audit', note: 'checks that all of this really happens' },
];

/** Who is responsible for what, from the roles that people hold now. */
export function teamCard(people: readonly Person[]): Card {
  const facts = RESPONSIBILITIES.flatMap(({ role, label, note }): readonly Fact[] => {
    const holders = people.filter(({ roles }) => roles.includes(role));
    const names = holders.map(({ displayName, title }) => (title ? `${displayName} (${title})` : displayName));
    return names.length > 0 ? [{ label, value: names.join(', '), note }] : [];
  });
  if (facts.length === 0)
    return {
      headline: 'Nobody is named yet',
      tone: 'attention',
      blocks: [{ kind: 'text', text: 'No one holds a role in AI governance yet. Please ask your administrator.' }],
    };
  return {
    headline: 'Who is responsible for AI here',
    blocks: [
      { kind: 'facts', facts },
      {
        kind: 'text',
        text: 'Each approved use also has an owner, who answers for it. Its entry in the register names them.',
        subtle: true,
      },
    ],
  };
}
