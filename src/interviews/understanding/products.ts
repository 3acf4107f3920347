import { isMap, isSeq, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import type { KnownProduct } from '../understanding.ts';

const Product = z.object({
  name: z.string().trim().min(1),
  supplier: z.string().trim().min(1).nullish(),
  aliases: z.array(z.string().trim().min(1)).nullish(),
  ambiguous_aliases: z.array(z.string().trim().min(1)).nullish(),
  host: z.string().nullish(),
});
type Product = z.infer<typeof Product>;

/**
 * Reads the shipped list of AI products: a list, or a mapping with the list under `products`.
 * Throws one error that names every fault with its line.
 */
export function parseProducts(yamlText: string): readonly KnownProduct[] {
  const lines = new LineCounter();
  const document = parseDocument(yamlText, { lineCounter: lines });
  const faults = document.errors.map((error) => `line ${lines.linePos(error.pos[0]).line}: ${error.message}`);
  const list = isMap(document.contents) ? document.contents.get('products', true) : document.contents;
  if (faults.length > 0) throw new Error(`The list of products cannot be read:\n${faults.join('\n')}`);
  if (!isSeq(list)) throw new Error('The list of products cannot be read:\nline 1: a list of products is expected');

  const products: KnownProduct[] = [];
  const names = new Map<string, number>();
  for (const item of list.items) {
    const range = z.object({ range: z.tuple([z.number(), z.number(), z.number()]) }).safeParse(item);
    const line = range.success ? lines.linePos(range.data.range[0]).line : 1;
    const parsed = Product.safeParse(isMap(item) ? item.toJS(document) : item);
    if (!parsed.success) {
      for (const issue of parsed.error.issues) faults.push(`line ${line}: ${issue.path.join('.')}: ${issue.message}`);
      continue;
    }
    const key = parsed.data.name.toLowerCase();
    const earlier = names.get(key);
    if (earlier !== undefined) faults.push(`line ${line}: ${parsed.data.name} is listed on line ${earlier} already`);
    names.set(key, line);
    products.push(knownProduct(parsed.data));
  }
  if (faults.length > 0) throw new Error(`The list of products cannot be read:\n${faults.join('\n')}`);
  return products;
}

function knownProduct(product: Product): KnownProduct {
  return {
    name: product.name,
    supplier: product.supplier ?? undefined,
    aliases: product.aliases ?? [],
    ambiguousAliases: product.ambiguous_aliases ?? [],
    ...(product.host ? { host: product.host } : {}),
  };
}
