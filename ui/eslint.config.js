import js from "@eslint/js";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import ts from "typescript-eslint";
import svelteConfig from "./svelte.config.js";

/** Imports point one way: screens -> features -> ui; only client.ts knows Tauri. */
const tauri = {
  group: ["@tauri-apps/*"],
  message: "Only lib/ipc/client.ts talks to the shell.",
};
const screens = {
  group: ["$screens/*", "**/screens/*"],
  message: "A screen is used by App.svelte only.",
};
const features = {
  group: ["$lib/features/*", "**/features/*"],
  message: "Generic components and the wire know no feature.",
};
const ipc = {
  group: ["$lib/ipc/*", "**/ipc/*"],
  message: "Generic components know no command.",
};
const parents = {
  group: ["../*"],
  message: "Use $lib/..., so that a file can move.",
};

export default ts.config(
  { ignores: ["dist", "node_modules", "src/lib/ipc/generated"] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser } },
    rules: {
      "no-console": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "no-restricted-imports": ["error", { patterns: [tauri, screens, parents] }],
    },
  },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: {
      parserOptions: {
        parser: ts.parser,
        extraFileExtensions: [".svelte"],
        svelteConfig,
      },
    },
    rules: {
      "svelte/no-at-html-tags": "error",
      "svelte/require-each-key": "error",
      "svelte/button-has-type": "error",
      "svelte/no-target-blank": "error",
      "no-restricted-syntax": [
        "error",
        {
          selector: "SvelteAttribute[key.name='style']",
          message: "The window's policy drops style attributes; a style: directive goes through the CSSOM.",
        },
      ],
    },
  },
  {
    files: ["src/lib/ui/**"],
    rules: { "no-restricted-imports": ["error", { patterns: [tauri, screens, features, ipc, parents] }] },
  },
  {
    files: ["src/lib/ipc/**"],
    rules: { "no-restricted-imports": ["error", { patterns: [tauri, screens, features, parents] }] },
  },
  {
    files: ["src/lib/ipc/client.ts"],
    rules: { "no-restricted-imports": ["error", { patterns: [screens, features, parents] }] },
  },
  {
    files: ["src/App.svelte", "src/main.ts", "src/**/*.test.ts"],
    rules: { "no-restricted-imports": ["error", { patterns: [tauri, parents] }] },
  },
  {
    files: ["*.config.*"],
    languageOptions: { globals: { ...globals.node } },
  },
);
