import { Controller, type StreamableFile } from '@nestjs/common';
import {
  downloadTemplate,
  endTemplate,
  getTemplate,
  listTemplates,
  publishTemplate,
  retireTemplate,
  uploadTemplate,
  type LibraryTemplateDetail,
} from '@gare/contracts/templates';
import { type Actor } from '@gare/domain/access/actor';
import { CurrentActor, Input, Route, sendFile, UploadedStream, type IncomingFile, type InputOf } from '@gare/platform/http';
import { TemplateLifecycle } from './template-lifecycle.js';
import { TemplateUploads } from './template-uploads.js';
import { TemplateViews } from './template-views.js';

@Controller()
export class TemplatesController {
  constructor(
    private readonly views: TemplateViews,
    private readonly uploads: TemplateUploads,
    private readonly lifecycle: TemplateLifecycle,
  ) {}

  @Route(listTemplates)
  list(@CurrentActor() actor: Actor): ReturnType<TemplateViews['list']> {
    return this.views.list(actor);
  }

  @Route(getTemplate)
  one(@CurrentActor() actor: Actor, @Input(getTemplate) { params }: InputOf<typeof getTemplate>): Promise<LibraryTemplateDetail> {
    return this.views.one(actor, params.templateId);
  }

  @Route(downloadTemplate)
  async download(
    @CurrentActor() actor: Actor,
    @Input(downloadTemplate) { params }: InputOf<typeof downloadTemplate>,
  ): Promise<StreamableFile> {
    return sendFile(await this.views.download(actor, params.templateId));
  }

  @Route(uploadTemplate)
  async upload(
    @CurrentActor() actor: Actor,
    @Input(uploadTemplate) { query }: InputOf<typeof uploadTemplate>,
    @UploadedStream() file: IncomingFile,
  ): Promise<LibraryTemplateDetail> {
    return this.views.one(actor, await this.uploads.upload(actor, query, file));
  }

  @Route(publishTemplate)
  async publish(
    @CurrentActor() actor: Actor,
    @Input(publishTemplate) { params, body }: InputOf<typeof publishTemplate>,
  ): Promise<LibraryTemplateDetail> {
    await this.lifecycle.publish(actor, params.templateId, body);
    return this.views.one(actor, params.templateId);
  }

  @Route(endTemplate)
  async end(
    @CurrentActor() actor: Actor,
    @Input(endTemplate) { params, body }: InputOf<typeof endTemplate>,
  ): Promise<LibraryTemplateDetail> {
    await this.lifecycle.setEnd(actor, params.templateId, body.validTo);
    return this.views.one(actor, params.templateId);
  }

  @Route(retireTemplate)
  async retire(
    @CurrentActor() actor: Actor,
    @Input(retireTemplate) { params, body }: InputOf<typeof retireTemplate>,
  ): Promise<LibraryTemplateDetail> {
    await this.lifecycle.retire(actor, params.templateId, body.reason);
    return this.views.one(actor, params.templateId);
  }
}
