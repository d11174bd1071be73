/** What the first screens are set in. A face that is asked for later is loaded when it is met. */
const FIRST = ["400 16px Inter", "400 16px Fraunces", "italic 400 16px Fraunces", '500 16px "JetBrains Mono"'];

/**
 * Loads the faces of the first screens; never fails. Without them the first layout would look for other faces on the
 * machine, which takes longer than loading ours, and is done again as soon as they are there.
 */
export async function facesAreLoaded(): Promise<void> {
  await Promise.allSettled(FIRST.map((face) => document.fonts.load(face)));
}
