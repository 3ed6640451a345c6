import { join } from 'node:path';
import { fieldsOfKind } from '@gare/contracts/template-catalogue';
import { composeTemplate } from '../compose/compose-template.js';
import { partsInForce } from '../release-check.js';
import { readRelease } from '../release-files.js';
import { describeFinding } from '../template-finding.js';
import { lintTemplate } from './lint-template.js';

/** Bodies of the demo and others whose names could occur in running text. */
const bodies = ['Comune di Tuoro sul Trasimeno', 'Comune di Magione', 'Comune di Gubbio', 'Comune di Perugia', 'Comune di Corciano'];

describe('lint of the templates of the release', () => {
  it('blocks none of them', async () => {
    const { templates, parts } = await readRelease(join(__dirname, '../../../../templates'));
    expect(templates.length).toBeGreaterThan(15);
    for (const { manifest, bytes } of templates) {
      const composition = composeTemplate(manifest.code, bytes, partsInForce(parts, '2026-11-28'));
      if (!composition.ok) throw new Error(composition.findings.map(describeFinding).join('\n'));
      const fields = fieldsOfKind(manifest.kind);
      const { findings } = lintTemplate({ code: manifest.code, bytes: composition.bytes, fields, asOf: '2026-11-28', bodies });
      expect(findings.filter(({ severity }) => severity === 'BLOCCA').map(describeFinding)).toEqual([]);
    }
  });
});
