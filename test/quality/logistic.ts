/** One weighted example of a logistic regression. */
export interface LogisticRow {
  readonly values: readonly number[];
  readonly label: 0 | 1;
  readonly weight: number;
}

const MOST_STEPS = 50;
const CLOSE_ENOUGH = 1e-9;

/** Between 0 and 1; the first of the weights is the intercept. */
export function logistic(weights: readonly number[], values: readonly number[]): number {
  return 1 / (1 + Math.exp(-dot(weights, [1, ...values])));
}

/** Intercept and coefficients by Newton's method. @param shrinkage pulls every coefficient, but not the intercept, to zero. */
export function fitLogistic(rows: readonly LogisticRow[], shrinkage: number): readonly number[] {
  const size = (rows[0]?.values.length ?? 0) + 1;
  const penalty = (at: number) => (at === 0 ? 1e-6 : shrinkage);
  let weights: readonly number[] = Array.from({ length: size }, () => 0);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const gradient = weights.map((weight, at) => penalty(at) * weight);
    const curvature = weights.map((_, at) => weights.map((_other, column) => (at === column ? penalty(at) : 0)));
    for (const { values, label, weight } of rows) {
      const inputs = [1, ...values];
      const expected = logistic(weights, values);
      inputs.forEach((input, at) => {
        if (input === 0) return;
        gradient[at] = (gradient[at] ?? 0) + weight * (expected - label) * input;
        const row = curvature[at] ?? [];
        inputs.forEach((other, column) => {
          row[column] = (row[column] ?? 0) + weight * expected * (1 - expected) * input * other;
        });
      });
    }
    const change = solve(curvature, gradient);
    weights = weights.map((weight, at) => weight - (change[at] ?? 0));
    if (Math.max(...change.map(Math.abs)) < CLOSE_ENOUGH) break;
  }
  return weights;
}

/** Gaussian elimination with pivots. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): readonly number[] {
  const rows = matrix.map((row, at) => [...row, right[at] ?? 0]);
  const cell = (row: number, column: number) => rows[row]?.[column] ?? 0;
  for (let at = 0; at < rows.length; at += 1) {
    let pivot = at;
    for (let row = at + 1; row < rows.length; row += 1)
      if (Math.abs(cell(row, at)) > Math.abs(cell(pivot, at))) pivot = row;
    const [here = [], there = []] = [rows[at], rows[pivot]];
    rows[at] = there;
    rows[pivot] = here;
    for (let row = at + 1; row < rows.length; row += 1) {
      const factor = cell(row, at) / cell(at, at);
      rows[row] = (rows[row] ?? []).map((value, column) => value - factor * cell(at, column));
    }
  }
  const solution: number[] = Array.from({ length: rows.length }, () => 0);
  for (let at = rows.length - 1; at >= 0; at -= 1) {
    const rest = solution.reduce((sum, value, column) => (column > at ? sum + cell(at, column) * value : sum), 0);
    solution[at] = (cell(at, rows.length) - rest) / cell(at, at);
  }
  return solution;
}

function dot(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);
}
