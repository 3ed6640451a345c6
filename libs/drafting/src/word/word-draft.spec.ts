import { resolve } from 'node:path';
import fc from 'fast-check';
import { templateContext } from '@gare/contracts/scheda/template-context';
import { fieldsOfKind } from '@gare/contracts/template-catalogue';
import { textOf } from '@gare/domain/drafting/draft-content';
import { isSuggestionMark } from '@gare/domain/drafting/draft-marks';
import { emphasisOf, formatWith, reformatting, withEmphasis, type Emphasis } from '@gare/domain/drafting/emphasis';
import {
  type AtomFormat,
  blockAttrs,
  blockId,
  blocksOf,
  draftSchema,
  type DraftNode,
  type NodeChange,
} from '@gare/domain/drafting/draft-schema';
import { comuneDiTuoro, provinciaDiPerugia } from '@gare/domain/scheda/samples/umbria-bodies';
import { refezioneTuoro } from '@gare/domain/scheda/samples/index';
import { extractDocxText, inflateEntry, readZipDirectory } from '@gare/platform/docx';
import { loadTemplates, renderTemplate, type PrintedValue } from '@gare/templates';
import { Fragment } from 'prosemirror-model';
import { numbersOf, referenceLabels } from '@gare/domain/drafting/numbering';
import { acceptSuggestions, rejectSuggestions, suggestionsOf } from '@gare/domain/drafting/suggestions';
import { docxFromDraft } from './docx-from-draft.js';
import { draftFromDocx } from './draft-from-docx.js';
import { numberingOf } from './shell-numbering.js';
import { type DraftShell } from './word-draft.js';

const context = templateContext({
  scheda: refezioneTuoro,
  dossier: { codiceAppalto: 'SUA-PG-2026-000123' },
  comune: comuneDiTuoro,
  provincia: provinciaDiPerugia,
  asOf: '2026-12-15',
});
const loading = loadTemplates(resolve('templates'), fieldsOfKind);

async function shell(code: string): Promise<DraftShell> {
  const { templates } = await loading;
  const template = templates.find(({ manifest }) => manifest.code === code);
  if (template === undefined) throw new Error(`no template ${code}`);
  const rendering = renderTemplate(template.compiled, context);
  if (!rendering.ok) throw new Error(JSON.stringify(rendering.problems));
  return { docx: rendering.docx, printed: rendering.printed(), template };
}

function valuesOf(draft: DraftNode): DraftNode[] {
  const values: DraftNode[] = [];
  draft.descendants((node) => {
    if (node.type.name === 'value') values.push(node);
    return true;
  });
  return values;
}

const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');

describe('draft of a generated document', () => {
  it.each([
    ['D33', 'CLAUSOLA:CL06', 60],
    ['D30', 'CLAUSOLA:CL01', 8],
    ['D21', 'CLAUSOLA:CL01', 30],
    ['D40', 'CLAUSOLA:CL05-D40', 70],
  ])('%s: every paragraph is there, every value an atom, every clause named, every id the same again', async (code, clause, parts) => {
    const source = await shell(code);
    const draft = draftFromDocx(source);
    draft.check();
    const extraction = extractDocxText(source.docx);
    if (!extraction.ok) throw new Error(extraction.message);
    expect(lines(textOf(draft))).toEqual((extraction.parts[0]?.paragraphs ?? []).flatMap(({ text }) => lines(text)));
    const printed = source.printed.filter(({ part }) => part === 'word/document.xml');
    expect(valuesOf(draft).map(({ attrs }) => attrs['text'] as string)).toEqual(printed.map(({ text }) => text));
    const blocks = blocksOf(draft);
    expect(new Set(blocks.map(({ node }) => node.attrs['id'] as string)).size).toBe(blocks.length);
    expect(blocks.some(({ node }) => node.attrs['origin'] === clause)).toBe(true);
    expect(blocks.filter(({ node }) => node.type.name === 'listItem' || node.type.name === 'table').length).toBeGreaterThanOrEqual(parts);
    expect(draftFromDocx(source).eq(draft)).toBe(true);
  });
});

