import { resolve } from 'node:path';
import { fieldsOfKind } from '@gare/contracts/template-catalogue';
import { lintTemplate, loadTemplates } from '@gare/templates';
import { type Measurement } from '../figure.js';

const runs = 9;

/** Names like those a Province registers: each is looked for in every paragraph. */
const bodies = Array.from({ length: 120 }, (_, index) => `Comune di Borgo Inventato ${String(index)} sul Fiume`);

export const lintTime: Measurement = {
  terms: {
    figure: 'template-lint',
    unit: 'ms',
    peer: null,
    target: 1000,
    mustBe: 'atMost',
    description:
      'The whole lint of the disciplinare (D33, with the clauses it includes): tags, fields and types, tracked changes, typed values, law on the day, 120 names of bodies, styles, pictures.',
  },
  measure: async (tell) => {
    const { templates } = await loadTemplates(resolve('templates'), fieldsOfKind);
    const found = templates.find(({ manifest }) => manifest.code === 'D33');
    if (found === undefined) throw new Error('no template D33');
    const { bytes } = found.compiled;
    const measured = [];
    for (let run = 1; run <= runs; run += 1) {
      const start = performance.now();
      const { findings } = lintTemplate({ code: 'D33', bytes, fields: fieldsOfKind('GARA'), asOf: '2026-11-28', bodies });
      const value = performance.now() - start;
      if (findings.some(({ severity }) => severity === 'BLOCCA')) throw new Error('the disciplinare of the release has faults');
      tell(`  ${run}/${runs}: ${value.toFixed(0)} ms`);
      measured.push({ value });
    }
    return measured;
  },
};
