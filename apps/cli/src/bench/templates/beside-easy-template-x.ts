import { TemplateHandler } from 'easy-template-x';
import PizZip from 'pizzip';
import { renderTemplate } from '@gare/templates';
import { type Measurement } from '../figure.js';
import { demoContext, disciplinare } from '../package/strict-render.js';
import { inNames } from './peer-template.js';

const runs = 9;

export const besideEasyTemplateX: Measurement = {
  terms: {
    figure: 'strict-render-easy-template-x',
    unit: 'ms',
    peer: 'easy-template-x',
    target: 1.2,
    mustBe: 'atMost',
    description:
      'The same strict render beside easy-template-x. Its template is the same DOCX with plain names for tags, and the values, formats, conditions and lists are worked out for it beforehand; nothing is checked by it. The words of both documents are compared.',
  },
  measure: async (tell) => {
    const template = await disciplinare();
    const context = demoContext();
    const peer = inNames(template, context);
    const handler = new TemplateHandler();
    const strict = (): Buffer => {
      const rendering = renderTemplate(template, context);
      if (!rendering.ok) throw new Error('the disciplinare was refused');
      return rendering.docx;
    };
    const plain = (): Promise<Buffer> => handler.process(peer.bytes, peer.data as never);
    if (wordsOf(strict()) !== wordsOf(await plain())) throw new Error('product and peer do not write the same words');
    const measured = [];
    for (let run = 1; run <= runs; run += 1) {
      const start = performance.now();
      strict();
      const between = performance.now();
      await plain();
      const value = between - start;
      const other = performance.now() - between;
      tell(`  ${run}/${runs}: ${value.toFixed(0)} ms, easy-template-x ${other.toFixed(0)} ms`);
      measured.push({ value, peer: other });
    }
    return measured;
  },
};

/** Engines differ in the empty paragraphs they leave: only what can be read is compared. */
export function wordsOf(docx: Buffer): string {
  const xml = new PizZip(docx).file('word/document.xml')?.asText() ?? '';
  return xml.replace(/<[^>]+>/g, '').replace(/\s+/g, '');
}
