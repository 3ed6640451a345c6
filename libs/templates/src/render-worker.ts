import { parentPort } from 'node:worker_threads';
import { compileTemplate, type CompiledTemplate } from './compile-template.js';
import { type TemplateField } from './field-catalogue.js';
import { type PrintedValue } from './printed-values.js';
import { renderTemplate, type Gaps } from './render-template.js';
import { type TemplateFinding } from './template-finding.js';

/** What the pool asks for. `bytes` and `fields` come with the first request for a template only. */
export interface RenderRequest {
  readonly id: number;
  readonly code: string;
  readonly sha256: string;
  readonly bytes?: Uint8Array;
  readonly fields?: readonly TemplateField[];
  readonly context: unknown;
  readonly gaps: Gaps;
}

export type RenderReply =
  | {
      readonly id: number;
      readonly ok: true;
      readonly docx: Uint8Array;
      readonly sha256: string;
      readonly ms: number;
      readonly printed: readonly PrintedValue[];
    }
  | { readonly id: number; readonly ok: false; readonly problems: readonly TemplateFinding[] }
  | { readonly id: number; readonly ok: false; readonly failure: string };

const compiled = new Map<string, CompiledTemplate>();

function answer(request: RenderRequest): RenderReply {
  const start = performance.now();
  let template = compiled.get(request.sha256);
  if (template === undefined) {
    const compilation = compileTemplate(request.code, Buffer.from(request.bytes ?? []), request.fields ?? []);
    if (!compilation.ok) return { id: request.id, ok: false, problems: compilation.findings };
    template = compilation.template;
    compiled.set(request.sha256, template);
  }
  const rendering = renderTemplate(template, request.context, request.gaps);
  if (!rendering.ok) return { id: request.id, ok: false, problems: rendering.problems };
  const { docx, sha256 } = rendering;
  return { id: request.id, ok: true, docx, sha256, ms: performance.now() - start, printed: rendering.printed() };
}

parentPort?.on('message', (request: RenderRequest) => {
  let reply: RenderReply;
  try {
    reply = answer(request);
  } catch (error) {
    reply = { id: request.id, ok: false, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  parentPort?.postMessage(reply);
});
