import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Docxtemplater from 'docxtemplater';
import { TemplateHandler } from 'easy-template-x';
import PizZip from 'pizzip';
import { compileTemplate, lintTemplate, renderTemplate, type TemplateField, type TemplateFinding } from '@gare/templates';
import { carboneRender } from './carbone.js';
import { documentOf, shownText, type SeededFault, type Syntax } from './fault-matrix.js';

/** An engine in its default settings: whether it tells a fault, or writes right what is none. */
export interface Engine {
  readonly name: string;
  readonly handles: (fault: SeededFault) => Promise<boolean>;
}

const braces: Syntax = {
  value: (name) => `{${name}}`,
  open: (list) => `{#${list}}`,
  close: (list) => `{/${list}}`,
  item: (_, name) => `{${name}}`,
};
const carboneTags: Syntax = {
  value: (name) => `{d.${name}}`,
  open: (list) => `{d.${list}:ifNEM:showBegin}`,
  close: (list) => `{d.${list}:showEnd}`,
  item: (list, name) => `{d.${list}[0].${name}}`,
};

const fields: readonly TemplateField[] = [
  { path: 'oggetto', kind: 'text', label: 'Oggetto', source: 'oggetto' },
  { path: 'lotti', kind: 'list', label: 'Lotti', source: 'lotti' },
  { path: 'lotti[].cig', kind: 'text', label: 'CIG', source: 'lotti/*/cig' },
];

/** Every fault must be told with its paragraph and what to do; a warning is no fault. */
export const product: Engine = {
  name: 'Gare insieme',
  handles: (fault) => {
    const bytes = documentOf(fault, braces);
    const { findings } = lintTemplate({ code: 'PROVA', bytes, fields, asOf: '2026-11-28', bodies: [] });
    const told = [...findings.filter(({ severity }) => severity === 'BLOCCA'), ...problems(bytes, fault)];
    if (fault.shows !== null) return Promise.resolve(told.length === 0 && shows(rendered(bytes, fault), fault));
    return Promise.resolve(told.some(({ paragraph, suggestion }) => paragraph > 0 && suggestion !== null));
  },
};

function problems(bytes: Buffer, { data }: SeededFault): readonly TemplateFinding[] {
  const compilation = compileTemplate('PROVA', bytes, fields);
  if (!compilation.ok) return [];
  const rendering = renderTemplate(compilation.template, data);
  return rendering.ok ? [] : rendering.problems;
}

function rendered(bytes: Buffer, { data }: SeededFault): Buffer {
  const compilation = compileTemplate('PROVA', bytes, fields);
  const rendering = compilation.ok ? renderTemplate(compilation.template, data) : null;
  return rendering?.ok === true ? rendering.docx : Buffer.alloc(0);
}

function shows(docx: Buffer, { shows: expected }: SeededFault): boolean {
  const xml = docx.length === 0 ? '' : (new PizZip(docx).file('word/document.xml')?.asText() ?? '');
  return shownText(xml) === expected;
}

/** A peer tells a fault by refusing it in words; what it writes in silence reaches the reader. */
function peer(name: string, render: (fault: SeededFault) => Promise<Buffer>): Engine {
  return {
    name,
    handles: async (fault) => {
      try {
        const docx = await render(fault);
        return fault.shows !== null && shows(docx, fault);
      } catch {
        return fault.shows === null;
      }
    },
  };
}

export const docxtemplater = peer('docxtemplater', (fault) => {
  const document = new Docxtemplater(new PizZip(documentOf(fault, braces)), { errorLogging: false });
  document.render(fault.data);
  return Promise.resolve(document.getZip().generate({ type: 'nodebuffer' }));
});

export const easyTemplateX = peer('easy-template-x', (fault) =>
  new TemplateHandler().process(documentOf(fault, braces), fault.data as never),
);

export const carbone = peer('carbone', async (fault) => {
  const folder = await mkdtemp(join(tmpdir(), 'carbone-'));
  try {
    const path = join(folder, 'modello.docx');
    await writeFile(path, documentOf(fault, carboneTags));
    return await carboneRender(path, fault.data);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
