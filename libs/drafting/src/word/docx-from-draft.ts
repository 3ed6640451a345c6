import { acceptSuggestions, rejectSuggestions } from '@gare/domain/drafting/suggestions';
import { type DraftNode } from '@gare/domain/drafting/draft-schema';
import { readZipDirectory } from '@gare/platform/docx';
import { WordPackage } from '@gare/templates';
import { BodyReader } from './body-reader.js';
import { BodyWriter } from './body-writer.js';
import { CommentWriter } from './comments-to-word.js';
import { ListWriter } from './list-writer.js';
import { LookChooser } from './look-chooser.js';
import { withParagraphIds } from './package-parts.js';
import { Annotations } from './track-changes.js';
import { type DocxOptions, type DraftDocx, type DraftShell } from './word-draft.js';
import { WordStyles } from './word-styles.js';

const body = 'word/document.xml';

/**
 * The Word document of a draft: its blocks in the body of the shell, whose styles, lists, headers and pages stay. Blocks that read as
 * the shell reads keep their XML to the letter. The same input gives the same bytes.
 */
export function docxFromDraft(shell: DraftShell, draft: DraftNode, options: DocxOptions): DraftDocx {
  const directory = readZipDirectory(shell.docx);
  if (!directory.ok) throw new Error(directory.message);
  const word = new WordPackage(directory.entries);
  const index = new BodyReader({ docx: shell.docx, printed: shell.printed }).index();
  const annotations = new Annotations();
  const lists = new ListWriter(word, index.levels);
  const styles = new WordStyles(word);
  const comments = new CommentWriter(options.comments ?? [], annotations);
  const writer = new BodyWriter({
    index,
    printed: shell.printed,
    looks: new LookChooser(index, lists, (level) => styles.headingStyle(level)),
    levels: lists.levels,
    annotations,
    comments,
    forReturn: options.forReturn ?? false,
  });
  const blocks = writer.write(decided(draft, options));
  word.set(body, withBody(word.text(body), blocks + index.section, options.forReturn ?? false));
  lists.finish();
  const lost = comments.finish(word).map(({ author }) => `Commento di ${author}`);
  const others = shell.printed.filter(({ part }) => part !== body);
  return { docx: word.write(), printed: [...writer.printed, ...others], missing: [...writer.missing, ...lost] };
}

function decided(draft: DraftNode, { suggestions }: DocxOptions): DraftNode {
  if (suggestions === 'revisions') return draft;
  return suggestions === 'accepted' ? acceptSuggestions(draft) : rejectSuggestions(draft);
}

function withBody(xml: string, content: string, withIds: boolean): string {
  const start = /<w:body(?:\s[^>]*)?>/.exec(xml);
  const end = xml.lastIndexOf('</w:body>');
  if (start === null || end < 0) throw new Error('the document has no body');
  const whole = xml.slice(0, start.index + start[0].length) + content + xml.slice(end);
  return withIds ? withParagraphIds(whole) : whole;
}
