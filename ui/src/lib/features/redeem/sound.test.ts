import { describe, expect, it, vi } from "vitest";
import { DOOR_REASONS, type DoorTone } from "$lib/ipc/generated/types";
import { DoorSounds, SOUNDS } from "./sound";

const tones: DoorTone[] = ["good", "stop", "look", "wait"];

/** A machine that writes down what it is to play. */
function machine(): { context: AudioContext; pitches: number[]; starts: number[] } {
  const [pitches, starts]: [number[], number[]] = [[], []];
  const ramp = { setValueAtTime: vi.fn(), linearRampToValueAtTime: vi.fn() };
  const context = {
    currentTime: 5,
    state: "running",
    destination: {},
    createGain: () => ({ gain: ramp, connect: vi.fn() }),
    createOscillator: () => {
      const frequency = { value: 0 };
      return {
        type: "",
        frequency,
        connect: (to: unknown) => to,
        start: (at: number) => {
          pitches.push(frequency.value);
          starts.push(at);
        },
        stop: vi.fn(),
      };
    },
  };
  return { context: context as unknown as AudioContext, pitches, starts };
}

describe("the sounds of the door", () => {
  it("has one for every reason, and only those four", () => {
    expect(new Set(Object.values(DOOR_REASONS))).toEqual(new Set(tones));
    expect(Object.keys(DOOR_REASONS).length).toBeLessThanOrEqual(15);
    expect(Object.keys(SOUNDS).toSorted()).toEqual(tones.toSorted());
  });

  it("are all told apart, and none lasts a second", () => {
    expect(new Set(tones.map((tone) => JSON.stringify(SOUNDS[tone]))).size).toBe(4);
    for (const note of tones.flatMap((tone) => SOUNDS[tone])) expect(note.at + note.long).toBeLessThan(1);
    const rises = (tone: DoorTone) => Math.sign((SOUNDS[tone].at(-1)?.pitch ?? 0) - (SOUNDS[tone][0]?.pitch ?? 0));
    expect([rises("good"), rises("stop"), rises("look"), SOUNDS.wait.length]).toEqual([1, -1, 0, 1]);
  });

  it("are played note by note, from now on", () => {
    const { context, pitches, starts } = machine();
    new DoorSounds(() => context).play("good");
    expect(pitches).toEqual(SOUNDS.good.map(({ pitch }) => pitch));
    expect(starts).toEqual(SOUNDS.good.map(({ at }) => 5 + at));
  });

  it("stay silent on a machine without any", () => {
    const none = new DoorSounds(() => {
      throw new Error("no sound here");
    });
    expect(() => {
      none.play("stop");
    }).not.toThrow();
  });
});
