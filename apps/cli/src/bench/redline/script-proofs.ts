import { proveRedline, redlineDocx } from '@gare/redlines';
import { type Measurement } from '../figure.js';
import { Chance, editedDocument } from './edit-scripts.js';
import { realisticDocument } from './realistic-document.js';

const scripts = 1_000;

export const editScripts: Measurement = {
  terms: {
    figure: 'redline-proof-violations',
    unit: 'faults',
    peer: null,
    target: 0,
    mustBe: 'atMost',
    description: `${scripts} random edit scripts (words, paragraphs put in, taken out, split and moved, rows, cells, tables, looks of letters and paragraphs, headers, footers, notes, text boxes, pages; up to 12 edits each, on a document that up to 5 edits changed before) on a document with articles, nested tables, footnotes, a text box, links, fields and two sections: redlines whose proof fails, that is, that do not say the new document with all changes accepted or the old one with all refused.`,
  },
  measure: async (tell) => {
    const document = realisticDocument();
    let violations = 0;
    for (let seed = 1; seed <= scripts; seed += 1) {
      const chance = new Chance(seed);
      const before = editedDocument(document, chance, chance.below(6));
      const after = editedDocument(before, chance, 1 + chance.below(12));
      const { docx } = redlineDocx(before, after, { author: 'Prova', at: '2026-11-28T10:00:00Z' });
      const failures = proveRedline(docx, before, after);
      if (failures.length > 0) {
        violations += 1;
        tell(`  script ${seed}: ${JSON.stringify(failures).slice(0, 400)}`);
      }
      if (seed % 100 === 0) {
        tell(`  ${seed}/${scripts}: ${violations} violations`);
        await new Promise(setImmediate);
      }
    }
    return [{ value: violations }];
  },
};
