import { expect, it } from "vitest";
import { proofOf } from "./proof";

it("reads a proof as the shell sends it", () => {
  const answer = new Uint8Array([2, 0, 0, 0, 1, 0, 0, 0, 30, 77, 59, 255, 255, 255, 255, 255]);
  expect(proofOf(answer.buffer)).toEqual({ width: 2, height: 1, pixels: new Uint8ClampedArray([30, 77, 59, 255, 255, 255, 255, 255]) });
});
