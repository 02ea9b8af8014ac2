import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/source-serif-4/wght.css";
import "@fontsource-variable/source-serif-4/wght-italic.css";
import "./look/tokens.css";
import "./look/base.css";
import "./look/firmness.css";
import { mount } from "svelte";
import App from "./App.svelte";
import { notifyFailure } from "./parts/notices.svelte";
import { followTheme } from "./theme";

// What nobody on a page has caught is told as well, rather than written where only programmers look.
addEventListener("unhandledrejection", ({ reason }) => {
  if (!(reason instanceof DOMException && reason.name === "AbortError")) notifyFailure(reason);
});

followTheme();
mount(App, { target: document.getElementById("app")! });
