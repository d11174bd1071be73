// What is on the screen and drawn on every canvas, as a short text, a moment from now; null while something still loads or
// moves. Short, because a driver that is handed a whole picture in a script's result sometimes drops it.
const done = arguments[arguments.length - 1];
const MOMENT = 350;
const frame = () => new Promise((next) => requestAnimationFrame(next));
const short = (text) => {
  let sum = 7;
  for (let at = 0; at < text.length; at++) sum = (Math.imul(sum, 31) + text.charCodeAt(at)) | 0;
  return `${text.length}.${sum}`;
};
(async () => {
  await frame();
  await document.fonts.ready;
  await frame();
  await new Promise((next) => setTimeout(next, MOMENT));
  const moving = document.getAnimations().some((motion) => motion.playState === "running");
  const drawn = [...document.querySelectorAll("canvas")].map((canvas) => short(canvas.toDataURL()));
  done(moving || document.fonts.status !== "loaded" ? null : [short(document.body.innerText), ...drawn].join("|"));
})();
