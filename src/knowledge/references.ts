/** A place in ISO/IEC 42001 that a text refers to: `6.1.4` is a clause, `A.6.1.4` belongs to Annex A. */
export interface Reference {
  readonly id: string;
  /** A bare number ("8.4") may also mean something else; a named one ("clause 8.4") may not. */
  readonly named: boolean;
}

export interface ReadReferences {
  readonly references: readonly Reference[];
  /** The text without them. */
  readonly rest: string;
}

const NUMBER = String.raw`\d{1,3}(?:\.\d{1,3}){0,4}(?![\p{L}\d]|\.\d)`;
const DOTTED = String.raw`\d{1,3}(?:\.\d{1,3}){1,4}(?![\p{L}\d]|\.\d)`;
const AND = String.raw`\s*(?:,\s*and|,|and|or|to|&|[-–])\s*`;

const ANNEX_A: readonly RegExp[] = [
  // "Annex A 6.2.8", "annex A, control 5.2", "Annex A.5.2"
  new RegExp(
    String.raw`\bannex(?:e)?\s+a[\s.,:-]*(?:controls?\s+)?(?:a\.)?(${NUMBER}(?:${AND}(?:a\.)?${DOTTED})*)`,
    'giu',
  ),
  // "A.5.2", "control A.5", "A5.2", and "A 5.2" in capitals: "a 5.2 rating" is none
  new RegExp(String.raw`(?<![\p{L}\d.])(?:controls?\s+)?a\.(${NUMBER}(?:${AND}(?:a\.)?${DOTTED})*)`, 'giu'),
  new RegExp(String.raw`(?<![\p{L}\d.])a(${DOTTED})`, 'giu'),
  new RegExp(String.raw`(?<![\p{L}\d.])A[. -]{1,2}(${DOTTED})`, 'gu'),
  new RegExp(String.raw`\bcontrols?\s+(${NUMBER}(?:${AND}${NUMBER})*)`, 'giu'),
];

const CLAUSE: readonly RegExp[] = [
  new RegExp(String.raw`(?:\b(?:sub-?clauses?|clauses?|cl\.)|§+)\s*(${NUMBER}(?:${AND}${NUMBER})*)`, 'giu'),
  new RegExp(String.raw`\b(?:sections?|chapters?|paragraphs?|requirements?)\s+(${DOTTED}(?:${AND}${DOTTED})*)`, 'giu'),
];

const BARE = new RegExp(String.raw`(?<![\p{L}\d.])(${DOTTED})`, 'gu');

/** Finds references however they are written; whether they exist is another question. */
export function readReferences(text: string): ReadReferences {
  const found: { readonly at: number; readonly reference: Reference }[] = [];
  let rest = text.replace(/\biso42001:(?=a\.)/gi, '').replace(/\biso42001:(?=\d)/gi, 'clause ');

  const take = (pattern: RegExp, prefix: string, named: boolean) => {
    rest = rest.replace(pattern, (whole: string, numbers: string, at: number) => {
      for (const number of numbers.match(/\d+(?:\.\d+)*/g) ?? []) {
        found.push({ at, reference: { id: prefix + number.split('.').map(Number).join('.'), named } });
      }
      return ' '.repeat(whole.length);
    });
  };
  for (const pattern of ANNEX_A) take(pattern, 'A.', true);
  for (const pattern of CLAUSE) take(pattern, '', true);
  take(BARE, '', false);

  const inOrder = found.sort((a, b) => a.at - b.at).map(({ reference }) => reference);
  const unique = inOrder.filter(
    (reference, index) => inOrder.findIndex((other) => other.id === reference.id) === index,
  );
  return { references: unique, rest };
}
