import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

// The built pages are part of the Python package. Nothing is inlined: the content security policy allows files only.
export default defineConfig({
  plugins: [svelte()],
  build: {
    outDir: "../src/reportedly/web/static",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The countries at 1:50 million are 760 kB of coordinates; only a map that is zoomed into asks for them.
    chunkSizeWarningLimit: 800,
    license: { fileName: "licences.md" },
    target: "es2022",
  },
  server: { proxy: { "/api": "http://127.0.0.1:8484", "/enter": "http://127.0.0.1:8484" } },
  test: { include: ["src/**/*.test.ts"], environment: "node" },
});