function partOf(docx: Buffer, name: string): string {
  const directory = readZipDirectory(docx);
  const entry = directory.ok ? directory.entries.find((one) => one.name === name) : undefined;
  return entry === undefined ? '' : (inflateEntry(entry)?.toString('utf8') ?? '');
}

/** All that a Word file can say of a draft: who suggests is a name there, and origins are worked out of the template. */
function comparable(node: DraftNode): unknown {
  const silent = new Set(['origin', 'owner', 'authorId', 'tag']);
  return JSON.parse(
    JSON.stringify(node.toJSON(), (name, value: unknown) =>
      silent.has(name) || (name === 'id' && typeof value === 'string' && !/^[0-7][0-9A-F]{7}$/.test(value)) ? undefined : value,
    ),
  ) as unknown;
}

const back = (docx: Buffer): DraftNode => draftFromDocx({ docx, printed: [] });

describe('a draft in Word', () => {
  it.each(['D33', 'D30', 'D21', 'D40'])(
    '%s: unchanged it is the generated document to the letter, with its values in their places',
    async (code) => {
      const source = await shell(code);
      const { docx, printed, missing } = docxFromDraft(source, draftFromDocx(source), { suggestions: 'rejected' });
      expect(partOf(docx, 'word/document.xml')).toBe(partOf(source.docx, 'word/document.xml'));
      expect(printed.toSorted(byPlace)).toEqual(source.printed.toSorted(byPlace));
      expect(missing).toEqual([]);
    },
  );

  it.each(['D33', 'D30', 'D21', 'D40'])('%s: written anew for the way back it is the same draft', async (code) => {
    const source = await shell(code);
    const draft = draftFromDocx(source);
    const { docx, printed } = docxFromDraft(source, draft, { suggestions: 'revisions', forReturn: true });
    expect(comparable(back(docx))).toEqual(comparable(draft));
    expect(printed.toSorted(byPlace).map(({ text }) => text)).toEqual(source.printed.toSorted(byPlace).map(({ text }) => text));
    expect(docxFromDraft(source, draft, { suggestions: 'revisions', forReturn: true }).docx.equals(docx)).toBe(true);
  });

  it('whatever is suggested comes back as it was, and accepted or rejected in Word reads as here', async () => {
    const source = await shell('D21');
    const base = draftFromDocx(source);
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 12 }), (edits) => {
        const draft = edits.reduce(edited, base);
        const { docx } = docxFromDraft(source, draft, { suggestions: 'revisions', forReturn: true });
        expect(comparable(back(docx))).toEqual(comparable(draft));
        for (const [suggestions, decided] of [
          ['accepted', acceptSuggestions(draft)],
          ['rejected', rejectSuggestions(draft)],
        ] as const) {
          const written = docxFromDraft(source, draft, { suggestions });
          expect(textOf(back(written.docx))).toBe(textOf(decided));
        }
      }),
      {
        numRuns: 12,
        // Words put in and, after that, their whole paragraph taken out by the same person.
        examples: [
          [
            [
              { at: 3, seed: 1, kind: 'bold' },
              { at: 9, seed: 2, kind: 'bold' },
              { at: 9, seed: 3, kind: 'words' },
            ],
          ],
          [
            [
              { at: 2, seed: 0, kind: 'words' },
              { at: 0, seed: 0, kind: 'insertion' },
              { at: 3, seed: 0, kind: 'deletion' },
            ],
          ],
        ],
      },
    );
  });
});

