import type { Token } from './tokens.ts';

const NEGATORS = new Set(
  'no not never none without neither nor nothing nobody cannot except excluding exclude excludes avoid avoiding non zero minus'.split(
    ' ',
  ),
);
const AUXILIARIES = new Set(
  'is are was were do does did has have had will would can could should may might must be'.split(' '),
);
const PRONOUNS = new Set('i we you it he she they there that this these those which who'.split(' '));
const CONTRASTS = new Set('but however although though yet only just rather instead otherwise still simply'.split(' '));
const EXCEPTIONS = new Set('except excluding besides apart'.split(' '));
const ALL = new Set('everything everywhere everyone everybody anything anywhere all any'.split(' '));
const CLOSERS = new Set('no none never nope not excluded'.split(' '));

const isNegated = (word: string): boolean =>
  NEGATORS.has(word) || /(?:n't|^(?:dont|doesnt|isnt|arent|wont|cant|didnt|wasnt))$/.test(word);

/** For each token, whether its clause denies it. Errs on the side of denied: a denied word proposes nothing. */
export function negatedTokens(tokens: readonly Token[]): readonly boolean[] {
  const negated = tokens.map(() => false);
  let denying = false;
  let clauseStart = 0;
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token === undefined) continue;
    const ends = endsScope(tokens, index, denying);
    if (ends) {
      denying = false;
      clauseStart = index;
    }
    const word = token.word;
    const previous = tokens[index - 1]?.word ?? '';
    if (closesSegment(tokens, index)) {
      negated.fill(true, segmentStart(tokens, index), index);
      denying = false;
    } else if (isFalseNegator(tokens, index)) {
      denying = false;
    } else if (EXCEPTIONS.has(word) || (word === 'than' && (previous === 'other' || previous === 'rather'))) {
      // "no data except X" allows X; "everything except X" denies it.
      denying = word === 'than' && previous === 'rather' ? true : !denying;
    } else if (
      (word === 'of' && (previous === 'instead' || previous === 'free')) ||
      (word === 'opposed' && previous === 'as')
    ) {
      denying = true;
    } else if (word === 'but' && ALL.has(previous)) {
      denying = true;
    } else if (isNegated(word)) {
      denying = true;
      if (deniesBackwards(tokens, index, clauseStart)) negated.fill(true, clauseStart, index);
    }
    negated[index] = denying;
  }
  return negated;
}

/** "not only X", "nothing but X", "no problem", "not sure": X is not denied. */
function isFalseNegator(tokens: readonly Token[], index: number): boolean {
  const word = tokens[index]?.word ?? '';
  const next = tokens[index + 1];
  const nextWord = next === undefined || next.before === 'stop' ? '' : next.word;
  if (word === 'not') return ['only', 'just', 'merely', 'sure', 'certain'].includes(nextWord);
  if (word === 'no')
    return ['problem', 'doubt', 'matter'].includes(nextWord) || (isBareAnswer(tokens, index) && index === 0);
  return word === 'nothing' && nextWord === 'but';
}

/** The "no" of "no, it is X" answers something; it does not deny X. */
function isBareAnswer(tokens: readonly Token[], index: number): boolean {
  const next = tokens[index + 1];
  return next !== undefined && (next.before === 'comma' || next.before === 'stop' || next.before === 'break');
}

function endsScope(tokens: readonly Token[], index: number, denying: boolean): boolean {
  const token = tokens[index];
  if (token === undefined || token.before === 'stop' || token.before === 'break') return true;
  if (CONTRASTS.has(token.word) && !(token.word === 'instead' && tokens[index + 1]?.word === 'of')) return true;
  if (token.word === 'and' || token.word === 'so' || token.word === 'because')
    return PRONOUNS.has(tokens[index + 1]?.word ?? '');
  return token.before === 'comma' && !(denying && listGoesOn(tokens, index));
}

/** "no X, Y or Z": the list goes on to its "or"; anything else after a comma stands for itself. */
function listGoesOn(tokens: readonly Token[], index: number): boolean {
  for (let at = index; at < Math.min(tokens.length, index + 24); at += 1) {
    const token = tokens[at];
    if (token === undefined || token.before === 'stop' || token.before === 'break') return false;
    if (CONTRASTS.has(token.word) || PRONOUNS.has(token.word)) return false;
    if (token.word === 'or' || token.word === 'nor') return true;
  }
  return false;
}

/** "customer data is not used" denies what stands before; "we do not use" does not need to. */
function deniesBackwards(tokens: readonly Token[], index: number, clauseStart: number): boolean {
  const word = tokens[index]?.word ?? '';
  const joined = /n't$/.test(word) || /^(?:dont|doesnt|isnt|arent|wont|cant)$/.test(word) || word === 'cannot';
  const auxiliaryAt = joined ? index : index - 1;
  if (!joined && !((word === 'not' || word === 'never') && AUXILIARIES.has(tokens[auxiliaryAt]?.word ?? '')))
    return false;
  return auxiliaryAt > clauseStart && !PRONOUNS.has(tokens[auxiliaryAt - 1]?.word ?? '');
}

/** "personal data: no", "source code - none", "health data is excluded". */
function closesSegment(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  if (token === undefined || index === 0) return false;
  const next = tokens[index + 1];
  const last = next === undefined || next.before === 'stop' || next.before === 'comma' || next.before === 'break';
  if (!last) return false;
  if (['excluded', 'forbidden', 'prohibited', 'removed'].includes(token.word)) return true;
  if (token.word === 'limits' || token.word === 'scope') return ['off', 'of'].includes(tokens[index - 1]?.word ?? '');
  return CLOSERS.has(token.word) && (token.before === 'break' || token.before === 'stop');
}

function segmentStart(tokens: readonly Token[], index: number): number {
  let at = index - 1;
  while (at > 0 && tokens[at]?.before !== 'stop' && tokens[at]?.before !== 'comma' && tokens[at]?.before !== 'break')
    at -= 1;
  return Math.max(at, 0);
}

const MAYBES = new Set('maybe perhaps possibly might potentially unsure unclear'.split(' '));

/** For each token, whether its sentence only considers it: "maybe the team plan". */
export function consideredTokens(tokens: readonly Token[]): readonly boolean[] {
  let considered = false;
  return tokens.map((token, index) => {
    if (token.before === 'stop' || CONTRASTS.has(token.word)) considered = false;
    const unsure = token.word === 'sure' && tokens[index - 1]?.word === 'not';
    const ifOnly = token.word === 'either' || (token.word === 'could' && tokens[index + 1]?.word === 'be');
    if (MAYBES.has(token.word) || unsure || ifOnly) considered = true;
    return considered;
  });
}
