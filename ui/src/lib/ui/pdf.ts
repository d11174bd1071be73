import type { PDFWorker } from "pdfjs-dist";

/**
 * Draws the first page of a PDF on a canvas. pdf.js and its worker come in with the first page that is drawn, from this
 * app's own files. The worker is handed over as a port: pdf.js would otherwise distrust the window's own scheme, whose
 * origin is opaque, and start it from a blob, which the policy forbids.
 */
async function start() {
  const [pdfjs, { default: PdfWorker }] = await Promise.all([
    import("pdfjs-dist"),
    import("pdfjs-dist/build/pdf.worker.min.mjs?worker"),
  ]);
  const worker: PDFWorker = pdfjs.PDFWorker.create({ port: new PdfWorker() });
  return { pdfjs, worker };
}

let started: ReturnType<typeof start> | undefined;

/** Brings pdf.js in ahead of need, so that the first page does not wait for it. */
export function warmPdf(): void {
  started ??= start();
}

/** The page drawn `width` CSS pixels wide, sharp at `density` device pixels each. */
export async function drawFirstPage(bytes: ArrayBuffer, width: number, density: number): Promise<HTMLCanvasElement> {
  warmPdf();
  const { pdfjs, worker } = await (started as ReturnType<typeof start>);
  const task = pdfjs.getDocument({
    // pdf.js takes the buffer away to its worker; the caller's stays.
    data: new Uint8Array(bytes.slice(0)),
    worker,
    isEvalSupported: false,
    useWorkerFetch: false,
    disableAutoFetch: true,
    useSystemFonts: true,
    // Letters drawn as outlines: a face taken into the page anew with every key took half of the time.
    disableFontFace: true,
  });
  try {
    const page = await (await task.promise).getPage(1);
    const scale = (width * density) / page.getViewport({ scale: 1 }).width;
    const viewport = page.getViewport({ scale });
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(viewport.width);
    canvas.height = Math.round(viewport.height);
    // As for a printer: all at once, where a page for the screen would wait for the next frame between its parts. It is drawn
    // out of sight, and shown in one piece.
    await page.render({ canvas, viewport, intent: "print" }).promise;
    return canvas;
  } finally {
    // Nobody waits for the worker to put the document away.
    void task.destroy();
  }
}