describe('columns that are only proposed', () => {
  const signed = { authorId: 'verdi', author: 'Avv. Verdi', at: '2027-03-01T10:00:00Z' };
  const paragraph = (id: number, text: string): DraftNode =>
    draftSchema.nodes.paragraph.create({ id: blockId(id) }, text === '' ? [] : draftSchema.text(text));
  const cell = (id: number, text: string, kind?: NodeChange['kind']): DraftNode =>
    draftSchema.nodes.tableCell.create({ change: kind === undefined ? null : { kind, id: kind, ...signed } }, paragraph(id, text));
  const table = draftSchema.nodes.table.create({ id: blockId(901) }, [
    draftSchema.nodes.tableRow.create(null, [cell(902, 'criterio'), cell(903, 'peso', 'insertion'), cell(904, 'note', 'deletion')]),
    draftSchema.nodes.tableRow.create(null, [cell(905, 'qualità'), cell(906, '', 'insertion'), cell(907, 'nessuna', 'deletion')]),
  ]);

  it('are tracked cells in Word, behind all other properties of the cell, and come back as one proposal each', async () => {
    const source = await shell('D21');
    const base = draftFromDocx(source);
    const draft = base.copy(base.content.addToEnd(table));
    const { docx } = docxFromDraft(source, draft, { suggestions: 'revisions', forReturn: true });
    const xml = partOf(docx, 'word/document.xml');
    expect(xml.match(/<w:cellIns w:id="\d+" w:author="Avv\. Verdi" w:date="2027-03-01T10:00:00Z"\/><\/w:tcPr>/g)).toHaveLength(2);
    expect(xml.match(/<w:cellDel [^>]*\/><\/w:tcPr>/g)).toHaveLength(2);
    const read = back(docx);
    expect(suggestionsOf(read).map(({ part, isAdding, inserted, deleted }) => [part, isAdding, inserted, deleted])).toEqual([
      ['column', true, 'peso', ''],
      ['column', false, '', 'note · nessuna'],
    ]);
    for (const [suggestions, decide] of [
      ['accepted', acceptSuggestions],
      ['rejected', rejectSuggestions],
    ] as const) {
      expect(textOf(decide(read))).toBe(textOf(decide(draft)));
      const written = docxFromDraft(source, draft, { suggestions });
      expect(textOf(back(written.docx))).toBe(textOf(decide(draft)));
      expect(partOf(written.docx, 'word/document.xml')).not.toMatch(/w:cell(?:Ins|Del)/);
    }
  });
});

describe('numbers and references', () => {
  const isArticle = (node: DraftNode): boolean => node.type.name === 'heading' && node.attrs['level'] === 2;

  it('read in the page as Word prints them, and follow when an article goes', async () => {
    const source = await shell('D33');
    const base = draftFromDocx(source);
    const numbering = numberingOf(source.docx);
    const articles = base.children.filter(isArticle);
    const [gone, target] = [articles[0], articles[1]];
    const id = String(target?.attrs['id']);
    const reference = draftSchema.nodes.paragraph.create({ id: '0000ABCD' }, [
      draftSchema.text('Si veda l’art. '),
      draftSchema.nodes.crossRef.create({ target: id }),
    ]);
    const draft = draftSchema.nodes.doc.create(null, [...base.children, reference]);
    const without = draftSchema.nodes.doc.create(
      null,
      draft.children.filter((block) => block !== gone),
    );
    for (const [text, number] of [
      [draft, '1.2'],
      [without, '1.1'],
    ] as const) {
      expect(referenceLabels(text, numbersOf(text, numbering)).get(id)).toBe(number);
      const { docx } = docxFromDraft(source, text, { suggestions: 'rejected' });
      const xml = partOf(docx, 'word/document.xml');
      expect(xml).toContain(` REF _gare_${id} \\r \\h `);
      expect(xml).toMatch(new RegExp(`<w:bookmarkStart w:id="\\d+" w:name="_gare_${id}"/>`));
      const printed = extractDocxText(docx);
      expect(printed.ok ? printed.parts[0]?.paragraphs.at(-1)?.text : '').toBe(`Si veda l’art. ${number}`);
      expect(back(docx).lastChild?.lastChild?.attrs['target']).toBe(id);
    }
  });
});

const byPlace = (one: PrintedValue, other: PrintedValue): number =>
  one.part < other.part ? -1 : one.part > other.part ? 1 : one.paragraph - other.paragraph || one.offset - other.offset;

type Edit = { readonly at: number; readonly kind: NodeChange['kind'] | 'words' | 'gone' | 'new' | 'bold'; readonly seed: number };

