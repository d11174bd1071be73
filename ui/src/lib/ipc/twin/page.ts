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

const inked = (accent: string) => [1, 3, 5].map((at) => (Number.parseInt(accent.slice(at, at + 2), 16) / 255).toFixed(3)).join(" ");

/**
 * A plain PDF page with the words of the paper in a built-in face: enough to see that a preview follows the typing and
 * the design. The real paper is set in Rust.
 */
export function sketchPaper({ house, paper, kind, worth, guest, code }: Sketch): ArrayBuffer {
  const [width, height] = SIZES[paper];
  const check = kind === "check";
  const scale = width / 612;
  const from = (down: number) => height - down * scale;
  const lines: [size: number, y: number, text: string][] = [
    [30, from(74), house.name],
    [10, from(96), [house.address, house.telephone].filter(Boolean).join("   |   ")],
    [36, from(180), check ? "Missed Opportunity Check" : "With our compliments"],
    [14, from(206), "Promotional, complimentary"],
    [16, from(250), `For ${guest || "the guest"}, toward this visit or the next`],
    [check ? 72 : 34, from(322), worth],
    [20, from(370), check && house.legend ? "THIS IS NOT A CHECK" : ""],
    [14, from(420), house.apology],
    [15, from(520), "EXPIRES"],
    [24, from(556), code ? `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}` : "the code is made when you issue"],
    [9, from(590), `No fees. ${house.fine_print}`],
  ];
  const text = lines
    .map(([size, y, line]) => {
      const clean = [...line].map((character) => (character >= " " && character <= "~" ? character : "?")).join("").replace(/[\\()]/g, "\\$&");
      const left = Math.max(40 * scale, (width - line.length * size * scale * 0.46) / 2);
      return `BT /F ${(size * scale).toFixed(1)} Tf ${left.toFixed(1)} ${y} Td (${clean}) Tj ET`;
    })
    .join("\n");
  const rule = from(112);
  const logo = house.logo ? `${inked(house.accent)} rg ${52 * scale} ${from(60)} 40 24 re f 0 g\n` : "";
  const drawing = `${logo}${inked(house.accent)} RG 2 w ${52 * scale} ${rule} m ${width - 52 * scale} ${rule} l S\n${text}`;
  const objects = [
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${width} ${height}]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>`,
    `<</Length ${drawing.length}>>\nstream\n${drawing}\nendstream`,
    `<</Type/Font/Subtype/Type1/BaseFont/${house.style === "classic" ? "Times-Roman" : "Helvetica"}>>`,
  ];
  let pdf = "%PDF-1.4\n";
  const offsets: number[] = [];
  objects.forEach((object, index) => {
    offsets.push(pdf.length);
    pdf += `${index + 1} 0 obj\n${object}\nendobj\n`;
  });
  const start = pdf.length;
  pdf += `xref\n0 6\n0000000000 65535 f \n${offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("")}`;
  pdf += `trailer<</Size 6/Root 1 0 R>>\nstartxref\n${start}\n%%EOF`;
  return new TextEncoder().encode(pdf).buffer;
}
