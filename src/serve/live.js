// Live reload: shows the new portal as soon as there is one, at the same place on the page, and
// lists what is wrong with the content without hiding the page. Only `serve` adds this script.
(() => {
  "use strict";
  const { version: shown, file } = document.currentScript?.dataset ?? {};
  const PLACE = "vejviser:place";
  const CLOSED = "vejviser:closed";

  // Storage may be switched off; then a reload starts at the top and a closed list opens again.
  const store = {
    get(key) { try { return sessionStorage.getItem(key); } catch { return null; } },
    set(key, value) { try { sessionStorage.setItem(key, value); } catch { /* see above */ } },
    remove(key) { try { sessionStorage.removeItem(key); } catch { /* see above */ } },
  };

  const returnToPlace = () => {
    const place = JSON.parse(store.get(PLACE) ?? "null");
    store.remove(PLACE);
    if (place?.url !== location.href) return;
    const scroll = () => scrollTo({ left: place.x, top: place.y, behavior: "instant" });
    scroll();
    // Images may have made the page longer since.
    addEventListener("load", scroll, { once: true });
  };

  const reload = () => {
    store.set(PLACE, JSON.stringify({ url: location.href, x: scrollX, y: scrollY }));
    location.reload();
  };

  const element = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };

  const count = (n, one, many) => (n === 0 ? [] : [`${n} ${n === 1 ? one : many}`]);

  // Opens a file in the program that the server was told of, or in the desktop's.
  const opener = (className, text, place) => {
    const button = element("button", className, text);
    button.type = "button";
    button.title = `Åbn ${place}`;
    button.addEventListener("click", async () => {
      const answer = await fetch("/.vejviser/open", { method: "POST", body: place }).catch(() => undefined);
      button.textContent = answer?.ok ? text : `${text}: filen kan ikke åbnes herfra`;
    });
    return button;
  };

  const entry = (problem) => {
    const item = element("li", problem.severity);
    item.append(element("strong", "severity", problem.severity === "error" ? "Fejl" : "Advarsel"));
    if (problem.file) {
      const place = problem.line ? `${problem.file}:${problem.line}:${problem.column}` : problem.file;
      item.append(opener("place", place, place));
    }
    item.append(element("p", "message", problem.message));
    if (problem.help) item.append(element("p", "help", `Hjælp: ${problem.help}`));
    return item;
  };

  const list = (state) => {
    const panel = element("section", "panel");
    panel.id = "panel";
    panel.setAttribute("aria-label", "Problemer i indholdet");
    panel.tabIndex = 0;
    if (state.errors) panel.append(element("p", "note", "En fil, der ikke kan læses, vises, som den var, før fejlen kom til."));
    const items = element("ol");
    items.append(...state.problems.map(entry));
    const more = state.errors + state.warnings - state.problems.length;
    panel.append(items);
    if (more > 0) panel.append(element("p", "note", `… og ${more} til. Se dem alle med: vejviser check`));
    return panel;
  };

  let host;
  const show = (state) => {
    host?.remove();
    host = undefined;
    if (state.problems.length === 0 && !file) return;
    host = element("vejviser-problems");
    const root = host.attachShadow({ mode: "open" });
    const style = element("link");
    style.rel = "stylesheet";
    style.href = "/.vejviser/live.css";
    const status = element("div", "status");
    if (file) status.append(opener("edit", "Rediger", file));
    root.append(style, status);
    if (state.problems.length > 0) problems(state, root, status);
    document.body.append(host);
  };

  const problems = (state, root, status) => {
    // A list that was closed stays closed until there is something new in it.
    const known = JSON.stringify(state.problems);
    const panel = list(state);
    const summary = [...count(state.errors, "fejl", "fejl"), ...count(state.warnings, "advarsel", "advarsler")].join(", ");
    const toggle = element("button", state.errors ? "toggle error" : "toggle warning", summary);
    toggle.type = "button";
    toggle.setAttribute("aria-controls", "panel");
    const close = element("button", "close", "Luk");
    close.type = "button";
    panel.prepend(close);
    const set = (open) => {
      panel.hidden = !open;
      toggle.setAttribute("aria-expanded", String(open));
    };
    const shut = () => {
      store.set(CLOSED, known);
      set(false);
      toggle.focus();
    };
    set(state.errors > 0 && store.get(CLOSED) !== known);
    toggle.addEventListener("click", () => (panel.hidden ? set(true) : shut()));
    close.addEventListener("click", shut);
    root.addEventListener("keydown", (event) => { if (event.key === "Escape" && !panel.hidden) shut(); });
    const said = element("span");
    said.setAttribute("role", "status");
    root.insertBefore(panel, status);
    status.append(said);
    // Put in afterwards, so that screen readers hear of it.
    requestAnimationFrame(() => said.append(toggle));
  };

  let source;
  const listen = () => {
    source = new EventSource("/.vejviser/events");
    source.addEventListener("state", (event) => {
      const state = JSON.parse(event.data);
      if (`${state.session}.${state.version}` === shown) show(state);
      else reload();
    });
  };
  const rest = () => {
    source?.close();
    source = undefined;
  };

  // Browsers allow six connections to a server: a tab that nobody looks at must not hold one.
  const attend = () => {
    if (document.visibilityState === "hidden") rest();
    else if (!source) listen();
  };
  document.addEventListener("visibilitychange", attend);
  addEventListener("pagehide", rest);
  addEventListener("pageshow", attend);
  returnToPlace();
  attend();
})();
