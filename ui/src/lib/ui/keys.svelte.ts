import { createContext } from "svelte";
import { BurstGuard } from "./guard";

/**
 * A key that does something. `combo` is written as people read it: "Ctrl Enter", "Alt K", "/", "Esc", "F1".
 * A combo of a single character is a single-key shortcut: it acts only when no field has the focus, and never for a
 * scanner.
 */
export interface Binding {
  combo: string;
  /** What it does, for the key map; a binding without it is not listed. */
  says?: string;
  /** How the key map writes it, where one line stands for several keys: "1 … 9". */
  shown?: string;
  act: () => void;
}

const apple = /Mac|iP(hone|ad)/.test(navigator.userAgent);

/** A combo as this machine's keyboard names it. */
export function comboText(combo: string): string {
  return apple ? combo.replace("Ctrl", "Cmd").replace("Alt", "Option") : combo;
}

/** The combo of a key event, or "" for a bare modifier. Letters and digits go by place, so that Alt on a Mac works. */
export function comboOf(event: KeyboardEvent): string {
  const held = (apple ? event.metaKey : event.ctrlKey) ? "Ctrl " : event.altKey ? "Alt " : "";
  if (held) {
    const code = /^(?:Key|Digit|Numpad)([A-Z0-9])$/.exec(event.code)?.[1];
    if (code) return held + code;
  }
  if (["Control", "Alt", "Shift", "Meta", "AltGraph"].includes(event.key)) return "";
  const named: Record<string, string> = { Escape: "Esc", " ": "Space" };
  const key = named[event.key] ?? event.key;
  return held + (key.length === 1 ? key.toUpperCase() : key);
}

/** Whether keystrokes belong to this element: a bare key typed there is text or a choice, not a shortcut. */
export function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !["checkbox", "radio", "button", "submit"].includes(target.type);
}

/** The keys that act now. Later bindings win, so that a dialog or a screen stands above the frame. */
export class Keys {
  // Not reactive itself: a layer goes in an effect's teardown, and state read there has its old value.
  #layers: readonly (readonly Binding[])[] = [];
  #changes = 0;
  #seen = $state(0);
  readonly #guard: BurstGuard;

  constructor(guard = new BurstGuard()) {
    this.#guard = guard;
  }

  /** What acts now and has a name, for the key map. */
  get listed(): Binding[] {
    // Read for its own sake: whoever lists the keys wants to know when they change.
    void this.#seen;
    return this.#layers.flat().filter((binding) => binding.says);
  }

  /** Adds a layer; call the answer to take it away. Meant for `$effect(() => keys.add([...]))`. */
  add(layer: readonly Binding[]): () => void {
    this.#become([...this.#layers, layer]);
    return () => {
      this.#become(this.#layers.filter((other) => other !== layer));
    };
  }

  #become(layers: readonly (readonly Binding[])[]): void {
    this.#layers = layers;
    this.#changes += 1;
    this.#seen = this.#changes;
  }

  /** The capture-phase key handler of the window. */
  handle(event: KeyboardEvent): void {
    const combo = comboOf(event);
    if (!combo || event.isComposing) return;
    if (combo === "Ctrl Enter" || combo === "Enter") {
      // Held down, it would go on to press whatever button has the focus next.
      if (event.repeat || combo === "Ctrl Enter") event.preventDefault();
      if (event.repeat) return;
    }
    const bare = !/^(Ctrl|Alt) /.test(combo);
    const typing = takesText(event.target);
    if (bare && (event.key.length === 1 || event.key === "Enter")) {
      const burst = this.#guard.note(event.timeStamp);
      if (burst && !typing) {
        // A scanner is typing at a button: its Enter must not press it.
        event.preventDefault();
        event.stopPropagation();
        return;
      }
    }
    const binding = this.#find(combo);
    if (!binding) return;
    if (bare && event.key.length === 1) {
      if (typing || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      this.#guard.whenAlone(binding.act);
      return;
    }
    event.preventDefault();
    binding.act();
  }

  #find(combo: string): Binding | undefined {
    for (const layer of this.#layers.toReversed()) {
      const found = layer.find((binding) => binding.combo === combo);
      if (found) return found;
    }
    return undefined;
  }
}

export const [getKeys, setKeys] = createContext<Keys>();
