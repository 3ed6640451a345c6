import { Injectable } from '@nestjs/common';
import { type WordRedlineView } from '@gare/contracts/redlines';
import { type Actor } from '@gare/domain/access/actor';
import { comparedOf, precedingOf, type Compared } from '@gare/domain/redline/compared';
import { DocumentReads, DocumentSets } from '@gare/documents';
import { DossierAccessReader } from '@gare/dossiers';
import { dbContext } from '@gare/identity';
import { Database } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { type Download } from '@gare/platform/http';
import { ComparedVersions, comparedView, wordType, type FileRemarks, type FoundVersion } from './compared-versions.js';
import { KeptRedlines, type AskedRedline } from './kept-redlines.js';

export interface RedlineChoice {
  readonly dossierId: string;
  readonly code: string;
  /** As `comparedName` has it. */
  readonly version: string;
  /** The version before where it is missing. */
  readonly against: string | undefined;
}

interface Opened {
  readonly title: string;
  readonly before: FoundVersion;
  readonly after: FoundVersion;
}

/** Any two versions of a document, and of its draft, as one Word file with tracked changes, for whoever may read both. */
@Injectable()
export class WordRedlinesService {
  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
    private readonly sets: DocumentSets,
    private readonly reads: DocumentReads,
    private readonly compared: ComparedVersions,
    private readonly kept: KeptRedlines,
  ) {}

  /** @throws AppError document.not_found, draft.not_found, draft_version.not_found, redline.no_word_file, redline.unproven and why else there is none */
  async of(actor: Actor, choice: RedlineChoice): Promise<WordRedlineView> {
    const opened = await this.open(actor, choice, 'text');
    const { asked, remarks } = await this.asked(choice, opened);
    const { coverage, ...content } = (await this.kept.redline(asked)).content;
    const view = { code: choice.code, title: opened.title, before: comparedView(opened.before), after: comparedView(opened.after) };
    return { ...view, ...content, coverage: remarks.reduce(withRemarks, coverage) };
  }

  /** @throws AppError as `of` */
  async file(actor: Actor, choice: RedlineChoice): Promise<Download> {
    const { asked } = await this.asked(choice, await this.open(actor, choice, 'docx'));
    const stream = await (await this.kept.redline(asked)).file();
    const names = [asked.before, asked.after].map(({ name }) => (name === 'b' ? 'bozza' : name));
    return { stream, fileName: `${choice.code}-confronto-${names.join('-')}.docx`, mime: wordType };
  }

  /** Access and the two versions; who reads what is not public yet leaves a trace for each of the document. */
  private open(actor: Actor, { dossierId, code, version, against }: RedlineChoice, format: 'text' | 'docx'): Promise<Opened> {
    const wanted = comparedOf(version);
    const other = against === undefined ? precedingOf(wanted) : comparedOf(against);
    if (other === null) throw new AppError(wanted.kind === 'DRAFT' ? 'draft_version.not_found' : 'document.not_found');
    return this.database.transaction(dbContext(actor), async (tx) => {
      const one = await this.access.open(tx, actor, dossierId);
      one.require('dossier.read');
      const find = (which: Compared): Promise<FoundVersion> => this.compared.find(tx, one, code, which);
      const [before, after] = [await find(other), await find(wanted)];
      for (const read of [before, after]) {
        if (read.kind === 'DRAFT' || one.access.pubblicato) continue;
        const choice = { version: read.version.version, format, inline: format === 'text' };
        await this.reads.record(tx, actor, { dossier: one.dossier, document: read.document, choice });
      }
      const title = this.sets.kindOf(one.dossier).documents.find((candidate) => candidate.code === code)?.title ?? code;
      return { title, before, after };
    });
  }

  private async asked({ dossierId, code }: RedlineChoice, opened: Opened): Promise<{ asked: AskedRedline; remarks: FileRemarks[] }> {
    const before = await this.compared.file(opened.before);
    const after = await this.compared.file(opened.after);
    const { createdBy: author, createdAt } = comparedView(opened.after);
    const by = { author, at: `${createdAt.slice(0, 19)}Z` };
    return { asked: { dossierId, code, before: before.file, after: after.file, by }, remarks: [before.remarks, after.remarks] };
  }
}

function withRemarks(coverage: WordRedlineView['coverage'], { notCovered, notes }: FileRemarks): WordRedlineView['coverage'] {
  return {
    covered: coverage.covered,
    notCovered: [...new Set([...coverage.notCovered, ...notCovered])],
    notes: [...new Set([...coverage.notes, ...notes])],
  };
}
