/** Ids in their order, so that whoever does the same in the same order gets the very same ones. */
export interface CountedIds {
  newId(): string;
  countFrom(number: number): void;
}

export function createCountedIds(): CountedIds {
  let count = 0;
  return {
    newId() {
      count += 1;
      return countedId(count);
    },
    countFrom(number) {
      count = number;
    },
  };
}

export function countedId(number: number): string {
  return `01900000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
}
