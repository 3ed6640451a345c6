import { resolve } from 'node:path';
import Docxtemplater from 'docxtemplater';
import expressionParser from 'docxtemplater/expressions.js';
import PizZip from 'pizzip';
import { templateContext } from '@gare/contracts/scheda/template-context';
import { fieldsOfKind } from '@gare/contracts/template-catalogue';
import { type Scheda } from '@gare/contracts/scheda/scheda';
import { referenceDate } from '@gare/domain/scheda/derive';
import { comuneDiTuoro, provinciaDiPerugia } from '@gare/domain/scheda/samples/umbria-bodies';
import { refezioneTuoro } from '@gare/domain/scheda/samples/index';
import { filters, loadTemplates, renderTemplate, type CompiledTemplate } from '@gare/templates';
import { type Measurement, type Run, type Tell } from '../figure.js';

const runs = 15;
const rendersPerRun = 4;

export const strictRender: Measurement = {
  terms: {
    figure: 'strict-render',
    unit: 'ms',
    peer: 'plain docxtemplater',
    target: 1.5,
    mustBe: 'atMost',
    description: `The disciplinare (D33) of the demo's services tender, from template and values in memory to the bytes of the DOCX, mean of ${rendersPerRun} renders a run. The peer is docxtemplater with its own Angular expression parser on the same template, its tags rewritten once in that parser's syntax, with the same filters and values and no checks; both documents have the same text.`,
  },
  measure: (tell) => measure(tell),
};

async function measure(tell: Tell): Promise<Run[]> {
  const template = await disciplinare();
  const context = demoContext();
  const plain = inPlainSyntax(template);
  const strict = (): Buffer => {
    const rendering = renderTemplate(template, context);
    if (!rendering.ok) throw new Error(`the disciplinare was refused: ${JSON.stringify(rendering.problems[0])}`);
    return rendering.docx;
  };
  const bare = (): Buffer => renderPlainly(plain, context);
  if (textOf(strict()) !== textOf(bare())) throw new Error('product and peer do not write the same document');
  const measured: Run[] = [];
  for (let run = 1; run <= runs; run += 1) {
    const value = meanMs(strict);
    const peer = meanMs(bare);
    measured.push({ value, peer });
    tell(`  ${run}/${runs}: ${value.toFixed(0)} ms, plain ${peer.toFixed(0)} ms, ratio ${(value / peer).toFixed(3)}`);
  }
  return measured;
}

function meanMs(render: () => Buffer): number {
  const start = performance.now();
  for (let count = 0; count < rendersPerRun; count += 1) render();
  return (performance.now() - start) / rendersPerRun;
}

export async function disciplinare(): Promise<CompiledTemplate> {
  const { templates, faults } = await loadTemplates(resolve('templates'), fieldsOfKind);
  const found = templates.find(({ manifest }) => manifest.code === 'D33');
  if (found === undefined) throw new Error(`no template D33 ${faults.join(' ')}`);
  return found.compiled;
}

export function demoContext(scheda = refezioneTuoro as Scheda): unknown {
  // The sheet sets the reference date itself; the instant given here is not used.
  const { data } = referenceDate(scheda, '2026-11-20T09:00:00.000Z');
  const dossier = { codiceAppalto: 'PG-2026-001' };
  return templateContext({ scheda, dossier, comune: comuneDiTuoro, provincia: provinciaDiPerugia, asOf: data });
}

/** The same template with its tags in the syntax of docxtemplater's expression parser. */
function inPlainSyntax(template: CompiledTemplate): Buffer {
  const zip = new PizZip(template.bytes);
  for (const part of template.tags.keys()) {
    const xml = zip.file(part)?.asText() ?? '';
    zip.file(
      part,
      xml.replace(/\{([^{}<>]*)\}/g, (_, tag: string) => `{${plainTag(tag)}}`),
    );
  }
  return zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' });
}

function plainTag(tag: string): string {
  if (tag.startsWith('/')) return '/';
  return tag
    .replace(/^([#^])se\s+([\s\S]+)$/, '$1($2) | se')
    .replace(/(?<![\w.$])non\s+/g, '!')
    .replace(/\s+e\s+/g, ' &amp;&amp; ')
    .replace(/\s+(?:o|oppure)\s+/g, ' || ');
}

/** The parser of docxtemplater would repeat a condition for every item of a list; `se` makes it a yes or no. */
const plainFilters = {
  ...Object.fromEntries([...filters].map(([name, { apply }]) => [name, (value: unknown, argument: unknown) => apply(value, argument)])),
  se: (value: unknown) => (Array.isArray(value) ? value.length > 0 : Boolean(value)),
};

function renderPlainly(template: Buffer, context: unknown): Buffer {
  const document = new Docxtemplater(new PizZip(template), {
    paragraphLoop: true,
    linebreaks: true,
    parser: expressionParser.configure({ filters: plainFilters }),
  });
  document.render(context);
  return document.getZip().generate({ type: 'nodebuffer', compression: 'DEFLATE' });
}

function textOf(docx: Buffer): string {
  const xml = new PizZip(docx).file('word/document.xml')?.asText() ?? '';
  return xml.replace(/<\/w:p>/g, '\n').replace(/<[^>]+>/g, '');
}
