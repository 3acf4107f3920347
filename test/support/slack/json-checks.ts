/** Looks at one value of some JSON and says what is wrong with it, each fault with its place. */
export type Check = (value: unknown, at: string) => readonly string[];

type Fields = Readonly<Record<string, Check>>;

/** No other fields than these: Slack refuses what it does not know. */
export function object(required: Fields, optional: Fields = {}): Check {
  return (value, at) => {
    if (!isRecord(value)) return [`${at}: is not an object`];
    const missing = Object.keys(required).filter((name) => value[name] === undefined);
    return [
      ...missing.map((name) => `${at}.${name}: is missing`),
      ...Object.entries(value).flatMap(([name, field]) => {
        const check = required[name] ?? optional[name];
        if (!check) return [`${at}.${name}: is not known`];
        return field === undefined ? [] : check(field, `${at}.${name}`);
      }),
    ];
  };
}

/** One of several objects, told apart by their `type`. */
export function typed(kinds: Readonly<Record<string, Check>>): Check {
  return (value, at) => {
    const type = isRecord(value) ? String(value.type) : '';
    const check = Object.hasOwn(kinds, type) ? kinds[type] : undefined;
    return check ? check(value, at) : [`${at}: the type ${type} does not belong here`];
  };
}

export function list(item: Check, { min = 1, max }: { readonly min?: number; readonly max?: number }): Check {
  return (value, at) => {
    if (!Array.isArray(value)) return [`${at}: is not a list`];
    const faults = value.flatMap((one, index) => item(one, `${at}[${index}]`));
    if (value.length < min) return [...faults, `${at}: has ${value.length} items, needs ${min}`];
    return max !== undefined && value.length > max
      ? [...faults, `${at}: has ${value.length} items, of ${max}`]
      : faults;
  };
}

export function string({ min = 1, max }: { readonly min?: number; readonly max?: number } = {}): Check {
  return (value, at) => {
    if (typeof value !== 'string') return [`${at}: is not a string`];
    const faults: string[] = [];
    if (!value.isWellFormed()) faults.push(`${at}: has half a surrogate pair`);
    if (value.includes('\u0000')) faults.push(`${at}: has a NUL`);
    // Slack trims before it counts.
    if (min > 0 && value.replaceAll(/[\s\p{Default_Ignorable_Code_Point}]/gu, '').length < min)
      faults.push(`${at}: is empty`);
    if (max !== undefined && value.length > max) faults.push(`${at}: has ${value.length} characters, of ${max}`);
    return faults;
  };
}

export function matching(pattern: RegExp): Check {
  return (value, at) => (typeof value === 'string' && pattern.test(value) ? [] : [`${at}: is not like ${pattern}`]);
}

export function oneOf(...values: readonly unknown[]): Check {
  return (value, at) => (values.includes(value) ? [] : [`${at}: is none of ${values.join(', ')}`]);
}

export const yesOrNo: Check = oneOf(true, false);

export function integer(min: number, max: number): Check {
  return (value, at) =>
    typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max
      ? []
      : [`${at}: is no whole number from ${min} to ${max}`];
}

/** Both checks, one after the other. */
export function both(first: Check, second: Check): Check {
  return (value, at) => [...first(value, at), ...second(value, at)];
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Every object in the JSON, however deep. */
export function* objectsIn(value: unknown): Generator<Record<string, unknown>> {
  if (Array.isArray(value)) for (const one of value) yield* objectsIn(one);
  else if (isRecord(value)) {
    yield value;
    for (const one of Object.values(value)) yield* objectsIn(one);
  }
}
