import { isBankAccount, isCardNumber } from './check-digits.ts';

/** Takes personal data and secrets out of texts before they leave, and puts what is harmless back into what returns. */
export interface PersonalData {
  /** The text with placeholders such as `PERSON_1`; the same words get the same placeholder in every text. */
  remove(text: string): string;
  /** Secrets stay out: nobody needs to read them again. */
  restore(text: string): string;
}

interface Kind {
  readonly name: string;
  readonly pattern: RegExp;
  readonly isReal?: (found: string) => boolean;
}

/** In this order: what is taken for one kind is not looked at for the next. */
const KINDS: readonly Kind[] = [
  { name: 'SECRET', pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/gu },
  {
    name: 'SECRET',
    pattern:
      /\b(?:sk-[\w-]{8,}|gh[pousr]_\w{16,}|github_pat_\w{20,}|xox[abeprs]-[\w-]{8,}|AKIA[0-9A-Z]{16}|AIza[\w-]{30,}|glpat-[\w-]{16,}|eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]+)?)/gu,
  },
  {
    name: 'SECRET',
    pattern:
      /(?<=\b(?:pass(?:word|phrase|code)|passwort|api[ _-]?key|secret|access[ _-]?token|pin)\b\s*(?:is|was|:|=)\s*)\S+/giu,
  },
  { name: 'SECRET', pattern: /(?<=\bBearer\s)[\w.~+/-]{12,}=*/gu },
  { name: 'EMAIL', pattern: /[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/gu },
  {
    name: 'ACCOUNT',
    pattern: /\b[A-Z]{2}\d{2}(?:[ -]?[A-Z\d]{4}){2,7}(?:[ -]?[A-Z\d]{1,3})?\b/gu,
    isReal: isBankAccount,
  },
  { name: 'CARD', pattern: /(?<![\d.])\d(?:[ -]?\d){12,18}(?![\d.])/gu, isReal: isCardNumber },
  {
    name: 'BIRTH',
    pattern:
      /(?<=\b(?:born(?: on)?|dob|date of birth|birthday|geboren(?: am)?)\b[\s:,]*(?:is|the)?\s*)\d[\d./ -]*(?:\s*\p{L}{3,9}\.?\s*)?\d{2,4}/giu,
  },
  { name: 'IDENTITY', pattern: /(?<![\d-])(?:\d{3}-\d{2}-\d{4}|\d{6}(?:\d{2})?[-+]\d{4})(?![\d-])/gu },
  { name: 'PHONE', pattern: /(?<![\w.+])(?:\+|00)\d{1,3}[ ()./-]*\d(?:[ ()./-]*\d){5,13}/gu },
  { name: 'PHONE', pattern: /(?<![\w.])\(?0\d{1,4}\)?[ ./-]*\d(?:[ -]*\d){4,10}(?![\w])/gu },
  { name: 'PHONE', pattern: /(?<![\w.])\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}(?![\w])/gu },
  {
    name: 'ADDRESS',
    pattern: /(?<![\w.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\w.])/gu,
  },
  { name: 'NUMBER', pattern: /(?<![\d.])\d(?:[ ]?\d){8,}(?![\d.])/gu },
];

/** What an earlier kind has taken out already. */
const PLACEHOLDER = /^[A-Z]+_\d+$/u;

/** Shorter parts of a name are too often a word. */
const SHORTEST_NAME = 3;

/** @param names the display names of the organisation's members. */
export function createPersonalData(names: readonly string[]): PersonalData {
  const placeholders = new Map<string, string>();
  const originals = new Map<string, string>();
  const counts = new Map<string, number>();
  const kinds = [...KINDS, ...nameKinds(names)];

  function placeholderFor(kind: string, found: string): string {
    const key = `${kind}/${found}`;
    const known = placeholders.get(key);
    if (known !== undefined) return known;
    const count = (counts.get(kind) ?? 0) + 1;
    const placeholder = `${kind}_${count}`;
    counts.set(kind, count);
    placeholders.set(key, placeholder);
    if (kind !== 'SECRET') originals.set(placeholder, found);
    return placeholder;
  }

  return {
    remove: (text) =>
      kinds.reduce(
        (rest, { name, pattern, isReal }) =>
          rest.replace(pattern, (found) =>
            PLACEHOLDER.test(found) || (isReal && !isReal(found)) ? found : placeholderFor(name, found),
          ),
        text.normalize('NFC'),
      ),
    restore: (text) => text.replace(/\b[A-Z]+_\d+\b/gu, (placeholder) => originals.get(placeholder) ?? placeholder),
  };
}

/** Whole names before their parts, so that "Maya Lindqvist" is one person. */
function nameKinds(names: readonly string[]): readonly Kind[] {
  const whole = names.filter((name) => name.trim() !== '').toSorted((a, b) => b.length - a.length);
  const parts = whole.flatMap((name) => name.split(/[\s.-]+/u)).filter((part) => part.length >= SHORTEST_NAME);
  return [
    ...whole.map((name) => nameKind(name, 'giu')),
    // Only with its capital: "will" and "may" are words before they are names.
    ...[...new Set(parts)].map((part) => nameKind(part, 'gu')),
  ];
}

function nameKind(name: string, flags: string): Kind {
  const words = name
    .normalize('NFC')
    .replace(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`)
    .replace(/\s+/gu, String.raw`\s+`);
  return { name: 'PERSON', pattern: new RegExp(`(?<![\\p{L}\\d_])${words}(?![\\p{L}\\d_])`, flags) };
}
