/** A place in a document other than ISO/IEC 42001 that a text refers to. */
export interface Place {
  /** Of the passage that would tell it: `eu-ai-act:art-26`, `eu-ai-act:annex-iii`, `nist-ai-rmf:govern-1.1`. */
  readonly passageId: string;
  /** As people write it: Article 26, Annex III, GOVERN 1.1. */
  readonly name: string;
  readonly document: 'EU AI Act' | 'NIST AI RMF';
  /** Whether the document has it. */
  readonly exists: boolean;
  /** Ids of passages that tell it where it has none of its own, or come nearest where it does not exist. */
  readonly nearest: readonly string[];
}

export interface ReadPlaces {
  readonly places: readonly Place[];
  /** The text without them, as long as it was. */
  readonly rest: string;
}

/** Regulation (EU) 2024/1689: 113 articles, 13 annexes, 180 recitals, https://eur-lex.europa.eu/eli/reg/2024/1689/oj */
const ARTICLES = 113;
const ANNEXES = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii', 'xiii'];
const RECITALS = 180;
const OVERVIEW = 'eu-ai-act:overview';

/** Subcategories of each category, in order: NIST AI 100-1, https://doi.org/10.6028/NIST.AI.100-1 */
const NIST: Readonly<Record<string, readonly number[]>> = {
  govern: [7, 3, 2, 3, 2, 2],
  map: [6, 3, 5, 2, 2],
  measure: [3, 13, 3, 3],
  manage: [4, 4, 2, 3],
};

const NUMBERS = String.raw`\d{1,3}(?![\p{L}\d])(?:\s*\(\d{1,2}\))?(?:\s*(?:,\s*and|,|and|or|to|&|[-–])\s*\d{1,3}(?![\p{L}\d.])(?:\s*\(\d{1,2}\))?)*`;
const ARTICLE = new RegExp(String.raw`\b(?:articles?|arts?\.?)\s*(${NUMBERS})`, 'giu');
const RECITAL = new RegExp(String.raw`\brecitals?\s*(${NUMBERS})`, 'giu');
const ANNEX = /\bannex(?:es)?\s+([ivxl]+|\d{1,2})\b(?!\s*\.?\d)/giu;
/** "Annex III, point 4(a)"; a point with a letter and no annex is one of Annex III. */
const POINT_OF_ANNEX = /\bannex\s+([ivx]+|\d{1,2}),?\s+(?:points?|nos?\.?|numbers?)\s*(\d)(?:\s*\([a-z]\))?/giu;
const POINT = /\bpoints?\s+(\d)\s*\([a-z]\)/giu;
const SUBCATEGORY = /\b(govern|map|measure|manage)[\s-]*(\d{1,2})(?:\.(\d{1,2}))?(?![\p{L}\d])(?!\.\d)/giu;

const LAWS =
  'gdpr|general data protection|dsa|digital services|dma|digital markets|data act|nis ?2|dora|constitution|treaty|' +
  'charter|convention|code|directive|contract|agreement|lease|statutes?';
const OTHER_LAW = new RegExp(String.raw`\b(?:${LAWS})\b`, 'i');
/** What follows "Article 35" where it is another law's: "of the GDPR", "GDPR". */
const OF_ANOTHER_LAW = new RegExp(
  String.raw`^[\s,]{0,3}(?:(?:of|in|under|from|according to)\s{1,3})?(?:(?:the|our|eu)\s{1,3}){0,2}(?:${LAWS})\b`,
  'i',
);
const AI_ACT = /\b(?:ai act|ai regulation|2024\/1689|ai law)\b/i;

/** Finds articles, annexes and recitals of the EU AI Act and subcategories of the NIST AI RMF, however they are written. */
export function readPlaces(text: string): ReadPlaces {
  const found: { readonly at: number; readonly place: Place }[] = [];
  const onlyOthers = OTHER_LAW.test(text) && !AI_ACT.test(text);
  let rest = text;
  const take = (pattern: RegExp, placesIn: (...groups: readonly (string | undefined)[]) => readonly Place[]) => {
    rest = rest.replace(pattern, (whole: string, ...groups: readonly unknown[]) => {
      const at = Number(groups.find((group) => typeof group === 'number'));
      const after = at + whole.length;
      const another = onlyOthers || OF_ANOTHER_LAW.test(text.slice(after, after + 60));
      if (pattern !== SUBCATEGORY && another) return whole;
      for (const place of placesIn(...groups.map((group) => (typeof group === 'string' ? group : undefined))))
        found.push({ at, place });
      return ' '.repeat(whole.length);
    });
  };
  take(ARTICLE, (numbers = '') => numbersIn(numbers).map(article));
  take(RECITAL, (numbers = '') => numbersIn(numbers).map(recital));
  take(POINT_OF_ANNEX, (numeral = '', point = '') => [pointOfAnnex(numeral, point)]);
  take(POINT, (point = '') => [pointOfAnnex('iii', point)]);
  take(ANNEX, (numeral = '') => [annex(numeral)]);
  take(SUBCATEGORY, (name = '', category = '', number) => [subcategory(name, category, number)]);
  const unique = new Map<string, Place>();
  for (const { place } of found.sort((a, b) => a.at - b.at))
    if (!unique.has(place.passageId)) unique.set(place.passageId, place);
  return { places: [...unique.values()], rest };
}

/** "26(5) and 27" are 26 and 27: what stands in brackets is a paragraph. */
function numbersIn(text: string): readonly number[] {
  return (text.replace(/\(\d+\)/g, '').match(/\d+/g) ?? []).map(Number);
}

function article(number: number): Place {
  const exists = number >= 1 && number <= ARTICLES;
  const nearest = exists ? [] : [`eu-ai-act:art-${ARTICLES}`, OVERVIEW];
  return { passageId: `eu-ai-act:art-${number}`, name: `Article ${number}`, document: 'EU AI Act', exists, nearest };
}

function recital(number: number): Place {
  const exists = number >= 1 && number <= RECITALS;
  const nearest = exists ? [] : [OVERVIEW];
  return {
    ...{ passageId: `eu-ai-act:recital-${number}`, name: `Recital ${number}` },
    ...{ document: 'EU AI Act', exists, nearest },
  };
}

function annex(numeral: string): Place {
  const roman = /^\d+$/.test(numeral) ? (ANNEXES[Number(numeral) - 1] ?? numeral) : numeral.toLowerCase();
  const name = `Annex ${roman.toUpperCase()}`;
  const exists = ANNEXES.includes(roman);
  const nearest = exists ? [] : [OVERVIEW];
  return { passageId: `eu-ai-act:annex-${roman}`, name, document: 'EU AI Act', exists, nearest };
}

function pointOfAnnex(numeral: string, point: string): Place {
  const { passageId, name, document, exists } = annex(numeral);
  return {
    passageId: `${passageId}.${point}`,
    name: `${name}, point ${point}`,
    document,
    exists,
    nearest: [passageId],
  };
}

function subcategory(name: string, category: string, number: string | undefined): Place {
  const id = number === undefined ? category : `${category}.${number}`;
  const most = NIST[name.toLowerCase()]?.[Number(category) - 1] ?? 0;
  const exists = most > 0 && (number === undefined || (Number(number) >= 1 && Number(number) <= most));
  return {
    passageId: `nist-ai-rmf:${name.toLowerCase()}-${id}`,
    name: `${name.toUpperCase()} ${id}`,
    document: 'NIST AI RMF',
    exists,
    nearest: [`nist-ai-rmf:${name.toLowerCase()}`],
  };
}
