import type { Token } from '../understanding/tokens.ts';
import type { ToldSentence } from './sentences-told.ts';

/** A name in a sentence, verbatim. */
export interface Named {
  readonly name: string;
  readonly quote: string;
  readonly place: string;
  readonly at: number;
}

const COMPANY = new Set(
  'inc ltd gmbh corp corporation llc plc ag bv b v limited co sarl srl oy ab sa as aps spa'.split(' '),
);
const BY_SUPPLIER = new Set(
  'made by|supplied by|offered by|provided by|developed by|operated by|sold by|produced by|built by|the supplier|supplier is|vendor is|provider is|supplier|vendor|our agency|the vendor|supplied and operated by'.split(
    '|',
  ),
);
const NAME_WORDS_MOST = 5;

/** Who offers the system: a name in capitals after "made by", "the supplier is" and the like. */
export function supplierIn(sentence: ToldSentence): Named | undefined {
  const { tokens, negated } = sentence.reading;
  for (let at = 1; at < tokens.length; at += 1) {
    const two = `${tokens[at - 2]?.word ?? ''} ${tokens[at - 1]?.word ?? ''}`.trim();
    const one = tokens[at - 1]?.word ?? '';
    const led = BY_SUPPLIER.has(two) || (BY_SUPPLIER.has(one) && (one === 'supplier' || one === 'vendor'));
    if (!led || negated[at] || tokens[at]?.before === 'stop') continue;
    const found = nameFrom(sentence, at);
    if (found && !/^(?:None|No|Our|We|I)$/.test(found.name)) return found;
  }
  return undefined;
}

const RESPONSIBLE =
  /(?:^|\b)(?:owner|responsible|person responsible|responsible person|system owner|process owner|contact|in charge) $/;

/** Who is responsible: "Owner: …", "… remains responsible", "… will own this"; `me` for the person who writes. */
export function ownerIn(sentence: ToldSentence): Named | undefined {
  const { tokens, negated } = sentence.reading;
  if (
    /\bi (?:will be|am|would be|'ll be) (?:\w+ )?(?:responsible|the owner)\b|\bi (?:will |'ll )?own (?:it|this)\b/.test(
      sentence.words,
    )
  )
    return { name: 'me', quote: sentence.text, place: sentence.place, at: sentence.at };
  let before = '';
  for (let at = 0; at < tokens.length; at += 1) {
    const found = RESPONSIBLE.test(before) && tokens[at]?.before !== 'none' ? nameFrom(sentence, at, true) : undefined;
    if (found?.name.includes(' ') && !negated[at]) return { ...found, quote: upTo(sentence, found.name) };
    before += `${tokens[at]?.word ?? ''} `;
  }
  const stated =
    /\b(?:remains?|is|will be|stays?) (?:the owner|responsible)\b|\bwill own (?:this|it)\b|\bowns (?:this|it|the system)\b/.exec(
      sentence.words,
    );
  const first = stated && nameFrom(sentence, 0, true);
  if (!first?.name.includes(' ') || negated[0]) return undefined;
  return sentence.words.startsWith(plainWords(first.name)) ? { ...first, quote: sentence.text } : undefined;
}

const plainWords = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

function upTo(sentence: ToldSentence, name: string): string {
  return sentence.text.slice(0, sentence.text.indexOf(name) + name.length);
}

const PARTICLE = /^(?:van|von|de|der|den|la|le|bin|al|di|du|da|dos|of|and)$/;

/** A name in capitals that begins at a token, with its company form. */
function nameFrom(sentence: ToldSentence, from: number, isPerson = false): Named | undefined {
  const { tokens } = sentence.reading;
  let to = from - 1;
  for (let at = from; at < Math.min(tokens.length, from + NAME_WORDS_MOST); at += 1) {
    const token = tokens[at];
    if (!token || token.kind === 'email' || token.kind === 'link') break;
    const joined = at > from && (token.before === 'joint' || (token.before === 'comma' && isCompany(token)));
    if (at > from && token.before !== 'none' && !joined) break;
    if (isPerson && PARTICLE.test(token.word) && at > from) continue;
    if (!isCapital(token) && !(at > from && (isCompany(token) || token.before === 'joint'))) break;
    to = at;
  }
  const first = tokens[from];
  const last = tokens[to];
  if (!first || !last || to < from) return undefined;
  const { end } = last;
  const dotted = isCompany(last) && sentence.text.charAt(end) === '.' && !isPerson ? end + 1 : end;
  const name = sentence.text.slice(first.start, dotted);
  return { name, quote: name, place: sentence.place, at: sentence.at };
}

