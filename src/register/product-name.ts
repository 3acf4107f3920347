import type { AiSystem } from './register.ts';

/** Spelling that makes no difference: case, accents, width, spaces and punctuation. `+`, `#` and `&` do (Alexa+, C#). */
export function normalisedName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}+#&]/gu, '');
}

/** Whether a product is this system, by its name or one of its aliases. Similar is not the same. */
export function isSameProduct(product: string, system: Pick<AiSystem, 'name' | 'aliases'>): boolean {
  const asked = normalisedName(product);
  return asked !== '' && [system.name, ...system.aliases].some((name) => normalisedName(name) === asked);
}
