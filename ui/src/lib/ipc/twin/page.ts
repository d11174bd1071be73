import type { Proof } from "$lib/ipc/proof";
import type { MakeItRight, Paper, ShopSettings, VoucherKind } from "$lib/ipc/generated/types";

/** Width and height of each paper, in points; a receipt is as long as its text, about. */
const SIZES: Record<Paper, readonly [width: number, height: number]> = {
  letter: [612, 792],
  a4: [595, 842],
  "three-up": [612, 792],
  receipt80: [227, 520],
  receipt58: [164, 480],
  "letter-mail": [612, 792],
  "a4-mail": [595, 842],
};

/** What a page is drawn from. */
export interface Sketch {
  house: ShopSettings;
  paper: Paper;
  kind: VoucherKind;
  /** An amount with its sign, or what the certificate is good for. */
  worth: string;
  guest: string;
  code: string | null;
}

/** What a draft would print. */
export function sketchOf(house: ShopSettings, { make_good: good, guest }: MakeItRight, paper: Paper | null, code: string | null = null): Sketch {
  const worth = good.kind === "check" ? `$${good.amount}` : good.kind === "certificate" ? good.benefit : "";
  return { house, paper: paper ?? house.paper, kind: good.kind === "check" ? "check" : "certificate", worth, guest, code };
}

const WHITE = [255, 255, 255];
const BLACK = [0, 0, 0];

/**
 * A white page with a bar as long as each text of the paper, and a rule in the accent colour: enough to see that a preview
 * follows the typing and the design. The real paper is set and drawn in Rust.
 */
export function sketchPaper({ house, paper, kind, worth, guest, code }: Sketch, width: number): Proof {
  const [across, down] = SIZES[paper];
  const height = Math.round((width * down) / across);
  const texts = [house.name, house.address, house.telephone, kind, guest, worth, house.legend ? "THIS IS NOT A CHECK" : "", house.apology, code ?? "", house.fine_print];
  const accent = [1, 3, 5].map((at) => Number.parseInt(house.accent.slice(at, at + 2), 16));
  const rows = [Array.from({ length: width }, () => accent), ...texts.map((text) => Array.from({ length: width }, (_, left) => (left < text.length ? BLACK : WHITE)))];
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255);
  for (const [row, colours] of rows.entries()) {
    for (const [left, colour] of colours.entries()) pixels.set(colour, (row * width + left) * 4);
  }
  return { width, height, pixels };
}
