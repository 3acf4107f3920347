import { type Colour, squarePng } from './png.ts';

type Point = readonly [number, number];

interface Stroke {
  readonly points: readonly Point[];
  readonly width: number;
  readonly colour: Colour;
}

/** The sign of the console's page is drawn on 32 by 32. */
const DRAWN_ON = 32;
const STEPS = 24;
const WHITE: Colour = [255, 255, 255, 1];
const MINT: Colour = [143, 227, 214, 1];
const GROUND: Colour = [11, 102, 96, 1];
const NOTHING: Colour = [255, 255, 255, 0];

const SHIELD: readonly Point[] = [
  [16, 6.2],
  [24, 9.2],
  ...curve([24, 15.5], [24, 20.5], [20.7, 24.1], [16, 25.8]),
  ...curve([16, 25.8], [11.3, 24.1], [8, 20.5], [8, 15.5]),
  [8, 9.2],
  [16, 6.2],
];
const TICK: readonly Point[] = [
  [12.2, 15.9],
  [15, 18.7],
  [20, 13.3],
];

/** 192 by 192, its sign within the middle 120: https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/apps-package */
export function colourIcon(): Uint8Array {
  return icon(192, GROUND, [
    { points: SHIELD, width: 2, colour: WHITE },
    { points: TICK, width: 2.2, colour: MINT },
  ]);
}

/** 32 by 32, white on nothing. */
export function outlineIcon(): Uint8Array {
  return icon(32, NOTHING, [
    { points: SHIELD, width: 2, colour: WHITE },
    { points: TICK, width: 2.2, colour: WHITE },
  ]);
}

function icon(size: number, ground: Colour, strokes: readonly Stroke[]): Uint8Array {
  const pixels = size / DRAWN_ON;
  return squarePng(size, (x, y) => {
    const at: Point = [(x + 0.5) / pixels, (y + 0.5) / pixels];
    return strokes.reduce((below, { points, width, colour }) => {
      const beyond = (distanceTo(points, at) - width / 2) * pixels;
      return laidOver(below, colour, Math.min(Math.max(0.5 - beyond, 0), 1));
    }, ground);
  });
}

function laidOver(below: Colour, [red, green, blue]: Colour, covered: number): Colour {
  const left = below[3] * (1 - covered);
  const opacity = covered + left;
  if (opacity === 0) return below;
  const mixed = (over: number, under: number) => (over * covered + under * left) / opacity;
  return [mixed(red, below[0]), mixed(green, below[1]), mixed(blue, below[2]), opacity];
}

function distanceTo(points: readonly Point[], at: Point): number {
  let nearest = Number.POSITIVE_INFINITY;
  let from: Point | undefined;
  for (const to of points) {
    if (from) nearest = Math.min(nearest, distanceToLine(from, to, at));
    from = to;
  }
  return nearest;
}

function distanceToLine([fromX, fromY]: Point, [toX, toY]: Point, [x, y]: Point): number {
  const [alongX, alongY] = [toX - fromX, toY - fromY];
  const length = alongX ** 2 + alongY ** 2;
  const part = length === 0 ? 0 : ((x - fromX) * alongX + (y - fromY) * alongY) / length;
  const within = Math.min(Math.max(part, 0), 1);
  return Math.hypot(x - fromX - within * alongX, y - fromY - within * alongY);
}

/** A Bézier curve of the third degree, as points. */
function curve(from: Point, first: Point, second: Point, to: Point): readonly Point[] {
  return Array.from({ length: STEPS + 1 }, (_, step): Point => {
    const along = step / STEPS;
    const weights = [(1 - along) ** 3, 3 * along * (1 - along) ** 2, 3 * along ** 2 * (1 - along), along ** 3] as const;
    const at = (axis: 0 | 1) =>
      weights[0] * from[axis] + weights[1] * first[axis] + weights[2] * second[axis] + weights[3] * to[axis];
    return [at(0), at(1)];
  });
}
