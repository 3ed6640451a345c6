import { fieldsOfKind } from '@gare/contracts/template-catalogue';
import { type ContextField } from '@gare/contracts/scheda/template-context/context-field';
import { extractDocxText } from '@gare/platform/docx';
import { renderTemplate, type CompiledTemplate } from '@gare/templates';

/** What stands for a field that has no sample of its own; a group that is not there counts as filled. */
const stands: Readonly<Record<ContextField['kind'], unknown>> = {
  money: '1000.00',
  date: '2026-12-15',
  datetime: '2026-12-15T11:00:00Z',
  text: '…',
  integer: 1,
  percent: '10',
  boolean: true,
  list: [],
  enum: '…',
};

let sample: unknown;

/** One made-up tender: every field has a value and every list one item, so that no condition on what is filled hides its text. */
function sampleTender(): unknown {
  sample ??= built(fieldsOfKind('GARA'));
  return sample;
}

function built(fields: readonly ContextField[]): unknown {
  const root: Record<string, unknown> = {};
  // Lists come before what is in them.
  const ordered = [...fields].sort((a, b) => a.path.length - b.path.length);
  for (const { path, kind, sample: given } of ordered) {
    const steps = path.split('.');
    let at = root;
    for (const [index, step] of steps.entries()) {
      const name = step.replace(/(?:\[\])+$/, '');
      const last = index === steps.length - 1;
      if (step.endsWith('[]')) {
        const items = (Array.isArray(at[name]) ? at[name] : []) as unknown[];
        at[name] = items;
        if (last) items[0] ??= given ?? stands[kind];
        else {
          items[0] ??= {};
          at = items[0] as Record<string, unknown>;
        }
      } else if (last) at[name] ??= kind === 'list' ? [] : (given ?? stands[kind]);
      else {
        if (typeof at[name] !== 'object' || at[name] === null) at[name] = {};
        at = at[name] as Record<string, unknown>;
      }
    }
  }
  return root;
}

/** How a text reads with sample values, one paragraph each; empty where its conditions leave nothing of it. */
export function exampleOf(compiled: CompiledTemplate): string[] {
  const rendering = renderTemplate(compiled, sampleTender());
  if (!rendering.ok) return [];
  const extraction = extractDocxText(rendering.docx);
  if (!extraction.ok) return [];
  const body = extraction.parts.find(({ part }) => part === 'word/document.xml');
  return (body?.paragraphs ?? []).map(({ text }) => text).filter((text) => text.trim() !== '');
}
