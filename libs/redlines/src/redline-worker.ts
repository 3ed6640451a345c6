import { parentPort } from 'node:worker_threads';
import { type Authorship } from './word/marks.js';
import { provenRedline, type ProvenRedline } from './word/proven-redline.js';
import { RedlineRefusal, type RefusedBecause } from './word/redline-refusal.js';

export interface RedlineRequest {
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  readonly by: Authorship;
}

export type RedlineReply =
  | { readonly ok: true; readonly redline: Omit<ProvenRedline, 'docx'>; readonly docx: Uint8Array }
  | { readonly ok: false; readonly because: RefusedBecause; readonly detail: string };

function answer({ before, after, by }: RedlineRequest): RedlineReply {
  try {
    const { docx, ...redline } = provenRedline(Buffer.from(before), Buffer.from(after), by);
    return { ok: true, redline, docx };
  } catch (error) {
    if (error instanceof RedlineRefusal) return { ok: false, because: error.because, detail: error.message };
    return { ok: false, because: 'unproven', detail: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

parentPort?.once('message', (request: RedlineRequest) => {
  parentPort?.postMessage(answer(request));
});
