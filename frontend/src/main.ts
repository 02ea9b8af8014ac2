import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/source-serif-4/wght.css";
import "@fontsource-variable/source-serif-4/wght-italic.css";
import "./look/tokens.css";
import "./look/base.css";
import "./look/firmness.css";
import { mount } from "svelte";
import App from "./App.svelte";
import { followTheme } from "./theme";

followTheme();
mount(App, { target: document.getElementById("app")! });
