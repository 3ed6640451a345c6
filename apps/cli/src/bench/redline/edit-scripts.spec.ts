import { proveRedline, redlineDocx } from '@gare/redlines';
import { strictnessFaults } from '../../../../../test/fixtures/word-strictness.js';
import { Chance, editedDocument } from './edit-scripts.js';
import { realisticDocument } from './realistic-document.js';

/** `npm run bench -- redline` runs a thousand on a longer document. */
const scripts = 100;

describe('a redline', () => {
  it(`of ${scripts} random edit scripts says the new document accepted and the old one refused, in the order Word insists on`, () => {
    const document = realisticDocument(3);
    for (let seed = 1; seed <= scripts; seed += 1) {
      const chance = new Chance(seed);
      const before = editedDocument(document, chance, chance.below(6));
      const after = editedDocument(before, chance, 1 + chance.below(12));
      const { docx } = redlineDocx(before, after, { author: 'Lucia Bianchi', at: '2026-11-28T10:00:00Z' });
      expect({ seed, failures: proveRedline(docx, before, after) }).toEqual({ seed, failures: [] });
      expect({ seed, faults: strictnessFaults(docx) }).toEqual({ seed, faults: [] });
    }
  });
});
