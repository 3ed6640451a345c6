import { Controller, Inject, type StreamableFile } from '@nestjs/common';
import {
  downloadDocument,
  generateDocuments,
  listDocuments,
  listDocumentVersions,
  uploadDocument,
  type DocumentVersionView,
  type DocumentView,
} from '@gare/contracts/documents';
import { type JobView } from '@gare/contracts/jobs';
import { type Actor } from '@gare/domain/access/actor';
import { CONFIG, type Config } from '@gare/platform/config';
import { CurrentActor, Input, Route, sendFile, UploadedStream, type IncomingFile, type InputOf } from '@gare/platform/http';
import { DocumentsService } from './documents.service.js';
import { UploadsService } from './uploads.service.js';

@Controller()
export class DocumentsController {
  constructor(
    private readonly documents: DocumentsService,
    private readonly uploads: UploadsService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Route(listDocuments)
  async list(
    @CurrentActor() actor: Actor,
    @Input(listDocuments) { params }: InputOf<typeof listDocuments>,
  ): Promise<{ items: DocumentView[]; officeEditor: boolean }> {
    return { items: await this.documents.list(actor, params.dossierId), officeEditor: this.config.office.wopi !== null };
  }

  @Route(generateDocuments)
  async generate(
    @CurrentActor() actor: Actor,
    @Input(generateDocuments) { params, body }: InputOf<typeof generateDocuments>,
  ): Promise<{ jobs: JobView[] }> {
    return { jobs: await this.documents.request(actor, params.dossierId, body) };
  }

  @Route(uploadDocument)
  async upload(
    @CurrentActor() actor: Actor,
    @Input(uploadDocument) { params }: InputOf<typeof uploadDocument>,
    @UploadedStream() file: IncomingFile,
  ): Promise<DocumentView> {
    await this.uploads.upload(actor, params.dossierId, params.code, file);
    return this.documents.one(actor, params.dossierId, params.code);
  }

  @Route(listDocumentVersions)
  async versions(
    @CurrentActor() actor: Actor,
    @Input(listDocumentVersions) { params }: InputOf<typeof listDocumentVersions>,
  ): Promise<{ items: DocumentVersionView[] }> {
    return { items: await this.documents.versions(actor, params.dossierId, params.code) };
  }

  @Route(downloadDocument)
  async download(
    @CurrentActor() actor: Actor,
    @Input(downloadDocument) { params, query }: InputOf<typeof downloadDocument>,
  ): Promise<StreamableFile> {
    const choice = { version: params.version, format: query.format, inline: query.inline === 'true' };
    return sendFile(await this.documents.download(actor, params.dossierId, params.code, choice));
  }
}
