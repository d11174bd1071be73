import type { MakeItRight, ShopSettings } from "$lib/ipc/generated/types";

/**
 * A plain PDF page with the words of the paper in a built-in face: enough to see that a preview follows the typing. The
 * real paper is set in Rust.
 */
export function sketchPaper(house: ShopSettings, request: MakeItRight, code: string | null): ArrayBuffer {
  const [width, height] = house.paper === "letter" ? [612, 792] : [595, 842];
  const wish = request.make_good;
  const check = wish.kind === "check";
  const worth = wish.kind === "check" ? `$${wish.amount}` : wish.kind === "certificate" ? wish.benefit : "";
  const lines: [size: number, y: number, text: string][] = [
    [30, height - 74, house.name],
    [10, height - 96, [house.address, house.telephone].filter(Boolean).join("   |   ")],
    [36, height - 180, check ? "Missed Opportunity Check" : "With our compliments"],
    [14, height - 206, "Promotional, complimentary"],
    [16, height - 250, `For ${request.guest || "the guest"}, toward this visit or the next`],
    [check ? 72 : 34, height - 322, worth],
    [14, height - 420, house.apology],
    [15, height - 520, "EXPIRES"],
    [24, height - 556, code ? `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}` : "the code is made when you issue"],
  ];
  const text = lines
    .map(([size, y, line]) => {
      const clean = [...line].map((character) => (character >= " " && character <= "~" ? character : "?")).join("").replace(/[\\()]/g, "\\$&");
      const left = Math.max(40, (width - line.length * size * 0.46) / 2);
      return `BT /F ${size} Tf ${left.toFixed(1)} ${y} Td (${clean}) Tj ET`;
    })
    .join("\n");
  const drawing = `0.36 0.12 0.29 RG 2 w 52 ${height - 112} m ${width - 52} ${height - 112} l S\n${text}`;
  const objects = [
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${width} ${height}]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>`,
    `<</Length ${drawing.length}>>\nstream\n${drawing}\nendstream`,
    "<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>",
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
