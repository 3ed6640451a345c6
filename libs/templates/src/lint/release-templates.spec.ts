import { join } from 'node:path';
import { fieldsOfKind } from '@gare/contracts/template-catalogue';
import { composeTemplate } from '../compose/compose-template.js';
import { partsInForce } from '../release-check.js';
import { readRelease, type TemplateSource } from '../release-files.js';
import { describeFinding, type TemplateFinding } from '../template-finding.js';
import { lintTemplate } from './lint-template.js';

/** Bodies of the demo and others whose names could occur in running text. */
const bodies = ['Comune di Tuoro sul Trasimeno', 'Comune di Magione', 'Comune di Gubbio', 'Comune di Perugia', 'Comune di Corciano'];
const day = '2026-11-28';

describe('lint of the texts of the release, parts and clauses included', () => {
  let templates: readonly TemplateSource[] = [];
  const findings = new Map<string, readonly TemplateFinding[]>();

  beforeAll(async () => {
    const release = await readRelease(join(__dirname, '../../../../templates'));
    const parts = partsInForce(release.parts, day);
    ({ templates } = release);
    for (const { manifest, bytes } of templates) {
      const composition = composeTemplate(manifest.code, bytes, parts);
      if (!composition.ok) throw new Error(composition.findings.map(describeFinding).join('\n'));
      const fields = fieldsOfKind(manifest.kind);
      findings.set(manifest.code, lintTemplate({ code: manifest.code, bytes: composition.bytes, fields, asOf: day, bodies }).findings);
    }
  }, 120_000);

  it('there are templates, and nothing blocks any of them', () => {
    expect(templates.length).toBeGreaterThan(16);
    const blocking = [...findings.values()].flat().filter(({ severity }) => severity === 'BLOCCA');
    expect(blocking.map(describeFinding)).toEqual([]);
  });

  it('warnings stay rare: a figure of merit of the rules, and of the texts', () => {
    const warnings = [...findings.values()].flat().filter(({ severity }) => severity === 'AVVISA');
    expect(warnings.slice(Math.floor(templates.length / 4)).map(describeFinding)).toEqual([]);
  });
});