const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.nat(200),
  seed: fc.nat(1000),
  kind: fc.constantFrom<Edit['kind'][]>('insertion', 'deletion', 'split', 'words', 'gone', 'new', 'modification', 'join', 'bold'),
});

/** One edit in a block of the draft, as the editor makes it. */
function edited(draft: DraftNode, { at, kind, seed }: Edit): DraftNode {
  const index = 1 + (at % (draft.childCount - 1));
  const block = draft.child(index);
  const signature = {
    id: `s${seed}`,
    authorId: 'verdi',
    author: `Avv. Verdi ${seed}`,
    at: `2027-03-01T10:${String(seed % 60).padStart(2, '0')}:00Z`,
  };
  if (!block.isTextblock || blockAttrs(block).change !== null) return draft;
  const put = (...blocks: DraftNode[]): DraftNode => draft.copy(draft.content.replaceChild(index, blocks[0] ?? block));
  const fresh = (change: NodeChange | null): DraftNode =>
    draftSchema.nodes.paragraph.create(
      { ...block.attrs, id: blockId(seed * 7919 + 5), look: lookOfParagraph(draft), change },
      draftSchema.text(`Comma nuovo ${seed}`),
    );
  const isTaken = blocksOf(draft).some(({ node }) => node.attrs['id'] === blockId(seed * 7919 + 5));
  const after = (one: DraftNode): DraftNode =>
    isTaken ? draft : draftSchema.nodes.doc.create(null, draft.children.toSpliced(index + 1, 0, one));
  if (kind === 'new') return after(fresh(null));
  if (kind === 'insertion') return after(fresh({ kind, ...signature }));
  if (kind === 'split') return after(fresh({ kind, ...signature }));
  if (kind === 'words') return put(block.copy(block.content.append(textWith('insertion', ` parola ${seed}`, signature))));
  if (kind === 'gone') return put(block.copy(block.content.append(textWith('deletion', ` tolta ${seed}`, signature))));
  if (kind === 'bold') return put(block.copy(Fragment.from(block.children.map((node) => emphasised(node, signature)))));
  if (kind === 'modification') {
    const previous = { type: 'paragraph', look: block.attrs['look'] as string };
    if (block.type.name !== 'paragraph') return draft;
    const heading = draft.children.find(({ type, attrs }) => type.name === 'heading' && attrs['change'] === null);
    if (heading === undefined) return draft;
    const { level, look } = heading.attrs as { level: number; look: string | null };
    return put(draftSchema.nodes.heading.create({ ...block.attrs, level, look, change: { kind, ...signature, previous } }, block.content));
  }
  const before = draft.child(index - 1);
  if (kind === 'join' && (!before.isTextblock || blockAttrs(before).change !== null)) return draft;
  return put(block.type.create({ ...block.attrs, change: { kind, ...signature } }, block.content));
}

/** Words and values as somebody proposes to set them in bold, or not bold where they are. */
function emphasised(node: DraftNode, signature: { id: string; authorId: string; author: string; at: string }): DraftNode {
  const before = emphasisOf(node);
  const wanted: Emphasis[] = before.includes('bold') ? before.filter((name) => name !== 'bold') : ['bold', ...before];
  if (node.isText) {
    if (node.marks.some(isSuggestionMark)) return node;
    return node.mark(reformatting(draftSchema, signature, before).addToSet(withEmphasis(node.marks, wanted, draftSchema)));
  }
  if (node.type.name !== 'value' || node.attrs['change'] !== null) return node;
  const format = node.attrs['format'] as AtomFormat | null;
  const change = { kind: 'modification', ...signature, previous: { format: formatWith(format, before) } };
  return node.type.create({ ...node.attrs, format: formatWith(format, wanted), change });
}

const lookOfParagraph = (draft: DraftNode): unknown => draft.children.find(({ type }) => type.name === 'paragraph')?.attrs['look'];

function textWith(kind: 'insertion' | 'deletion', text: string, signature: object): Fragment {
  return Fragment.from(draftSchema.text(text, [draftSchema.marks[kind].create(signature)]));
}
