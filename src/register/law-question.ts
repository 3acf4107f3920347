import { isSameProduct, normalisedName } from './product-name.ts';
import type { AiSystem, RegisteredUse } from './register.ts';

/** A question what the AI Act makes of something that the register may hold. */
export interface AskedLaw {
  /** As it was named; `undefined` where nothing was. */
  readonly named: string | undefined;
  /** Certainly a system, and no subject of the Act: by a reference, or because it was called one. */
  readonly isSure: boolean;
}

const ACT = String.raw`(?:the )?(?:e\.?u\.? )?(?:ai|artificial intelligence)[ -]act`;
const POLITE = `(?:(?:please|so|and|hey|tell me|show me|can you tell me|do you know)[, ]+)*`;
const FORMS = [
  `what(?: does|'s| is|’s)? ${ACT} (?:says?|means?|makes?|requires?|demands?|asks?|wants?|think)(?: about| for| of| on| to do (?:about|with|for)| from us (?:for|about))? (?<named>.+)`,
  `what (?:is|are) .*(?:under|by) ${ACT} (?:for|of|with) (?<named>.+)`,
  `(?:how|does) (?:does )?${ACT} (?:apply to|apply for|affect|classify|treat|cover) (?<named>.+)`,
  `${ACT} (?:for|of|on|about) (?<named>.+)`,
  `law (?:for|of|on|about)? ?(?<named>.+)`,
].map((form) => new RegExp(String.raw`^\s*${POLITE}${form}$`, 'iu'));

const LAW_ALONE = /^\s*(?:aims )?law\s*[?.!]*\s*$/iu;
const REFERENCE = /^AI[SU]-\d+$/iu;
const CALLED_SYSTEM = /^(?:our |the |my )?(?:ai )?(?:system|tool|product)s? (?:called |named )?|^our /iu;

/** Whether a text asks so. Whether something of the name is registered is not known yet: “transparency” is a subject of the Act. */
export function readLawQuestion(text: string): AskedLaw | undefined {
  if (LAW_ALONE.test(text)) return { named: undefined, isSure: true };
  for (const form of FORMS) {
    const found = form.exec(text)?.groups?.named?.trim();
    const said = found?.replace(/[\s?!.]+$/u, '').replace(/^["“”']+|["“”']+$/gu, '');
    if (!said) continue;
    const named = said.replace(CALLED_SYSTEM, '').trim() || said;
    return { named, isSure: REFERENCE.test(named) || named !== said };
  }
  return undefined;
}

/**
 * The systems that a name can mean: the one of the reference; those of exactly this name; and, only where certainly a system is meant,
 * those in whose name its words stand. Otherwise a name is too little: a question about recruitment is none about a tool with that word in it.
 */
export function systemsMeant(
  { named = '', isSure }: AskedLaw,
  systems: readonly AiSystem[],
  uses: readonly RegisteredUse[],
): readonly AiSystem[] {
  if (REFERENCE.test(named)) {
    const reference = named.toUpperCase();
    const use = uses.find((one) => one.use.reference === reference);
    return systems.filter((one) => one.reference === reference || one.id === use?.system.id);
  }
  const same = systems.filter((system) => isSameProduct(named, system));
  if (same.length > 0 || !isSure) return same;
  const words = named.split(/\s+/u).map(normalisedName).filter(Boolean);
  return systems.filter(({ name, aliases }) =>
    [name, ...aliases].some((each) => {
      const own = each.split(/[\s./-]+/u).map(normalisedName);
      return words.length > 0 && words.every((word) => own.includes(word));
    }),
  );
}
