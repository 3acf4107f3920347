/** The rules of Canada's Algorithmic Impact Assessment, read once more and apart from ours: straight from its survey. */
export interface AiaElement {
  readonly type?: string;
  readonly name: string;
  readonly visibleIf?: string;
  readonly elements?: readonly AiaElement[];
  readonly choices?: readonly { readonly value: string }[];
}

export interface Aia {
  readonly pages: readonly AiaElement[];
}

export type AiaData = Readonly<Record<string, string | readonly string[]>>;

interface Asked {
  readonly element: AiaElement;
  readonly conditions: readonly string[];
  readonly parent: string;
}

function askedIn(aia: Aia): readonly Asked[] {
  const within = (element: AiaElement, conditions: readonly string[], parent: string): readonly Asked[] => {
    const own = element.visibleIf === undefined ? conditions : [...conditions, element.visibleIf];
    return element.elements
      ? element.elements.flatMap((inner) => within(inner, own, element.name))
      : [{ element, conditions: own, parent }];
  };
  return aia.pages.flatMap((page) => within(page, [], '')).filter(({ element }) => element.type !== 'html');
}

/** All that this survey uses: `=` and `contains`, `and`, `or` and parentheses. */
function isShown(conditions: readonly string[], data: AiaData): boolean {
  return conditions.every((condition) => {
    const words = condition.replaceAll(/\{(\w+)\} (=|contains) \[?"([\w-]+)"\]?/g, (_, name, operator, value) => {
      const answer = data[name];
      if (operator === '=') return String(answer === value);
      return String(Array.isArray(answer) ? answer.includes(value) : String(answer ?? '').includes(value));
    });
    return truthOf(words);
  });
}

/** Works out `(true or false) and true` from the inside. */
function truthOf(words: string): boolean {
  const inner = /\(([^()]*)\)/.exec(words);
  if (inner) return truthOf(words.replace(inner[0], String(truthOf(inner[1] ?? ''))));
  return words.split(' or ').some((part) => part.split(' and ').every((one) => one.trim() === 'true'));
}

function points(value: string): number {
  const number = Number(value.slice(value.lastIndexOf('-') + 1));
  return value.includes('-') && !Number.isNaN(number) ? number : 0;
}

function area({ element, parent }: Asked): string {
  const ending = /-(?:RS|MS|NS)$/;
  return (ending.exec(element.name) ?? ending.exec(parent))?.[0] ?? '';
}

export function aiaScore(aia: Aia, data: AiaData) {
  const sums = { '-RS': 0, '-MS': 0 };
  const most = { '-RS': 0, '-MS': 0 };
  for (const asked of askedIn(aia)) {
    const where = area(asked);
    const { choices, type, name } = asked.element;
    if ((where !== '-RS' && where !== '-MS') || !choices) continue;
    const all = choices.map(({ value }) => points(value));
    most[where] += type === 'checkbox' ? all.reduce((sum, one) => sum + one, 0) : Math.max(0, ...all);
    const answer = isShown(asked.conditions, data) ? (data[name] ?? []) : [];
    for (const value of typeof answer === 'string' ? [answer] : answer) sums[where] += points(value);
  }
  const enough = sums['-MS'] >= 0.8 * (most['-MS'] / 2);
  const total = enough ? Math.round(0.85 * sums['-RS']) : sums['-RS'];
  const share = total / most['-RS'];
  const level = share <= 0.25 ? 1 : share <= 0.5 ? 2 : share <= 0.75 ? 3 : 4;
  return { score: { raw: sums['-RS'], mitigation: sums['-MS'], total, level }, enough };
}
