import PizZip from 'pizzip';
import { type CompiledTemplate } from '@gare/templates';
import { inNames, type NamedTag, type PeerTemplate } from './peer-template.js';

/** A field of every item that prints nothing: carbone sees a list only where a field of it is printed. */
const nothing = '_';

/**
 * The same DOCX in the syntax of carbone: `{d.k1}` for a value, `{d.k2[i]…}` and `{d.k2[i+1]…}` around what is repeated,
 * `:showBegin` and `:showEnd` around what is shown under a condition.
 */
export function inCarbone(template: CompiledTemplate, context: unknown): PeerTemplate {
  const { bytes, data } = inNames(template, context, carboneTags);
  const zip = new PizZip(bytes);
  for (const part of template.tags.keys()) zip.file(part, rowsApart(zip.file(part)?.asText() ?? ''));
  return { bytes: zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' }), data: withNothing(data) as PeerTemplate['data'] };
}

function carboneTags(tags: readonly NamedTag[]): string[] {
  const open: NamedTag[] = [];
  const here = (): string => ['d', ...open.flatMap(({ role, name }) => (role === 'each' ? [`${name}[i]`] : []))].join('.');
  return tags.map((tag) => {
    const { role, name } = tag;
    if (role === 'value') return `{${here()}.${name}}`;
    if (role !== 'close') {
      const condition = `{${here()}.${name}:ifEQ(true):showBegin}`;
      open.push(tag);
      return role === 'each' ? `{${here()}.${nothing}}` : condition;
    }
    const opened = open.pop();
    return opened?.role === 'each' ? `{${here()}.${name}[i+1].${nothing}}` : `{${here()}.${name}:showEnd}`;
  });
}

/** A list that repeats a row ends in the next row for carbone, not in the last cell of it. */
function rowsApart(xml: string): string {
  return xml.replace(/<w:tr[ >](?:(?!<w:tr[ >])[\s\S])*?<\/w:tr>/g, (row) => {
    const [end] = /\{[^{}]*\[i\+1\]\._\}/.exec(row) ?? [];
    if (end === undefined || !row.includes(end.replace('[i+1]', '[i]'))) return row;
    return `${row.replace(end, '')}<w:tr><w:tc><w:p><w:r><w:t>${end}</w:t></w:r></w:p></w:tc></w:tr>`;
  });
}

function withNothing(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => ({ ...(withNothing(item) as object), [nothing]: '' }));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inside]) => [name, withNothing(inside)]));
}
