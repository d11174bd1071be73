// What is drawn on every canvas, as one text, a moment from now; null while something still loads or moves.
const done = arguments[arguments.length - 1];
const drawn = () => [...document.querySelectorAll("canvas")].map((canvas) => canvas.toDataURL()).join("|");
const frame = () => new Promise((next) => requestAnimationFrame(next));
const MOMENT = 350;
(async () => {
  await frame();
  await document.fonts.ready;
  await frame();
  await new Promise((next) => setTimeout(next, MOMENT));
  const moving = document.getAnimations().some((motion) => motion.playState === "running");
  done(moving || document.fonts.status !== "loaded" ? null : `${document.body.innerText}|${drawn()}`);
})();
