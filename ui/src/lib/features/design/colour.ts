/** The paper's rule for its one colour: text in it must be readable on white. The paper is set in Rust; this tells it beforehand. */

/** Least contrast of the colour against white paper. */
export const LEAST_CONTRAST = 7;

/** Colours that stand ready, by names people know. */
export const SWATCHES: readonly { value: string; label: string }[] = [
  { value: "#1E4D3B", label: "Bottle green" },
  { value: "#5B1F49", label: "Aubergine" },
  { value: "#1F3A5F", label: "Navy" },
  { value: "#7A1F1F", label: "Claret" },
  { value: "#241C19", label: "Ink" },
];

type Rgb = readonly [red: number, green: number, blue: number];

/** `#1E4D3B`, `1e4d3b` or `#abc` as `#1E4D3B`; null for what is no colour. */
export function readColour(typed: string): string | null {
  const digits = typed.trim().replace(/^#/, "");
  if (/^[0-9a-f]{6}$/i.test(digits)) return `#${digits.toUpperCase()}`;
  if (/^[0-9a-f]{3}$/i.test(digits)) return `#${[...digits].map((digit) => digit + digit).join("").toUpperCase()}`;
  return null;
}

function channels(colour: string): Rgb {
  const at = (start: number) => Number.parseInt(colour.slice(start, start + 2), 16) / 255;
  return [at(1), at(3), at(5)];
}

function contrast([red, green, blue]: Rgb): number {
  const linear = (channel: number) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4);
  return 1.05 / (0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue) + 0.05);
}

/** Contrast against white, by the WCAG formula: 1 for white, 21 for black. */
export function contrastOnWhite(colour: string): number {
  return contrast(channels(colour));
}

function hslOf([red, green, blue]: Rgb): { hue: number; saturation: number; lightness: number } {
  const most = Math.max(red, green, blue);
  const least = Math.min(red, green, blue);
  const spread = most - least;
  const lightness = (most + least) / 2;
  if (spread === 0) return { hue: 0, saturation: 0, lightness };
  const saturation = spread / (1 - Math.abs(2 * lightness - 1));
  const sixth = most === red ? ((green - blue) / spread + 6) % 6 : most === green ? (blue - red) / spread + 2 : (red - green) / spread + 4;
  return { hue: sixth * 60, saturation, lightness };
}

function rgbOf(hue: number, saturation: number, lightness: number): Rgb {
  const reach = saturation * Math.min(lightness, 1 - lightness);
  const at = (offset: number) => {
    const turn = (offset + hue / 30) % 12;
    return lightness - reach * Math.max(-1, Math.min(turn - 3, 9 - turn, 1));
  };
  return [at(0), at(8), at(4)];
}

/** The colour as it prints: itself if it can be read on white, else its hue, darkened until it can. */
export function printed(colour: string): string {
  const own = channels(colour);
  const { hue, saturation, lightness } = hslOf(own);
  let shade = own;
  for (let light = lightness; contrast(shade) < LEAST_CONTRAST && light > 0; ) {
    light -= 0.01;
    shade = rgbOf(hue, saturation, Math.max(light, 0));
  }
  return `#${shade.map((channel) => Math.round(channel * 255).toString(16).padStart(2, "0")).join("").toUpperCase()}`;
}

/** What is said of a colour: "reads on white, 9.7 : 1", or that it is printed darker. */
export function saysOf(colour: string): string {
  const own = contrastOnWhite(colour);
  if (own >= LEAST_CONTRAST) return `reads on white, ${own.toFixed(1)} : 1`;
  return "too light to read on white, so it prints darker";
}
