// What cannot be touched well, or does not fit, as one line each. In a room where a guest waits every button is at least
// 44 px high; nothing anywhere is under 24 px.
const [guestWaits] = arguments;
const shown = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
const told = (element) => `${element.tagName.toLowerCase()} "${(element.getAttribute("aria-label") ?? element.textContent ?? "").trim().slice(0, 40)}"`;
const faults = [];
const layer = document.querySelector("dialog[open]") ?? document;
for (const element of layer.querySelectorAll("button, input:not([type=checkbox]), select, textarea, a[href], [role=switch]")) {
  if (!shown(element) || element.closest("[inert]")) continue;
  // A switch is pressed on its whole row, a field on what frames it.
  const target = element.closest("label") ?? element;
  const { width, height } = target.getBoundingClientRect();
  if (guestWaits && Math.round(height) < 44 && element.matches("button")) faults.push(`${told(element)} is ${Math.round(width)} by ${Math.round(height)}, less than 44 high`);
  if (Math.round(width) < 24 || Math.round(height) < 24) faults.push(`${told(element)} is ${Math.round(width)} by ${Math.round(height)}, too small to touch`);
}
const page = document.documentElement;
if (page.scrollWidth > page.clientWidth || page.scrollHeight > page.clientHeight) faults.push(`the page is ${page.scrollWidth} by ${page.scrollHeight} in a window of ${page.clientWidth} by ${page.clientHeight}`);
for (const element of document.querySelectorAll("main *, aside *, dialog[open] *")) {
  if (!shown(element) || element.closest("svg, canvas, .vh")) continue;
  const { left, right } = element.getBoundingClientRect();
  if (right > page.clientWidth + 1 || left < -1) faults.push(`${told(element)} hangs over the edge`);
}
return faults;
