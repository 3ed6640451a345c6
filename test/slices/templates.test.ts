import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as docx from 'docx';
import { BrokenTemplates, compileTemplate, RenderPool, TemplateLibrary, type CompiledTemplate, type TemplateField } from '@gare/templates';

const fields: TemplateField[] = [
  { path: 'oggetto', kind: 'text', label: 'Oggetto' },
  { path: 'lotti[].cig', kind: 'text', label: 'CIG' },
];

function document(...lines: string[]): Promise<Buffer> {
  return docx.Packer.toBuffer(new docx.Document({ sections: [{ children: lines.map((line) => new docx.Paragraph(line)) }] }));
}

function compiled(bytes: Buffer): CompiledTemplate {
  const compilation = compileTemplate('D30', bytes, fields);
  if (!compilation.ok) throw new Error('the template is broken');
  return compilation.template;
}

describe('rendering in worker threads', () => {
  it('renders, refuses, and gives the same bytes from two workers', async () => {
    const template = compiled(await document('{oggetto}', '{#lotti}{cig} {/lotti}'));
    const context = { oggetto: 'Mensa', lotti: [{ cig: 'B1' }] };
    const [one, other] = [new RenderPool(), new RenderPool()];
    const first = await one.render(template, fields, context);
    const second = await other.render(template, fields, context);
    expect(first.ok && second.ok && first.docx.equals(second.docx)).toBe(true);
    await expect(one.render(template, fields, { lotti: [] })).resolves.toMatchObject({
      ok: false,
      problems: [{ field: 'oggetto', paragraph: 1 }],
    });
    await Promise.all([one.close(), other.close()]);
  }, 60_000);

  it('ends a rendering that takes too long or too much memory, and goes on', async () => {
    const template = compiled(await document('{#lotti}{#lotti}{#lotti}{cig}{/lotti}{/lotti}{/lotti}', '{oggetto}'));
    const heavy = { oggetto: 'x', lotti: Array.from({ length: 700 }, () => ({ cig: 'B1'.repeat(20) })) };
    const light = { oggetto: 'x', lotti: [{ cig: 'B1' }] };
    const slow = new RenderPool({ size: 1, timeLimit: 3_000, memoryLimit: 4_000 });
    await slow.render(template, fields, light);
    await expect(slow.render(template, fields, heavy)).rejects.toMatchObject({ code: 'templates.timeout' });
    await expect(slow.render(template, fields, light)).resolves.toMatchObject({ ok: true });
    await slow.close();
    const wide = { oggetto: 'x', lotti: Array.from({ length: 2_000_000 }, (_, index) => ({ cig: String(index) })) };
    const small = new RenderPool({ size: 1, timeLimit: 30_000, memoryLimit: 64 });
    await expect(small.render(template, fields, wide)).rejects.toMatchObject({ code: 'templates.memory' });
    await expect(small.render(template, fields, light)).resolves.toMatchObject({ ok: true });
    await small.close();
  }, 120_000);

  it('answers what is being rendered, waits or comes late when it is closed', async () => {
    const template = compiled(await document('{#lotti}{#lotti}{#lotti}{cig}{/lotti}{/lotti}{/lotti}', '{oggetto}'));
    const heavy = { oggetto: 'x', lotti: Array.from({ length: 700 }, () => ({ cig: 'B1'.repeat(20) })) };
    const light = { oggetto: 'x', lotti: [{ cig: 'B1' }] };
    const pool = new RenderPool({ size: 1, timeLimit: 60_000, memoryLimit: 4_000 });
    await pool.render(template, fields, light);
    const asked = Promise.allSettled([pool.render(template, fields, heavy), pool.render(template, fields, light)]);
    await pool.close();
    const late = await Promise.allSettled([pool.render(template, fields, light)]);
    for (const answer of [...(await asked), ...late])
      expect(answer).toMatchObject({ status: 'rejected', reason: { code: 'templates.crashed' } });
  }, 60_000);
});

describe('template library', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'templates-'));
  });

  afterEach(() => rm(folder, { recursive: true }));

  async function install(name: string, manifest: object, ...lines: string[]): Promise<void> {
    await mkdir(join(folder, name));
    await writeFile(
      join(folder, name, 'manifest.json'),
      JSON.stringify({ code: 'D30', title: 'Bando', version: '1', validFrom: '2024-12-31', ...manifest }),
    );
    await writeFile(join(folder, name, 'template.docx'), await document(...lines));
  }

  it('finds the template in force on a day', async () => {
    await install('old', { validTo: '2025-12-31' }, 'Vecchio {oggetto}');
    await install('new', { validFrom: '2026-01-01', version: '2' }, 'Nuovo {oggetto}');
    const library = new TemplateLibrary({ templatesDir: folder, fields });
    await library.onModuleInit();
    expect(library.find('D30', '2025-06-01')?.manifest.version).toBe('1');
    expect(library.find('D30', '2026-11-22')?.manifest.version).toBe('2');
    expect(library.find('D30', '2020-01-01')).toBeNull();
    const inForce = library.find('D30', '2026-11-22');

    await expect(inForce === null ? null : library.render(inForce, { oggetto: 'Mensa' })).resolves.toMatchObject({ ok: true });
    await library.onApplicationShutdown();
  }, 60_000);

  it('does not start on broken templates and names every place', async () => {
    await install('one', {}, 'Testo', '{ogetto}');
    await install('two', { code: 'D33' }, '{#lotti}{cig}');
    await install('three', { code: 'D11', fields: ['importoBase'] }, '{oggetto}');
    const starting = new TemplateLibrary({ templatesDir: folder, fields }).onModuleInit();
    await expect(starting).rejects.toBeInstanceOf(BrokenTemplates);
    await expect(starting).rejects.toThrow(
      /Modello D30, paragrafo 2, tag \{ogetto\}: il campo «ogetto» non esiste\. Suggerimento: \{oggetto\}\./,
    );
    await expect(starting).rejects.toThrow(/Modello D33, paragrafo 1, tag \{#lotti\}: la sezione non è chiusa/);
    await expect(starting).rejects.toThrow(/usa «oggetto», che manifest\.json non dichiara/);
  });

  it('does not start with two templates in force on one day', async () => {
    await install('one', {}, '{oggetto}');
    await install('two', { validFrom: '2026-01-01' }, '{oggetto} bis');
    await expect(new TemplateLibrary({ templatesDir: folder, fields }).onModuleInit()).rejects.toThrow(/due modelli D30 in vigore/);
  });
});
