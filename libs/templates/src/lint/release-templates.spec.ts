import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fieldsOfKind } from '@gare/contracts/template-catalogue';
import { describeFinding } from '../template-finding.js';
import { templateManifest } from '../template-manifest.js';
import { lintTemplate } from './lint-template.js';

const root = join(__dirname, '../../../../templates');
const folders = readdirSync(root).filter((folder) => existsSync(join(root, folder, 'template.docx')));
/** Bodies of the demo and others whose names could occur in running text. */
const bodies = ['Comune di Tuoro sul Trasimeno', 'Comune di Magione', 'Comune di Gubbio', 'Comune di Perugia', 'Comune di Corciano'];

describe('lint of the templates of the release', () => {
  it.each(folders)('%s: nothing blocks it', (folder) => {
    const { code, kind } = templateManifest.parse(JSON.parse(readFileSync(join(root, folder, 'manifest.json'), 'utf8')));
    const bytes = readFileSync(join(root, folder, 'template.docx'));
    const { findings } = lintTemplate({ code, bytes, fields: fieldsOfKind(kind), asOf: '2026-11-28', bodies });
    expect(findings.filter(({ severity }) => severity === 'BLOCCA').map(describeFinding)).toEqual([]);
  });
});
