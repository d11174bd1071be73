import { mount } from "svelte";
import "./styles/fonts.css";
import "./styles/tokens.css";
import "./styles/base.css";
import { type Client, connect } from "$lib/ipc/client";
import { toFailure } from "$lib/ipc/errors";
import { facesAreLoaded } from "$lib/ui/faces";
import App from "./App.svelte";
import StartFailed from "./StartFailed.svelte";

const target = document.getElementById("app");
if (!target) throw new Error("index.html has no #app");

let client: Client | null = null;
try {
  client = await connect();
  const [first] = await Promise.all([client.appState(), facesAreLoaded()]);
  mount(App, { target, props: { client, first } });
} catch (thrown) {
  mount(StartFailed, { target, props: { failure: toFailure(thrown), client } });
}
