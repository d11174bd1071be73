import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** The policy of the packaged window, sent by `vite preview` too, so that a browser refuses what the window would. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self' ipc: http://ipc.localhost",
].join("; ");

/**
 * The window freezes `Object.prototype`, and then no plain assignment may give an object a name that is inherited from it.
 * d3 assigns two of them: they are defined first.
 */
const assignsUnderAFrozenPrototype: Plugin = {
  name: "assigns-under-a-frozen-prototype",
  transform(code, id) {
    if (!/node_modules\/d3-(color|format)\//.test(id)) return null;
    const assigned = /\b((?:\w+\.)?prototype)\.(constructor|toString) = /g;
    return code.replace(assigned, 'Object.defineProperty($1, "$2", { writable: true, configurable: true }).$2 = ');
  },
};

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig(({ mode }) => ({
  plugins: [svelte(), assignsUnderAFrozenPrototype],
  resolve: {
    alias: { $lib: folder("./src/lib"), $screens: folder("./src/screens") },
    // Under vitest, Svelte's server build would be picked without this.
    conditions: mode === "test" ? ["browser"] : undefined,
  },
  clearScreen: false,
  server: { port: 1420, strictPort: true, host: "127.0.0.1" },
  preview: {
    host: "127.0.0.1",
    headers: { "Content-Security-Policy": CONTENT_SECURITY_POLICY },
  },
  build: {
    target: ["es2022", "safari17.5", "chrome123"],
    // Nothing inlined: the policy allows no data: fonts.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
  },
  test: { environment: "happy-dom", include: ["src/**/*.test.ts"] },
}));