const isCompany = ({ word }: Token): boolean => COMPANY.has(word);
const isCapital = ({ raw }: Token): boolean => /^\p{Lu}/u.test(raw);

const NO_NAME = new Set(
  'the a an we our your my i it they this that these those he she you in on at for with from by no not and but so if when while as to of hi hello dear please before after since today tomorrow nothing everything nobody somebody anything each every all some many most one two three four five imagine meet just only also could can will would should data input output model tool purpose plan item access decision decisions status contact owner responsible update present more less about built using runs used version release sensors cameras camera results photographs pictures recruiters agents customers people applicants patients callers voice photos user names invoices questions answers calls conversations payment drafting there here what who how why where hr it ai cv iso gdpr dpo ceo cto works templates wrong flags'.split(
    ' ',
  ),
);
const VERB_S = /^(?:is|has|does|was|[a-z]{2,}(?:s|es))$/;
const NO_VERB =
  /^(?:us|this|its|his|as|was|yes|always|across|customers|agents|employees|applicants|plans|tools|systems|models|contracts|documents|users|has been|class)$/;

/** The system by its own name, as the subject of a sentence: "ClaimFlow scores incoming motor claims". */
export function subjectIn(sentence: ToldSentence): Named | undefined {
  const all = sentence.reading.tokens;
  const greeted = /^(?:hi|hello|hey|dear)$/.test(all[0]?.word ?? '')
    ? all.findIndex((token, at) => at > 0 && token.before === 'comma')
    : 0;
  const tokens = all.slice(Math.max(0, greeted));
  const [first, second] = tokens;
  if (!first || !second || sentence.labelled) return undefined;
  const called = calledIn(sentence);
  if (called) return called;
  if (!isCapital(first) || first.kind !== 'word' || NO_NAME.has(first.word) || first.word.length < 3) return undefined;
  let to = 0;
  while (to < 3 && tokens[to + 1]?.before !== 'comma' && isNamePart(tokens[to + 1])) to += 1;
  const next = tokens[to + 1];
  const after = next && /^(?:now|then|also|already|automatically)$/.test(next.word) ? tokens[to + 2] : next;
  if (after?.before !== 'none' || !VERB_S.test(after.raw) || NO_VERB.test(after.raw)) return undefined;
  if (/s$/.test(tokens[to]?.raw ?? '') && !/\p{Ll}\p{Lu}/u.test(tokens[to]?.raw ?? '') && to === 0) return undefined;
  const name = sentence.text.slice(first.start, tokens[to]?.end ?? first.end);
  return { name, quote: name, place: sentence.place, at: sentence.at };
}

const isNamePart = (token: Token | undefined): boolean =>
  token !== undefined &&
  (token.before === 'none' || token.before === 'joint') &&
  (isCapital(token) || token.before === 'joint');

const KIND = '(?:assistant|chatbot|bot|tool|system|model|agent|app|application|product|software|service|platform)';
const CALLED = new RegExp(
  `\\b(?:[Mm]eet|${KIND}(?: is)? (?:called|named)|[Oo]ur (?:new |own )?(?:\\w+ )?${KIND}|[Tt]he (?:product|tool|system|model) is|is called|we call (?:it|him|her)) (\\p{Lu}[\\p{L}\\p{N}.]*(?:[ -]\\p{Lu}[\\p{L}\\p{N}.]*){0,3})`,
  'u',
);

function calledIn(sentence: ToldSentence): Named | undefined {
  const match = CALLED.exec(sentence.text);
  const name = match?.[1]?.replace(/\.$/, '');
  if (!name || NO_NAME.has(name.toLowerCase())) return undefined;
  return { name, quote: name, place: sentence.place, at: sentence.at };
}
