import { Controller, type StreamableFile } from '@nestjs/common';
import { commentFile, downloadLintedTemplate, lintFile, lintTemplateById, type TemplateLintView } from '@gare/contracts/template-lint';
import { type Actor } from '@gare/domain/access/actor';
import { CurrentActor, Input, Route, sendFile, UploadedStream, type IncomingFile, type InputOf } from '@gare/platform/http';
import { TemplateLintService } from './template-lint.service.js';

@Controller()
export class TemplateLintController {
  constructor(private readonly lint: TemplateLintService) {}

  @Route(lintTemplateById)
  ofTemplate(
    @CurrentActor() actor: Actor,
    @Input(lintTemplateById) { params, query }: InputOf<typeof lintTemplateById>,
  ): Promise<TemplateLintView> {
    return this.lint.ofTemplate(actor, params.templateId, query.asOf);
  }

  @Route(downloadLintedTemplate)
  async commentedTemplate(
    @CurrentActor() actor: Actor,
    @Input(downloadLintedTemplate) { params, query }: InputOf<typeof downloadLintedTemplate>,
  ): Promise<StreamableFile> {
    return sendFile(await this.lint.commentedTemplate(actor, params.templateId, query.asOf));
  }

  @Route(lintFile)
  ofFile(
    @CurrentActor() actor: Actor,
    @Input(lintFile) { query }: InputOf<typeof lintFile>,
    @UploadedStream() file: IncomingFile,
  ): Promise<TemplateLintView> {
    return this.lint.ofFile(actor, file, query);
  }

  @Route(commentFile)
  async commentedFile(
    @CurrentActor() actor: Actor,
    @Input(commentFile) { query }: InputOf<typeof commentFile>,
    @UploadedStream() file: IncomingFile,
  ): Promise<StreamableFile> {
    return sendFile(await this.lint.commentedFile(actor, file, query));
  }
}
