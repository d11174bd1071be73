/** The first page of a paper in pixels: red, green, blue and opacity, in rows from the top left. */
export interface Proof {
  width: number;
  height: number;
  pixels: Uint8ClampedArray<ArrayBuffer>;
}

/** Reads a proof as the shell sends it: its two sides in four bytes each, lowest first, and then its pixels. */
export function proofOf(answer: ArrayBuffer): Proof {
  const head = new DataView(answer);
  return { width: head.getUint32(0, true), height: head.getUint32(4, true), pixels: new Uint8ClampedArray(answer, 8) };
}
