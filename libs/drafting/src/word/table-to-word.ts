import { blockAttrs, type DraftNode, type NodeChange } from '@gare/domain/drafting/draft-schema';
import { type Annotations } from './track-changes.js';

/** What the writing of a body lends to its tables. */
export interface TableWriting {
  readonly annotations: Annotations;
  siblings(nodes: readonly DraftNode[], inTable: boolean): string;
  piece(key: unknown): string;
  idOf(id: string | null): string;
}

/** Width of the text of a page in twentieths of a point, for tables that bring no widths. */
const textWidth = 9070;
const plainLook =
  '<w:tblPr><w:tblW w:type="dxa" w:w="9070"/><w:tblBorders><w:top w:val="single" w:sz="4" w:space="0" w:color="5C6F82"/><w:left w:val="single" w:sz="4" w:space="0" w:color="5C6F82"/><w:bottom w:val="single" w:sz="4" w:space="0" w:color="5C6F82"/><w:right w:val="single" w:sz="4" w:space="0" w:color="5C6F82"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="5C6F82"/><w:insideV w:val="single" w:sz="4" w:space="0" w:color="5C6F82"/></w:tblBorders></w:tblPr>';

export function writeTable(writing: TableWriting, table: DraftNode): string {
  const { id, change } = blockAttrs(table);
  const columns = Math.max(...table.children.map((row) => row.children.reduce((sum, cell) => sum + spanOf(cell), 0)));
  const look = writing.piece(table.attrs['look']);
  const properties = /<w:tblPr(?:\/>|[\s\S]*<\/w:tblPr>)/.exec(look)?.[0] ?? plainLook;
  const known = look.split('<w:gridCol').length - 1;
  const grid = /<w:tblGrid[\s\S]*$/.exec(look)?.[0];
  const width = Math.floor(textWidth / columns);
  const fresh = `<w:tblGrid>${`<w:gridCol w:w="${width}"/>`.repeat(columns)}</w:tblGrid>`;
  const rows = table.children.map((row, at) => writeRow(writing, row, { whole: change, width, id: at === 0 ? id : null }));
  return `<w:tbl>${properties}${grid !== undefined && known === columns ? grid : fresh}${rows.join('')}</w:tbl>`;
}

interface RowPlace {
  readonly whole: NodeChange | null;
  readonly width: number;
  readonly id: string | null;
}

function writeRow(writing: TableWriting, row: DraftNode, { whole, width, id }: RowPlace): string {
  const change = (row.attrs['change'] as NodeChange | null) ?? whole;
  const look = writing.piece(row.attrs['look']) + tracked(writing, change, 'w:ins', 'w:del');
  const cells = row.children.map((cell) => writeCell(writing, cell, width));
  return `<w:tr${writing.idOf(id)}>${look === '' ? '' : `<w:trPr>${look}</w:trPr>`}${cells.join('')}</w:tr>`;
}

function writeCell(writing: TableWriting, cell: DraftNode, width: number): string {
  const span = spanOf(cell);
  const own = writing.piece(cell.attrs['look']);
  const look = own === '' ? `<w:tcW w:w="${width * span}" w:type="dxa"/>` : own;
  const content = writing.siblings(cell.children, true);
  // A cell ends with a paragraph.
  const end = content.endsWith('</w:p>') || content.endsWith('/>') ? '' : '<w:p/>';
  const change = cell.attrs['change'] as NodeChange | null;
  return `<w:tc><w:tcPr>${withSpan(look, span)}${tracked(writing, change, 'w:cellIns', 'w:cellDel')}</w:tcPr>${content}${end}</w:tc>`;
}

/** The tracked change of a row or a cell: put in or taken out. */
function tracked({ annotations }: TableWriting, change: NodeChange | null, ins: string, del: string): string {
  const name = change?.kind === 'insertion' ? ins : change?.kind === 'deletion' ? del : null;
  return name === null || change === null ? '' : `<${name} ${annotations.signature(change)}/>`;
}

function spanOf(cell: DraftNode): number {
  return Number(cell.attrs['colspan']) || 1;
}

function withSpan(look: string, span: number): string {
  const own = /<w:gridSpan\s[^>]*w:val="(\d+)"[^>]*\/>/.exec(look);
  if (own !== null) return look.replace(own[0], span === 1 ? '' : `<w:gridSpan w:val="${span}"/>`);
  if (span === 1) return look;
  const width = /^(?:<w:cnfStyle[^>]*\/>)?(?:<w:tcW[^>]*\/>)?/.exec(look)?.[0] ?? '';
  return `${width}<w:gridSpan w:val="${span}"/>${look.slice(width.length)}`;
}
