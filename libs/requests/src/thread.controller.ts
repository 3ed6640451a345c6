import { Controller, type StreamableFile } from '@nestjs/common';
import {
  downloadAttachment,
  getThread,
  markMessage,
  uploadAttachment,
  writeMessage,
  writeNote,
  type AttachmentView,
  type ThreadView,
} from '@gare/contracts/thread';
import { type Actor } from '@gare/domain/access/actor';
import { CurrentActor, Input, Route, sendFile, UploadedStream, type IncomingFile, type InputOf } from '@gare/platform/http';
import { AttachmentsService } from './attachments.service.js';
import { ThreadService } from './thread.service.js';

@Controller()
export class ThreadController {
  constructor(
    private readonly thread: ThreadService,
    private readonly attachments: AttachmentsService,
  ) {}

  @Route(getThread)
  show(@CurrentActor() actor: Actor, @Input(getThread) { params }: InputOf<typeof getThread>): Promise<ThreadView> {
    return this.thread.show(actor, params.dossierId);
  }

  @Route(writeMessage)
  write(@CurrentActor() actor: Actor, @Input(writeMessage) { params, body }: InputOf<typeof writeMessage>): Promise<ThreadView> {
    return this.thread.write(actor, params.dossierId, body);
  }

  @Route(writeNote)
  note(@CurrentActor() actor: Actor, @Input(writeNote) { params, body }: InputOf<typeof writeNote>): Promise<ThreadView> {
    return this.thread.note(actor, params.dossierId, body);
  }

  @Route(markMessage)
  mark(@CurrentActor() actor: Actor, @Input(markMessage) { params, body }: InputOf<typeof markMessage>): Promise<ThreadView> {
    return this.thread.mark(actor, params, body);
  }

  @Route(uploadAttachment)
  upload(
    @CurrentActor() actor: Actor,
    @Input(uploadAttachment) { params }: InputOf<typeof uploadAttachment>,
    @UploadedStream() file: IncomingFile,
  ): Promise<AttachmentView> {
    return this.attachments.upload(actor, params.dossierId, file);
  }

  @Route(downloadAttachment)
  async download(
    @CurrentActor() actor: Actor,
    @Input(downloadAttachment) { params }: InputOf<typeof downloadAttachment>,
  ): Promise<StreamableFile> {
    return sendFile(await this.attachments.download(actor, params.dossierId, params.attachmentId));
  }
}
