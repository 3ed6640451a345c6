import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { renderTemplate } from '@gare/templates';
import { type Measurement } from '../figure.js';
import { inTemporaryDirectory } from '../own-place.js';
import { demoContext, disciplinare } from '../package/strict-render.js';
import { wordsOf } from './beside-easy-template-x.js';
import { carboneRender } from './carbone.js';
import { inCarbone } from './carbone-template.js';

const runs = 9;

export const besideCarbone: Measurement = {
  terms: {
    figure: 'strict-render-carbone',
    unit: 'ms',
    peer: 'carbone',
    target: 1.2,
    mustBe: 'atMost',
    description:
      'The same strict render beside carbone. Its template is the same DOCX with loops and conditions in its own syntax, nothing left out; values, formats and the truth of conditions are worked out for it beforehand, and nothing is checked by it. It reads its template from disk at each render. The words of both documents are compared.',
  },
  measure: (tell) =>
    inTemporaryDirectory(async (directory) => {
      const template = await disciplinare();
      const context = demoContext();
      const peer = inCarbone(template, context);
      const file = join(directory, 'disciplinare.docx');
      await writeFile(file, peer.bytes);
      const strict = (): Buffer => {
        const rendering = renderTemplate(template, context);
        if (!rendering.ok) throw new Error('the disciplinare was refused');
        return rendering.docx;
      };
      const bare = (): Promise<Buffer> => carboneRender(file, peer.data);
      if (wordsOf(strict()) !== wordsOf(await bare())) throw new Error('product and peer do not write the same words');
      const measured = [];
      for (let run = 1; run <= runs; run += 1) {
        const start = performance.now();
        strict();
        const between = performance.now();
        await bare();
        const value = between - start;
        const other = performance.now() - between;
        tell(`  ${run}/${runs}: ${value.toFixed(0)} ms, carbone ${other.toFixed(0)} ms`);
        measured.push({ value, peer: other });
      }
      return measured;
    }),
};
