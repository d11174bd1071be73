// Everything a screen reader would meet, as role and name, computed by axe rather than by us.
const [role, name] = arguments;
axe.setup(document.documentElement);
try {
  const tidy = (text) => (text ?? "").replace(/\s+/g, " ").trim();
  const met = [...document.body.querySelectorAll("*")].flatMap((element) => {
    const its = axe.commons.aria.getRole(element);
    if (!its || its === "presentation" || its === "none" || (role && !role.split("|").includes(its))) return [];
    if (!axe.commons.dom.isVisibleToScreenReaders(element)) return [];
    return [{ element, role: its, name: tidy(axe.commons.text.accessibleText(element)) }];
  });
  const exact = met.filter((one) => one.name === name);
  const found = exact.length > 0 ? exact : met.filter((one) => one.name.includes(name));
  return { elements: found.map((one) => one.element), names: (found.length > 0 ? found : met).map((one) => `${one.role} "${one.name}"`) };
} finally {
  axe.teardown();
}
