import { type LintBlockView, type TemplateLintView } from '@gare/contracts/template-lint';
import { type LaidOutParagraph } from '@gare/platform/docx';
import { partName, type TemplateFinding } from '../template-finding.js';
import { titleOf } from './finding-titles.js';
import { type LintReport } from './lint-template.js';

type Paragraph = Extract<LintBlockView, { kind: 'paragraph' }>['paragraph'];
type Table = Extract<LintBlockView, { kind: 'table' }>;

/** A report as its page shows it: findings with their places, and the text of every part as blocks. Plain text only, never markup. */
export function lintView(report: LintReport, title: string): TemplateLintView {
  const { template, sha256, asOf, findings, parts } = report;
  const blocking = findings.filter(({ severity }) => severity === 'BLOCCA').length;
  return {
    ...{ template, title, sha256, asOf, blocking, warnings: findings.length - blocking },
    findings: findings.map(findingView),
    parts: parts
      .filter(({ layout }) => layout.paragraphs.some(({ text, pictures }) => text.trim() !== '' || pictures.length > 0))
      .map(({ name, layout }) => ({ name, title: nameOfPart(name), blocks: blocksOf(layout.paragraphs) })),
  };
}

function findingView(finding: TemplateFinding): TemplateLintView['findings'][number] {
  const { severity, code, part, paragraph, heading, tag, message, suggestion, span, origin } = finding;
  return {
    ...{
      severity,
      code,
      title: titleOf(code),
      part,
      partName: nameOfPart(part),
      paragraph,
      heading: [...heading],
      tag,
      message,
      suggestion,
    },
    span: span === undefined ? null : { from: span[0], to: span[1] },
    origin: origin == null ? null : `${origin.title}, versione ${origin.version}`,
  };
}

const nameOfPart = (part: string): string => (part === 'word/document.xml' || part === '' ? 'testo' : partName(part));

interface OpenTable {
  readonly table: string;
  row: string;
  cell: string;
  readonly block: Table;
}

/** Paragraphs in order; those of one outermost table become its rows and cells, inner tables stay inside their cell. */
function blocksOf(paragraphs: readonly LaidOutParagraph[]): LintBlockView[] {
  const blocks: LintBlockView[] = [];
  const tables: OpenTable[] = [];
  for (const paragraph of paragraphs) {
    const shown = view(paragraph);
    const cell = paragraph.cell?.path.split('/')[0];
    if (cell === undefined) {
      tables.length = 0;
      blocks.push({ kind: 'paragraph', paragraph: shown });
      continue;
    }
    const [table = '', row = ''] = cell.split('.');
    let open = tables.find((one) => one.table === table);
    if (open === undefined) {
      open = { table, row: '', cell: '', block: { kind: 'table', rows: [] } };
      tables.splice(0, tables.length, open);
      blocks.push(open.block);
    }
    if (open.row !== row) open.block.rows.push({ cells: [] });
    if (open.cell !== cell) open.block.rows.at(-1)?.cells.push({ paragraphs: [] });
    open.block.rows.at(-1)?.cells.at(-1)?.paragraphs.push(shown);
    Object.assign(open, { row, cell });
  }
  return blocks;
}

function view({ number, headingLevel, text, pictures }: LaidOutParagraph): Paragraph {
  return { number, level: headingLevel, text, pictures: pictures.map(({ description }) => description) };
}
