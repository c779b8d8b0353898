/** A colour of the screen: red, green, blue, each 0 to 255. */
export type Rgb = readonly [number, number, number];

export interface MapColours {
  paper: Rgb;
  ink: string;
  accent: string;
  onAccent: string;
  /** The halo of letters and rings. */
  halo: string;
  /** One for each group of points. */
  groups: readonly Rgb[];
  /** Letters that name a group: its colour, dark enough to be read. */
  letters: readonly string[];
  /** Whether the reader has colours of his own. */
  forced: boolean;
  /** The colours of groups, faded into the paper. */
  faded: readonly Rgb[];
}

/** Hues go round by the golden angle, so that groups beside each other in the list are far apart. */
const GOLDEN_ANGLE = 137.508;
const FIRST_HUE = 168;
/** Lightness in turns: two hues that come close are told apart by it. */
const LIGHTNESS = { light: [0.52, 0.64, 0.42], dark: [0.76, 0.62, 0.87] } as const;
const CHROMA = { light: 0.135, dark: 0.125 };
/** How much of a faded point is left. */
const LEFT = { light: 0.16, dark: 0.2 };

/** How much of a group's colour its letters have. */
const COLOUR_OF_LETTERS = 0.5;

/** The colour of a group, as CSS. */
export function groupColour(group: number, dark: boolean): string {
  const way = dark ? 'dark' : 'light';
  const lightness = LIGHTNESS[way][group % 3] ?? 0.6;
  return `oklch(${lightness} ${CHROMA[way]} ${((FIRST_HUE + group * GOLDEN_ANGLE) % 360).toFixed(1)})`;
}

/**
 * The colours of the page as numbers, for painting. Forced colours leave one for all points: what is chosen is then told
 * by the others being gone.
 */
export function mapColours(groups: number, { dark, forced }: { dark: boolean; forced: boolean }): MapColours {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string, system: string) => (forced ? system : style.getPropertyValue(name).trim());
  const paper = rgbOf(token('--surface', 'Canvas'));
  const ink = rgbOf(token('--ink', 'CanvasText'));
  const rgbs = Array.from({ length: groups }, (_, group) =>
    rgbOf(forced ? 'CanvasText' : groupColour(group, dark)),
  );
  const left = LEFT[dark ? 'dark' : 'light'];
  return {
    paper,
    ink: token('--ink', 'CanvasText'),
    accent: token('--accent', 'Highlight'),
    onAccent: token('--on-accent', 'HighlightText'),
    halo: token('--surface', 'Canvas'),
    groups: rgbs,
    letters: rgbs.map((rgb) => `rgb(${mixed(ink, rgb, forced ? 0 : COLOUR_OF_LETTERS).join(' ')})`),
    forced,
    faded: rgbs.map((rgb) => mixed(paper, rgb, left)),
  };
}

function mixed([ar, ag, ab]: Rgb, [br, bg, bb]: Rgb, share: number): Rgb {
  const mix = (a: number, b: number) => Math.round(a + (b - a) * share);
  return [mix(ar, br), mix(ag, bg), mix(ab, bb)];
}

let probe: CanvasRenderingContext2D | null = null;

/** What the browser makes of a CSS colour. */
function rgbOf(colour: string): Rgb {
  probe ??= document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (!probe) return [128, 128, 128];
  probe.fillStyle = colour;
  probe.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = probe.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}
