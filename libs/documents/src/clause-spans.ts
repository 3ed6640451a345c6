import { type ClauseSpan } from '@gare/domain/clauses/changed-in-text';
import { extractDocxText } from '@gare/platform/docx';
import { OriginFinder } from '@gare/templates';
import { type FilledDocument } from './formation.js';

const body = 'word/document.xml';
const ofClause = /^CLAUSOLA:([^-]+)/;

/** Which lines of the text of a document come from clauses; the lines are those of `readableText`. */
export function clauseSpans({ docx, printed, template }: Pick<FilledDocument, 'docx' | 'printed' | 'template'>): ClauseSpan[] {
  const extraction = extractDocxText(docx);
  const paragraphs = extraction.ok ? (extraction.parts.find(({ part }) => part === body)?.paragraphs ?? []) : [];
  const finder = new OriginFinder(template);
  const spans: { clause: string; from: number; to: number }[] = [];
  let line = 0;
  for (const { number, text } of paragraphs) {
    if (text.trim() === '') continue;
    const values = printed.filter(({ part, paragraph }) => part === body && paragraph === number);
    const clause = ofClause.exec(finder.of(text, values) ?? '')?.[1] ?? null;
    const lines = text.split('\n').length;
    const last = spans.at(-1);
    if (clause !== null && last?.clause === clause && last.to === line - 1) last.to = line + lines - 1;
    else if (clause !== null) spans.push({ clause, from: line, to: line + lines - 1 });
    line += lines;
  }
  return spans;
}
