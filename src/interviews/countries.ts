/** ISO 3166-1 alpha-2, all officially assigned codes. */
const CODES =
  'ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bl bm bn bo bq br bs bt bv bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg eh er es et fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mf mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug um us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw'.split(
    ' ',
  );

const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  ae: ['UAE', 'Emirates'],
  ba: ['Bosnia'],
  cd: ['Democratic Republic of the Congo', 'DR Congo', 'DRC'],
  cg: ['Republic of the Congo', 'Congo'],
  ci: ['Ivory Coast', "Cote d'Ivoire"],
  cn: ["People's Republic of China", 'PRC'],
  cz: ['Czech Republic', 'Czechia'],
  gb: ['UK', 'U.K.', 'Great Britain', 'Britain', 'England', 'Scotland', 'Wales', 'Northern Ireland'],
  hk: ['Hong Kong'],
  ie: ['Republic of Ireland', 'Eire'],
  kp: ['North Korea'],
  kr: ['South Korea', 'Korea', 'Republic of Korea'],
  mk: ['Macedonia'],
  mm: ['Burma', 'Myanmar'],
  mo: ['Macau', 'Macao'],
  nl: ['Holland', 'the Netherlands'],
  ps: ['Palestine'],
  ru: ['Russian Federation'],
  sz: ['Swaziland'],
  tr: ['Turkey', 'Turkiye'],
  us: ['USA', 'U.S.A.', 'U.S.', 'United States of America', 'America', 'the States'],
  va: ['Vatican'],
};

export interface Country {
  /** ISO 3166-1 alpha-2 in small letters. */
  readonly id: string;
  readonly name: string;
  readonly synonyms: readonly string[];
}

const names = new Intl.DisplayNames(['en'], { type: 'region' });

/** All countries in the order of their names. */
export const COUNTRIES: readonly Country[] = CODES.map((id) => ({
  id,
  name: names.of(id.toUpperCase()) ?? id.toUpperCase(),
  synonyms: SYNONYMS[id] ?? [],
})).sort((one, other) => one.name.localeCompare(other.name, 'en'));

const byName = new Map<string, string>();
for (const { id, name, synonyms } of COUNTRIES)
  for (const words of [id, name, ...synonyms]) byName.set(folded(words), id);

/** The code behind a code, an English name or a usual other name, in any case and with or without accents. */
export function countryCode(words: string): string | undefined {
  return byName.get(folded(words));
}

/** The English name, or the code itself where there is no such country. */
export function countryName(code: string): string {
  return COUNTRIES.find(({ id }) => id === code)?.name ?? code.toUpperCase();
}

function folded(words: string): string {
  return words
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/’/g, "'")
    .replace(/&/g, 'and')
    .trim()
    .replace(/^the\s+/iu, '')
    .replace(/\s+/gu, ' ')
    .toLowerCase();
}
