import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { countPages, normalisePdf } from '../pdf/index.js';
import { ColdOffice } from './cold-office.js';
import { type Converter, type ConverterLimits } from './converter.js';
import { OfficeFailure } from './office-failure.js';
import { succeeds } from './process-group.js';
import { makeWorkFolder, removeAbandonedFolders } from './work-folder.js';
import { WarmOffice, type OfficePrograms } from './warm-office.js';
import { withoutComments } from './without-comments.js';

export interface OfficePoolOptions extends ConverterLimits {
  /** Processes; one converts one document at a time. */
  readonly size: number;
  /** A process is replaced after this many documents: LibreOffice grows a little with each. */
  readonly recycleAfter: number;
  /** Part of PDF/A written: 1 (PDF/A-1a, the one PDFBox preflight can check in full) or 2 (PDF/A-2b). */
  readonly part: 1 | 2;
  /** Python with the `uno` module, and LibreOffice's program (not its wrapper script). */
  readonly python: string;
  readonly soffice: string;
  /** Told of what goes wrong behind a conversion that itself goes on: a process that does not end, a start that is repeated. */
  readonly onTrouble: (what: string, error: unknown) => void;
}

export const defaultOfficePool: OfficePoolOptions = {
  size: 1,
  recycleAfter: 100,
  timeLimit: 60_000,
  startLimit: 60_000,
  memoryLimit: 1_024,
  part: 1,
  python: '/usr/bin/python3',
  soffice: '/usr/lib/libreoffice/program/soffice.bin',
  onTrouble: (what, error) => {
    process.emitWarning(`${what}: ${String(error)}`);
  },
};

export interface PdfRequest {
  /** The document. It must have passed `inspectDocx`, or be our own. Its comments are not printed. */
  readonly docx: Buffer;
  /** Title shown by readers and kept in the metadata. */
  readonly title: string;
  /** Date written as creation date: the same document formed at the same date gives the same bytes. */
  readonly formedAt: Date;
}

export interface FormedPdf {
  readonly pdf: Buffer;
  readonly pages: number;
  /** Time in LibreOffice, waiting left out. */
  readonly ms: number;
  /** 2 when the first process hung or died on this document. */
  readonly attempts: number;
}

/** How the pool works on this machine. */
export interface OfficeMode {
  readonly engine: 'warm' | 'cold';
  /** `isolated`: LibreOffice runs without any network; `shared`: this machine does not permit that. */
  readonly network: 'isolated' | 'shared';
}

interface Seat {
  converter: Converter | null;
  /** The process being started for it: whoever else needs the seat meanwhile waits for this one. */
  starting: Promise<Converter> | null;
  used: number;
  busy: boolean;
}

interface ConversionJob {
  readonly source: string;
  /** Where the PDF is written; of this document alone. */
  readonly folder: string;
  readonly title: string;
}

type Conversion = Omit<FormedPdf, 'pdf' | 'pages'> & { readonly target: string; readonly pages: number | null };

const ATTEMPTS = 2;

/**
 * Converts Word documents to PDF/A with a pool of LibreOffice processes. A document that hangs, kills or
 * bloats its process is tried once more on a fresh one and then fails with OfficeFailure; other documents
 * are not touched by it.
 */
export class OfficePool {
  private readonly seats: Seat[];
  private readonly queue: ((seat: Seat) => void)[] = [];
  private readonly options: OfficePoolOptions;
  private folder: string | null = null;
  private programs: OfficePrograms | null = null;
  private workingMode: OfficeMode | null = null;
  private preparing: Promise<void> | null = null;
  private readonly retiring = new Set<Promise<unknown>>();
  private readonly stopping = new AbortController();
  private files = 0;

  constructor(options: Partial<OfficePoolOptions> = {}) {
    this.options = { ...defaultOfficePool, ...options };
    this.seats = Array.from({ length: this.options.size }, () => ({ converter: null, starting: null, used: 0, busy: false }));
  }

  /** Starts every process, so the first document need not wait. Optional. Rejects with `office.unavailable`. */
  async start(): Promise<OfficeMode> {
    const mode = await this.prepare();
    await Promise.all(this.seats.map((seat) => (seat.converter === null ? this.refresh(seat) : Promise.resolve())));
    return mode;
  }

