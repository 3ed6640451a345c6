import { createHash } from 'node:crypto';
import { wordBody, wordParagraph as p } from '../../../../test/fixtures/word-files.js';
import { composeTemplate } from '../compose/compose-template.js';
import { originOf, type Part } from '../compose/part.js';
import { type TemplateField } from '../field-catalogue.js';
import { lintTemplate } from './lint-template.js';
import { atSource } from './source-places.js';

const fields: TemplateField[] = [{ path: 'oggetto', kind: 'text', label: 'Oggetto' }];

function part(name: string, condition: string | null, ...lines: string[]): [string, Part] {
  const bytes = wordBody(lines.map(p).join(''));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return [name, { name, kind: 'PARTE', title: `Parte ${name}`, version: '1', sha256, bytes, condition }];
}

it('what is wrong in an included part is told where the file includes it, and the rest at its own paragraph', () => {
  const parts = new Map([part('testa', null, 'uno {oggeto}', 'due', 'tre'), part('coda', 'oggetto | presente', 'quattro {ogetto}')]);
  const bytes = wordBody([p('{+ testa}'), p('{altro}'), p('{+ coda}'), p('{ultimo}')].join(''));
  const composition = composeTemplate('X', bytes, parts);
  if (!composition.ok) throw new Error('the parts do not fit');
  const report = lintTemplate({ code: 'X', bytes: composition.bytes, fields, asOf: '2026-11-28', bodies: [] });
  const findings = report.findings.filter(({ code }) => code === 'unknown-field');
  expect(findings.map(({ tag }) => tag)).toEqual(['{oggeto}', '{altro}', '{ogetto}', '{ultimo}']);
  expect(originOf(composition.origins, findings[2] ?? { part: '', paragraph: 0 })).toMatchObject({ name: 'coda', paragraph: 1 });
  const placed = atSource(findings, composition.origins);
  expect(placed.map(({ paragraph, span }) => [paragraph, span !== undefined])).toEqual([
    [1, false],
    [2, true],
    [3, false],
    [4, true],
  ]);
  expect(placed[0]?.message).toBe('nella parte inclusa «Parte testa», {oggeto}: il campo «oggeto» non esiste');
});
