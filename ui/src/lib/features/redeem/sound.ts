import type { DoorTone } from "$lib/ipc/generated/types";

/** A note: how high, in hertz; when it begins and how long it lasts, in seconds. */
interface Note {
  pitch: number;
  at: number;
  long: number;
}

/**
 * Told apart with the eyes on the guest: good rises, stop falls and is low, look asks twice the same, wait is one long
 * note. None is louder than a plate put down.
 */
export const SOUNDS: Record<DoorTone, readonly Note[]> = {
  good: [
    { pitch: 660, at: 0, long: 0.09 },
    { pitch: 990, at: 0.1, long: 0.16 },
  ],
  stop: [
    { pitch: 311, at: 0, long: 0.16 },
    { pitch: 208, at: 0.18, long: 0.28 },
  ],
  look: [
    { pitch: 523, at: 0, long: 0.08 },
    { pitch: 523, at: 0.14, long: 0.08 },
  ],
  wait: [{ pitch: 415, at: 0, long: 0.5 }],
};

const LOUD = 0.14;
/** No note begins or ends at once: that would click. */
const SOFT = 0.012;

/** What the door sounds like: made on the spot, without a file. A machine that makes no sound stays silent. */
export class DoorSounds {
  #context: AudioContext | null = null;
  readonly #make: () => AudioContext;

  constructor(make: () => AudioContext = () => new AudioContext()) {
    this.#make = make;
  }

  play(tone: DoorTone): void {
    try {
      const context = (this.#context ??= this.#make());
      if (context.state === "suspended") void context.resume().catch(() => undefined);
      for (const note of SOUNDS[tone]) this.#sound(context, note);
    } catch {
      // The verdict is on the screen all the same.
    }
  }

  #sound(context: AudioContext, { pitch, at, long }: Note): void {
    const [from, to] = [context.currentTime + at, context.currentTime + at + long];
    const [voice, volume] = [context.createOscillator(), context.createGain()];
    voice.type = "triangle";
    voice.frequency.value = pitch;
    volume.gain.setValueAtTime(0, from);
    volume.gain.linearRampToValueAtTime(LOUD, from + SOFT);
    volume.gain.setValueAtTime(LOUD, to - SOFT);
    volume.gain.linearRampToValueAtTime(0, to);
    voice.connect(volume).connect(context.destination);
    voice.start(from);
    voice.stop(to);
  }
}