  /** Converts one document; waits for a free process. Rejects with OfficeFailure. */
  async toPdf(request: PdfRequest): Promise<FormedPdf> {
    await this.prepare();
    const folder = join(this.folder ?? '', String((this.files += 1)));
    const source = join(folder, 'document.docx');
    try {
      await mkdir(folder);
      await writeFile(source, withoutComments(request.docx));
      const { target, pages, ms, attempts } = await this.onSeat({ source, folder, title: request.title });
      // The process is with the next document by now.
      const pdf = normalisePdf(await readFile(target), request.formedAt);
      return { pdf, pages: pages ?? countPages(pdf), ms, attempts };
    } catch (error) {
      throw error instanceof OfficeFailure ? error : new OfficeFailure('office.output', String(error));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** Process ids of the pool, for health and tests. */
  pids(): readonly number[] {
    return this.seats.flatMap(({ converter }) => converter?.pids() ?? []);
  }

  /** Ends every process and removes its files; documents in work or waiting fail with `office.stopped`. */
  async stop(): Promise<void> {
    this.stopping.abort();
    for (const wake of this.queue.splice(0)) wake({ converter: null, starting: null, used: 0, busy: true });
    await Promise.all(this.seats.map(({ converter }) => converter?.end() ?? Promise.resolve()));
    await Promise.allSettled(this.seats.map(({ starting }) => starting ?? Promise.resolve()));
    await Promise.all(this.retiring);
    if (this.folder !== null) await rm(this.folder, { recursive: true, force: true });
  }

  private async onSeat(job: ConversionJob): Promise<Conversion> {
    const seat = await this.take();
    try {
      return await this.convert(seat, job);
    } finally {
      this.give(seat);
    }
  }

  private async convert(seat: Seat, { source, folder, title }: ConversionJob): Promise<Conversion> {
    let failure = new OfficeFailure('office.stopped', 'the pool was stopped');
    for (let attempt = 1; attempt <= ATTEMPTS && !this.stopped; attempt += 1) {
      const converter = seat.converter?.usable === true ? seat.converter : await this.refresh(seat);
      // A process killed while it wrote leaves a lock on its file, and the next one would refuse to write there.
      const target = join(folder, `attempt-${attempt}.pdf`);
      const start = performance.now();
      const answer = await converter.convert({ source, target, title, part: this.options.part });
      const ms = performance.now() - start;
      seat.used += 1;
      if (answer.ok) return { target, pages: answer.pages, ms, attempts: attempt };
      if (answer.refused) throw new OfficeFailure('office.unreadable', answer.detail);
      failure = new OfficeFailure(answer.code, answer.detail);
      await this.drop(seat);
    }
    throw this.stopped ? new OfficeFailure('office.stopped', failure.detail) : failure;
  }

  private async prepare(): Promise<OfficeMode> {
    this.preparing ??= this.findPrograms();
    await this.preparing;
    if (this.stopped || this.workingMode === null) throw new OfficeFailure('office.stopped', 'the pool was stopped');
    return this.workingMode;
  }

  private async findPrograms(): Promise<void> {
    const { python, soffice } = this.options;
    const isolation = (await succeeds(['unshare', '-n', 'true']))
      ? ['unshare', '-n']
      : (await succeeds(['unshare', '-r', '-n', 'true']))
        ? ['unshare', '-r', '-n']
        : [];
    const warm = await succeeds([python, '-c', 'import uno']);
    this.programs = { python, soffice, isolation };
    this.workingMode = { engine: warm ? 'warm' : 'cold', network: isolation.length > 0 ? 'isolated' : 'shared' };
    await removeAbandonedFolders();
    this.folder = await makeWorkFolder();
  }

  private get stopped(): boolean {
    return this.stopping.signal.aborted;
  }

  /** A fresh process for a seat; one failed start is forgiven. */
  private refresh(seat: Seat): Promise<Converter> {
    seat.starting ??= this.startOn(seat).finally(() => {
      seat.starting = null;
    });
    return seat.starting;
  }

  private async startOn(seat: Seat): Promise<Converter> {
    await this.drop(seat);
    if (this.programs === null) throw new OfficeFailure('office.unavailable', 'not prepared');
    const { programs } = this;
    if (this.workingMode?.engine === 'cold') seat.converter = new ColdOffice(programs, this.options);
    else {
      const { signal } = this.stopping;
      seat.converter = await WarmOffice.start(programs, this.options, signal).catch((error: unknown) => {
        if (signal.aborted) throw new OfficeFailure('office.stopped', 'the pool was stopped');
        this.options.onTrouble('LibreOffice did not start, trying once more', error);
        return WarmOffice.start(programs, this.options, signal);
      });
    }
    seat.used = 0;
    // `stop` may have passed by while the process was starting.
    if (this.stopped) {
      await this.drop(seat);
      throw new OfficeFailure('office.stopped', 'the pool was stopped');
    }
    return seat.converter;
  }

  private async drop(seat: Seat): Promise<void> {
    const { converter } = seat;
    seat.converter = null;
    await converter?.end();
  }

  /** Ends a process while its seat goes on with a fresh one. */
  private retire(seat: Seat): void {
    const { converter } = seat;
    seat.converter = null;
    if (converter === null) return;
    const ending = converter
      .end()
      .catch((error: unknown) => {
        this.options.onTrouble('a LibreOffice process that was replaced did not end cleanly', error);
      })
      .finally(() => this.retiring.delete(ending));
    this.retiring.add(ending);
  }

  private async take(): Promise<Seat> {
    // A seat whose process is already warm comes first.
    const free = this.seats.find(({ busy, converter }) => !busy && converter?.usable === true) ?? this.seats.find(({ busy }) => !busy);
    if (free !== undefined) {
      free.busy = true;
      return free;
    }
    const seat = await new Promise<Seat>((resolve) => this.queue.push(resolve));
    if (this.stopped) throw new OfficeFailure('office.stopped', 'the pool was stopped');
    return seat;
  }

  private give(seat: Seat): void {
    if (seat.used >= this.options.recycleAfter) {
      seat.used = 0;
      this.retire(seat);
    }
    const next = this.queue.shift();
    if (next === undefined) seat.busy = false;
    else next(seat);
  }
}
