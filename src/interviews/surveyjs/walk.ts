import { wordsOf } from './words.ts';

export type Element = Readonly<Record<string, unknown>>;

/** A page or panel around an element. */
export interface Container {
  readonly place: string;
  readonly name: string;
  readonly element: Element;
}

export interface Placed {
  /** Where it stands, such as `pages[3].elements[0]`. */
  readonly place: string;
  /** Counted from the first, whatever page it is on. */
  readonly position: number;
  readonly element: Element;
  /** From the page inwards. */
  readonly around: readonly Container[];
}

/** Nothing that a person writes goes deeper. */
const DEEPEST = 50;

/** Every element that is no panel, in the order in which it is asked. */
export function placedElements(pages: readonly unknown[]): readonly Placed[] {
  const found = pages.flatMap((page, index) => within(page, `pages[${index}]`, []));
  return found.map((one, position) => ({ ...one, position }));
}

function within(value: unknown, place: string, around: readonly Container[]): readonly Omit<Placed, 'position'>[] {
  const element: Element = isElement(value) ? value : { type: undefined };
  const isContainer = around.length === 0 || element.type === 'panel' || element.type === 'flowpanel';
  if (!isContainer || around.length > DEEPEST) return [{ place, element, around }];
  const [list] = LISTS.filter((name) => Array.isArray(element[name]));
  const inner: readonly unknown[] = list && Array.isArray(element[list]) ? element[list] : [];
  const container = { place, name: nameOf(element), element };
  return inner.flatMap((one, index) => within(one, `${place}.${list}[${index}]`, [...around, container]));
}

const LISTS = ['elements', 'questions'] as const;

function isElement(value: unknown): value is Element {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function nameOf(element: Element): string {
  return typeof element.name === 'string' ? element.name.trim() : '';
}

/** The page, or the innermost panel that has a title: what a person sees as one part. */
export function partOf(around: readonly Container[], language: string): Container | undefined {
  return around.findLast(({ element }) => wordsOf(element.title, language) !== undefined) ?? around[0];
}
