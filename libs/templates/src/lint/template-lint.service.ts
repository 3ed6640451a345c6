import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { fieldsOfKind } from '@gare/contracts/template-catalogue';
import { type TemplateLintView } from '@gare/contracts/template-lint';
import { type Actor } from '@gare/domain/access/actor';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { dbContext, EnteReader } from '@gare/identity';
import { Clock } from '@gare/platform/clock';
import { Database, type Reader } from '@gare/platform/database';
import { bufferSource, inspectUpload } from '@gare/platform/docx';
import { AppError } from '@gare/platform/errors';
import { type Download, type IncomingFile } from '@gare/platform/http';
import { composeTemplate } from '../compose/compose-template.js';
import { originOf, type Origins } from '../compose/part.js';
import { IncludeSources } from '../include-sources.js';
import { OwnTemplates } from '../own-templates.js';
import { type TemplateSource } from '../release-files.js';
import { TemplateLibrary } from '../template-library.js';
import { annotateDocx } from './annotate-docx.js';
import { lintView } from './document-view.js';
import { lintTemplate, type LintReport } from './lint-template.js';
import { atSource } from './source-places.js';

/** A template to look at: one of the library, or a file that somebody has just chosen. */
interface Subject {
  readonly code: string;
  readonly title: string;
  readonly kind: string;
  readonly bytes: Buffer;
  readonly fileName: string;
  readonly asOf: string;
}

interface Looked {
  readonly report: LintReport;
  readonly origins: Origins;
}

const MIME = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const LARGEST = 20 * 1024 * 1024;

/** The lint of templates for people: of one in the library, of a file at hand; as a list of places or as a commented copy. */
@Injectable()
export class TemplateLintService {
  constructor(
    private readonly database: Database,
    private readonly library: TemplateLibrary,
    private readonly own: OwnTemplates,
    private readonly includes: IncludeSources,
    private readonly enti: EnteReader,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError template.not_found */
  async ofTemplate(actor: Actor, templateId: string, asOf: string | undefined): Promise<TemplateLintView> {
    const subject = await this.subject(actor, templateId, asOf);
    return lintView((await this.look(actor, subject)).report, subject.title);
  }

  /** @throws AppError template.not_found */
  async commentedTemplate(actor: Actor, templateId: string, asOf: string | undefined): Promise<Download> {
    return this.commented(actor, await this.subject(actor, templateId, asOf));
  }

  /** @throws AppError upload.refused */
  async ofFile(actor: Actor, file: IncomingFile, query: { kind: string; asOf?: string | undefined }): Promise<TemplateLintView> {
    const subject = await this.uploaded(file, query);
    return lintView((await this.look(actor, subject)).report, subject.title);
  }

  /** @throws AppError upload.refused */
  async commentedFile(actor: Actor, file: IncomingFile, query: { kind: string; asOf?: string | undefined }): Promise<Download> {
    return this.commented(actor, await this.uploaded(file, query));
  }

  private async commented(actor: Actor, subject: Subject): Promise<Download> {
    const { report, origins } = await this.look(actor, subject);
    const copy = annotateDocx(subject.bytes, atSource(report.findings, origins), this.clock.now().toISOString());
    if (copy === null) throw refused('Il file non è un documento Word che si possa commentare.');
    const fileName = subject.fileName.replace(/(?:\.docx)?$/i, ' - commentato.docx');
    return { stream: Readable.from([copy]), bytes: copy.length, fileName, mime: MIME };
  }

  /** The document is read with its parts in; when they do not fit, what is wrong with them comes first and the file is read alone. */
  private async look(actor: Actor, { code, kind, bytes, asOf }: Subject): Promise<Looked> {
    const { parts, bodies } = await this.database.read(dbContext(actor), async (reader) => ({
      parts: await this.includes.resolve(reader, { suaId: actor.suaId, dossierId: null, asOf }),
      bodies: await this.bodies(reader),
    }));
    const composition = composeTemplate(code, bytes, parts);
    const report = lintTemplate({ code, bytes: composition.ok ? composition.bytes : bytes, fields: fieldsOfKind(kind), asOf, bodies });
    if (!composition.ok) return { report: { ...report, findings: [...composition.findings, ...report.findings] }, origins: new Map() };
    const findings = report.findings.map((finding) => ({ ...finding, origin: originOf(composition.origins, finding) }));
    return { report: { ...report, findings }, origins: composition.origins };
  }

  /** Names that no template should hold: those of the comuni registered. */
  private async bodies(reader: Reader): Promise<string[]> {
    const enti = await this.enti.list(reader);
    return enti.filter(({ tipo }) => tipo === 'COMUNE').map(({ denominazione }) => denominazione);
  }

  /** By code the template of the release in force on the day; by the id the library shows any version of it. */
  private async subject(actor: Actor, templateId: string, asOf: string | undefined): Promise<Subject> {
    const day = asOf ?? toRomeDate(this.clock.now().toISOString());
    const source = this.library.source(templateId, day) ?? (await this.version(actor, templateId));
    if (source === null) throw new AppError('template.not_found');
    const { code, title, kind } = source.manifest;
    return { code, title, kind, bytes: source.bytes, fileName: `${code}.docx`, asOf: day };
  }

  private async version(actor: Actor, id: string): Promise<TemplateSource | null> {
    const shipped = this.library.sources().find(({ sha256 }) => sha256 === id);
    if (shipped !== undefined) return shipped;
    if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return null;
    return this.database.read(dbContext(actor), (reader) => this.own.one(reader, actor.suaId, id));
  }

  private async uploaded(file: IncomingFile, { kind, asOf }: { kind: string; asOf?: string | undefined }): Promise<Subject> {
    const bytes = await read(file.stream);
    const verdict = await inspectUpload(bufferSource(bytes), file.fileName, file.mime);
    if (!verdict.ok) throw refused(verdict.message);
    if (verdict.kind !== 'docx') throw refused('Un modello è un documento Word (.docx); questo file è di un altro tipo.');
    const day = asOf ?? toRomeDate(this.clock.now().toISOString());
    return { code: 'FILE', title: file.fileName, kind, bytes, fileName: file.fileName, asOf: day };
  }
}

async function read(stream: IncomingFile['stream']): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    // The rest is read and dropped, so that the answer reaches whoever is still sending.
    if (size <= LARGEST) chunks.push(chunk);
  }
  if (size > LARGEST || stream.truncated === true) throw refused('Il file supera i 20 MB, il massimo per un modello.');
  return Buffer.concat(chunks);
}

function refused(reason: string): AppError {
  return new AppError('upload.refused', { detail: `${reason} Il file non è stato conservato.` });
}
