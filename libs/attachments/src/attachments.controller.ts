import { Controller, type StreamableFile } from '@nestjs/common';
import {
  addAttachment,
  downloadRowFile,
  listAttachments,
  withdrawAttachment,
  type AttachmentsView,
  type AttachmentView,
} from '@gare/contracts/attachments';
import { type Actor } from '@gare/domain/access/actor';
import { CurrentActor, Input, Route, sendFile, UploadedStream, type IncomingFile, type InputOf } from '@gare/platform/http';
import { AttachmentsService } from './attachments.service.js';

@Controller()
export class AttachmentsController {
  constructor(private readonly attachments: AttachmentsService) {}

  @Route(listAttachments)
  list(@CurrentActor() actor: Actor, @Input(listAttachments) { params }: InputOf<typeof listAttachments>): Promise<AttachmentsView> {
    return this.attachments.list(actor, params.dossierId);
  }

  @Route(addAttachment)
  add(
    @CurrentActor() actor: Actor,
    @Input(addAttachment) { params, query }: InputOf<typeof addAttachment>,
    @UploadedStream() file: IncomingFile,
  ): Promise<AttachmentView> {
    return this.attachments.add(actor, params.dossierId, query, file);
  }

  @Route(withdrawAttachment)
  withdraw(
    @CurrentActor() actor: Actor,
    @Input(withdrawAttachment) { params, body }: InputOf<typeof withdrawAttachment>,
  ): Promise<AttachmentView> {
    return this.attachments.withdraw(actor, params, body.reason);
  }

  @Route(downloadRowFile)
  async download(
    @CurrentActor() actor: Actor,
    @Input(downloadRowFile) { params }: InputOf<typeof downloadRowFile>,
  ): Promise<StreamableFile> {
    return sendFile(await this.attachments.download(actor, params));
  }
}
