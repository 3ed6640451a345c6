// Reads the text of one PDF after the other in a thread of its own (see pdf-texts.ts). Plain JavaScript, so that it runs beside the
// sources and in a build alike; the words come from pdf.js, which draws nothing here.
const { parentPort } = require('node:worker_threads');
const Module = require('node:module');

/** What a stream inflates to is not in the heap that the thread is limited to: no array may grow beyond this, nor all of a page together. */
const largestArray = 16 * 1024 * 1024;
const largestPage = 128 * 1024 * 1024;
let allocated = 0;
let exceeded = false;

/** Refuses an array of so many elements; views and copies of what exists pass. */
function account(length, size) {
  if (typeof length !== 'number') return;
  allocated += length * size;
  if (length * size <= largestArray && allocated <= largestPage) return;
  exceeded = true;
  throw new RangeError('too much to hold');
}

for (const name of ['Uint8Array', 'Uint8ClampedArray', 'Uint16Array', 'Uint32Array', 'Int32Array', 'Float32Array', 'Float64Array']) {
  const plain = globalThis[name];
  globalThis[name] = new Proxy(plain, {
    construct(target, given, newTarget) {
      account(given[0], plain.BYTES_PER_ELEMENT);
      return Reflect.construct(target, given, newTarget);
    },
  });
}

// For drawing, pdf.js would load a native library; none is wanted, and what it asks of the browser is never used.
const load = Module._load;
Module._load = function (request, ...rest) {
  if (request === '@napi-rs/canvas') throw new Error('nothing is drawn here');
  return load.call(this, request, ...rest);
};
class Undrawn {}
for (const name of ['DOMMatrix', 'ImageData', 'Path2D']) globalThis[name] ??= Undrawn;
const silent = console.warn;
console.warn = () => undefined;
const { getDocument } = require('pdfjs-dist/legacy/build/pdf.mjs');
console.warn = silent;

/** A damaged file or a font without a table of letters gives characters that are no text, and that no database takes. */
const sayable = (text) => text.replace(/[\p{Cc}\p{Co}\p{Cs}\p{Cn}]/gu, ' ');

/** Words of a page with their places: from the left and from the foot, in points. */
function wordsOf({ items }) {
  return items
    .filter((item) => typeof item.str === 'string')
    .map((item) => ({ ...item, str: sayable(item.str) }))
    .map(({ str, transform, width, height, hasEOL }) => [str, transform[4], transform[5], width, height || Math.abs(transform[3]), hasEOL]);
}

async function read({ bytes, pageLimit, letterLimit }) {
  [allocated, exceeded] = [0, false];
  const task = getDocument({
    data: bytes,
    verbosity: 0,
    useSystemFonts: false,
    disableFontFace: true,
    useWasm: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    enableXfa: false,
    stopAtErrors: false,
  });
  try {
    const pdf = await task.promise;
    if (pdf.numPages > pageLimit) return { ok: false, because: 'TROPPO' };
    const pages = [];
    let letters = 0;
    for (let number = 1; number <= pdf.numPages; number += 1) {
      allocated = 0;
      const page = await pdf.getPage(number);
      const words = wordsOf(await page.getTextContent());
      page.cleanup();
      letters += words.reduce((sum, [text]) => sum + text.length, 0);
      // The reader goes on with a page it could not hold, as if nothing stood on it.
      if (exceeded || letters > letterLimit) return { ok: false, because: 'TROPPO' };
      pages.push(words);
    }
    return { ok: true, pages };
  } finally {
    await task.destroy();
  }
}

parentPort.on('message', ({ id, ...request }) => {
  read(request).then(
    (reading) => parentPort.postMessage({ id, ...reading }),
    () => parentPort.postMessage({ id, ok: false, because: exceeded ? 'TROPPO' : 'ILLEGGIBILE' }),
  );
});
