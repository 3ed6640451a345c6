import { join } from 'node:path';
import { setImmediate as others } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { linesOfPage, type PlacedWords } from './lines-of-page.js';

/** Why a text, or that of some pages, could not be read: pictures of text, more than the limits allow, a file that cannot be opened. */
export type PdfUnread = 'IMMAGINI' | 'TROPPO' | 'ILLEGGIBILE';

export interface PdfText {
  /** One paragraph or table cell a line, page after page; null where none could be read. */
  readonly text: string | null;
  /** First line of each page, from 0; empty where no text could be read. */
  readonly pages: readonly number[];
  /** What was not read, with the numbers of the pages (from 1; empty for the whole file); null where all was. */
  readonly unread: { readonly because: PdfUnread; readonly pages: readonly number[] } | null;
}

export interface PdfTextLimits {
  /** Largest file that is opened, in bytes. */
  readonly bytes: number;
  readonly pages: number;
  readonly letters: number;
  /** Longest time for one file, in milliseconds. */
  readonly time: number;
  /** Heap of the thread, in MB. What streams inflate to is limited by the thread itself. */
  readonly memory: number;
}

/** A capitolato of 300 pages is read within a few seconds. */
export const defaultPdfLimits: PdfTextLimits = { bytes: 16 * 1024 * 1024, pages: 400, letters: 2_000_000, time: 20_000, memory: 320 };

/** A thread with nothing to do ends after this many milliseconds. */
const idle = 15_000;

type Answer = { readonly id: number } & (
  | { readonly ok: true; readonly pages: readonly (readonly PlacedWords[])[] }
  | { readonly ok: false; readonly because: 'TROPPO' | 'ILLEGGIBILE' }
);

/** Reads the text of PDFs that people bring, one at a time, in a thread that is thrown away when a file takes more than it may. */
export class PdfTexts {
  private worker: Worker | null = null;
  private turn: Promise<unknown> = Promise.resolve();
  private asked = 0;
  private sleep: NodeJS.Timeout | null = null;

  constructor(private readonly limits: PdfTextLimits = defaultPdfLimits) {}

  /** Never throws for what is in the file. */
  read(bytes: Buffer): Promise<PdfText> {
    if (bytes.length > this.limits.bytes) return Promise.resolve(unreadable('TROPPO'));
    const reading = this.turn.then(() => this.readNow(bytes));
    // The next file has its turn also after one that failed; its failure goes to whoever brought it.
    this.turn = Promise.allSettled([reading]);
    return reading;
  }

  /** Ends the thread. */
  async close(): Promise<void> {
    if (this.sleep !== null) clearTimeout(this.sleep);
    const worker = this.worker;
    this.worker = null;
    await worker?.terminate();
  }

  private async readNow(bytes: Buffer): Promise<PdfText> {
    if (this.sleep !== null) clearTimeout(this.sleep);
    const answer = await this.ask(bytes);
    // The limit of time and that of memory leave a thread that is of no more use.
    if (answer === null) await this.close();
    this.sleep = setTimeout(() => void this.close(), idle).unref();
    if (answer === null) return unreadable('TROPPO');
    return answer.ok ? await textOf(answer.pages) : unreadable(answer.because);
  }

  /** Null where the thread gave no answer within its limits. */
  private ask(bytes: Buffer): Promise<Answer | null> {
    const worker = (this.worker ??= this.start());
    const id = (this.asked += 1);
    const { pages: pageLimit, letters: letterLimit, time } = this.limits;
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        settle(null);
      }, time);
      const settle = (answer: Answer | null): void => {
        clearTimeout(timer);
        worker.off('message', onMessage).off('error', onEnd).off('exit', onEnd);
        resolve(answer);
      };
      const onMessage = (answer: Answer): void => {
        if (answer.id === id) settle(answer);
      };
      const onEnd = (): void => {
        settle(null);
      };
      worker.on('message', onMessage).on('error', onEnd).on('exit', onEnd);
      const copy = new Uint8Array(bytes);
      worker.postMessage({ id, bytes: copy, pageLimit, letterLimit }, [copy.buffer]);
    });
  }

  private start(): Worker {
    const worker = new Worker(join(__dirname, 'pdf-text-worker.cjs'), {
      resourceLimits: { maxOldGenerationSizeMb: this.limits.memory },
    });
    worker.unref();
    // Out of memory between two files: the next one starts another thread.
    worker.on('error', () => {
      if (this.worker === worker) this.worker = null;
    });
    return worker;
  }
}

const unreadable = (because: PdfUnread): PdfText => ({ text: null, pages: [], unread: { because, pages: [] } });

/** Pages with fewer letters than this have no text of their own: a stamp or a number over a picture. */
const fewest = 12;

async function textOf(pages: readonly (readonly PlacedWords[])[]): Promise<PdfText> {
  const lines: string[] = [];
  const starts: number[] = [];
  const pictures: number[] = [];
  for (const [index, words] of pages.entries()) {
    const found = linesOfPage(words);
    // Hundreds of pages do not hold up the process.
    await others();
    if (found.join('').length < fewest) pictures.push(index + 1);
    starts.push(lines.length);
    lines.push(...found);
  }
  if (pictures.length === pages.length) return unreadable('IMMAGINI');
  return { text: lines.join('\n'), pages: starts, unread: pictures.length === 0 ? null : { because: 'IMMAGINI', pages: pictures } };
}
