import { Module } from '@nestjs/common';
import { AttachmentsController } from './attachments.controller.js';
import { AttachmentsModule } from './attachments.module.js';
import { AttachmentsService } from './attachments.service.js';

@Module({ imports: [AttachmentsModule], controllers: [AttachmentsController], providers: [AttachmentsService] })
export class AttachmentsHttpModule {}
