import { type OfficeFailureCode } from './office-failure.js';

/** One conversion, by file paths; `part` is the part of PDF/A (ISO 19005) asked for. */
export interface ConversionRequest {
  readonly source: string;
  readonly target: string;
  readonly title: string;
  readonly part: 1 | 2;
}

/** How a conversion ended. `dead`: the process is of no more use; `refused`: it is fine, the document is not. */
export type ConversionAnswer =
  | { readonly ok: true; readonly pages: number | null }
  | { readonly ok: false; readonly refused: true; readonly detail: string }
  | {
      readonly ok: false;
      readonly refused: false;
      readonly code: Extract<OfficeFailureCode, 'office.timeout' | 'office.crashed' | 'office.memory'>;
      readonly detail: string;
    };

/** Something that converts one document at a time. */
export interface Converter {
  convert(request: ConversionRequest): Promise<ConversionAnswer>;
  /** Ends it: politely when idle, by killing its whole process group otherwise; leaves nothing behind. */
  end(): Promise<void>;
  /** False after a crash, a limit or `end`. */
  readonly usable: boolean;
  /** Process ids of the group, for tests and health. */
  pids(): readonly number[];
}

/** Limits of one converter. Times in milliseconds, memory in MB of resident set of the whole group. */
export interface ConverterLimits {
  readonly timeLimit: number;
  readonly startLimit: number;
  readonly memoryLimit: number;
}
