import { accept, type Outcome, refuse } from '../../kernel/outcome.ts';

/** A value that stands in a condition. */
export type Constant = string | number | boolean | null | readonly Constant[];

export type Comparison =
  | 'equal'
  | 'notequal'
  | 'less'
  | 'lessorequal'
  | 'greater'
  | 'greaterorequal'
  | 'contains'
  | 'notcontains'
  | 'anyof'
  | 'allof'
  | 'noneof';

/** What a condition of SurveyJS says. https://surveyjs.io/form-library/documentation/design-survey/conditional-logic */
export type Expression =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Expression[] }
  | { readonly kind: 'not' | 'empty' | 'notempty'; readonly of: Expression }
  | {
      readonly kind: 'compare';
      readonly comparison: Comparison;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'answer'; readonly name: string }
  | { readonly kind: 'constant'; readonly value: Constant };

/** Reads `visibleIf`. What SurveyJS can say beyond this, functions and sums among it, is refused by name. */
export function readExpression(text: string): Outcome<Expression, 'unreadable'> {
  const tokens = tokensOf(text);
  if (!tokens) return refuse('unreadable', `its condition cannot be read: ${text}`);
  const place = { tokens, at: 0 };
  const expression = alternatives(place);
  const rest = place.tokens[place.at];
  if (expression && !rest) return accept(expression);
  const about = rest ? ` from “${rest.text}” on` : '';
  return refuse('unreadable', `its condition cannot be read${about}: ${text}`);
}

interface Token {
  readonly kind: 'answer' | 'text' | 'number' | 'word' | 'sign';
  readonly text: string;
}

interface Place {
  readonly tokens: readonly Token[];
  at: number;
}

const TOKEN =
  /\s*(?:(?<answer>\{[^{}]+\})|(?<text>'(?:\\['"]|[^"'])*'|"(?:\\['"]|[^"'])*")|(?<number>-?\d+(?:\.\d+)?(?![\w.]))|(?<word>[a-z_]\w*)|(?<sign>\|\||&&|<=|=<|>=|=>|==|<>|!=|\*=|[=<>()[\],!]))/iy;

/** `undefined` where something stands that is no part of a condition. */
function tokensOf(text: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN);
  const whole = text.trimEnd();
  while (pattern.lastIndex < whole.length) {
    const groups = pattern.exec(whole)?.groups;
    const [kind, found] = Object.entries(groups ?? {}).find(([, value]) => value !== undefined) ?? [];
    if (found === undefined || !isKind(kind)) return undefined;
    tokens.push({ kind, text: found });
  }
  return tokens;
}

function isKind(kind: string | undefined): kind is Token['kind'] {
  return kind === 'answer' || kind === 'text' || kind === 'number' || kind === 'word' || kind === 'sign';
}

function alternatives(place: Place): Expression | undefined {
  return joined(place, 'or', ['or', '||'], (at) => joined(at, 'and', ['and', '&&'], comparison));
}

function joined(
  place: Place,
  kind: 'and' | 'or',
  signs: readonly string[],
  part: (place: Place) => Expression | undefined,
): Expression | undefined {
  const parts: Expression[] = [];
  do {
    const found = part(place);
    if (!found) return undefined;
    parts.push(found);
  } while (takes(place, signs));
  return parts.length === 1 ? parts[0] : { kind, parts };
}

const COMPARISONS: ReadonlyMap<string, Comparison> = new Map([
  ['=', 'equal'],
  ['==', 'equal'],
  ['equal', 'equal'],
  ['equals', 'equal'],
  ['!=', 'notequal'],
  ['<>', 'notequal'],
  ['notequal', 'notequal'],
  ['notequals', 'notequal'],
  ['<', 'less'],
  ['less', 'less'],
  ['<=', 'lessorequal'],
  ['=<', 'lessorequal'],
  ['lessorequal', 'lessorequal'],
  ['>', 'greater'],
  ['greater', 'greater'],
  ['>=', 'greaterorequal'],
  ['=>', 'greaterorequal'],
  ['greaterorequal', 'greaterorequal'],
  ['contains', 'contains'],
  ['contain', 'contains'],
  ['*=', 'contains'],
  ['notcontains', 'notcontains'],
  ['notcontain', 'notcontains'],
  ['anyof', 'anyof'],
  ['allof', 'allof'],
  ['noneof', 'noneof'],
]);

function comparison(place: Place): Expression | undefined {
  const left = factor(place);
  const sign = signAt(place);
  const found = sign === undefined ? undefined : COMPARISONS.get(sign);
  if (!left || !found) return left;
  place.at += 1;
  const right = factor(place);
  return right && { kind: 'compare', comparison: found, left, right };
}

function factor(place: Place): Expression | undefined {
  if (takes(place, ['!', 'negate'])) {
    const of = factor(place);
    return of && { kind: 'not', of };
  }
  if (takes(place, ['('])) {
    const inner = alternatives(place);
    return takes(place, [')']) ? inner : undefined;
  }
  const found = takes(place, ['[']) ? listOf(place) : atom(place);
  if (found && takes(place, ['empty'])) return { kind: 'empty', of: found };
  return found && takes(place, ['notempty']) ? { kind: 'notempty', of: found } : found;
}

function listOf(place: Place): Expression | undefined {
  const items: Constant[] = [];
  if (takes(place, [']'])) return { kind: 'constant', value: items };
  do {
    const item = atom(place);
    if (item?.kind !== 'constant' || item.value === null || item.value === '') return undefined;
    items.push(item.value);
  } while (takes(place, [',']));
  return takes(place, [']']) ? { kind: 'constant', value: items } : undefined;
}

function atom(place: Place): Expression | undefined {
  const token = place.tokens[place.at];
  const value = token && expressionOf(token);
  if (!value || place.tokens[place.at + 1]?.text === '(') return undefined;
  place.at += 1;
  return value;
}

const RESERVED = new Set(['or', 'and', 'empty', 'notempty', 'negate', 'power', ...COMPARISONS.keys()]);
const NAMED: ReadonlyMap<string, Constant> = new Map<string, Constant>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['undefined', null],
]);

function expressionOf({ kind, text }: Token): Expression | undefined {
  switch (kind) {
    case 'answer':
      return { kind: 'answer', name: text.slice(1, -1).trim() };
    case 'text':
      return { kind: 'constant', value: text.slice(1, -1).replaceAll(/\\(['"])/g, '$1') };
    case 'number':
      return { kind: 'constant', value: Number(text) };
    case 'word': {
      const word = text.toLowerCase();
      if (RESERVED.has(word)) return undefined;
      return { kind: 'constant', value: NAMED.get(word) ?? (NAMED.has(word) ? null : text) };
    }
    case 'sign':
      return undefined;
  }
}

function signAt({ tokens, at }: Place): string | undefined {
  const token = tokens[at];
  return token?.kind === 'sign' || token?.kind === 'word' ? token.text.toLowerCase() : undefined;
}

function takes(place: Place, signs: readonly string[]): boolean {
  const sign = signAt(place);
  if (sign === undefined || !signs.includes(sign)) return false;
  place.at += 1;
  return true;
}
