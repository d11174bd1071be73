import { wrapped } from "./fitted";

/** A chart taken along: as a picture, or as the figures behind it. */

/** The figures of a chart as a table: for screen readers, for whoever asks for it, and for the clipboard. */
export interface ChartTable {
  head: readonly string[];
  rows: readonly (readonly (string | number)[])[];
}

const cell = (value: string | number): string => {
  const text = String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** The figures as CSV. */
export function csvOf({ head, rows }: ChartTable): string {
  return [head, ...rows].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

const DRAWN = ["fill", "stroke", "stroke-width", "stroke-dasharray", "font-family", "font-size", "font-weight", "text-anchor", "opacity"];

/** What stands around a drawing that is taken along, so that it tells by itself what it shows. */
export interface Caption {
  title: string;
  says: string;
  /** Whose figures these are, and of which days. */
  foot: string;
}

/** A drawing as text, with its size in pixels. */
export interface Drawing {
  markup: string;
  width: number;
  height: number;
}

const SVG = "http://www.w3.org/2000/svg";
const MARGIN = 20;
const LINE = 18;

/** The drawing as it stands in the page: what the styles say is written into it. */
function styled(svg: SVGSVGElement): SVGSVGElement {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const [from, to] = [svg.querySelectorAll("*"), copy.querySelectorAll("*")];
  from.forEach((element, place) => {
    const style = getComputedStyle(element);
    for (const name of DRAWN) {
      const value = style.getPropertyValue(name);
      if (value) to[place]?.setAttribute(name, value);
    }
  });
  return copy;
}

/** The chart by itself, on the ground of the page: its title and its sentence over it, and whose figures it shows under it. */
export function standalone(svg: SVGSVGElement, { title, says, foot }: Caption): Drawing {
  const { color, backgroundColor, fontFamily } = getComputedStyle(document.body);
  const drawn = svg.getBoundingClientRect();
  const width = Math.ceil(drawn.width) + 2 * MARGIN;
  const make = (name: string, attributes: Record<string, string | number>, text = ""): SVGElement => {
    const element = document.createElementNS(SVG, name) as SVGElement;
    for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, String(value));
    element.textContent = text;
    return element;
  };
  const line = (text: string, y: number, of: Record<string, string | number> = {}) => make("text", { x: MARGIN, y, fill: color, "font-family": fontFamily, "font-size": 13, ...of }, text);
  const sentence = wrapped(says, width - 2 * MARGIN);
  const top = MARGIN + 2 * LINE + sentence.length * LINE;
  const height = top + Math.ceil(drawn.height) + MARGIN + LINE;
  const copy = styled(svg);
  for (const [name, value] of Object.entries({ x: MARGIN, y: top, width: drawn.width, height: drawn.height, overflow: "visible" })) copy.setAttribute(name, String(value));
  const whole = make("svg", { width, height, viewBox: `0 0 ${String(width)} ${String(height)}` });
  whole.append(
    make("rect", { width, height, fill: backgroundColor }),
    line(title, MARGIN + LINE - 4, { "font-size": 17, "font-weight": 600 }),
    ...sentence.map((text, place) => line(text, MARGIN + (place + 2) * LINE)),
    copy,
    line(foot, height - MARGIN + 4, { "font-size": 11 }),
  );
  return { markup: new XMLSerializer().serializeToString(whole), width, height };
}

/** Twice as many dots as on the screen: it is for a slide or a letter. */
const SCALE = 2;

/** A drawing as a PNG. */
async function pictureOf({ markup, width, height }: Drawing): Promise<Blob> {
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(markup)}`;
  await picture.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width * SCALE;
  canvas.height = height * SCALE;
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no canvas");
  context.scale(SCALE, SCALE);
  context.drawImage(picture, 0, 0, width, height);
  return await new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new Error("no picture"));
    }, "image/png");
  });
}

/** Puts a drawing on the clipboard as a picture. */
export async function copyPicture(drawing: Drawing): Promise<void> {
  const picture = pictureOf(drawing);
  // A clipboard that refuses never looks at the picture: what became of it is then nobody’s to hear.
  picture.catch(() => undefined);
  // Given as a promise: a clipboard may forget the press while a picture is being made.
  await navigator.clipboard.write([new ClipboardItem({ "image/png": picture })]);
}

/** Puts the figures on the clipboard. */
export async function copyTable(table: ChartTable): Promise<void> {
  await navigator.clipboard.writeText(csvOf(table));
}
