import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DossiersModule } from '@gare/dossiers';
import { AttachmentRegister } from './attachment-register.js';
import { AttachmentEntity } from './attachment.entity.js';
import { AttachmentsChanged } from './attachments-changed.js';
import { AttachmentsReader } from './attachments.reader.js';

@Module({
  imports: [TypeOrmModule.forFeature([AttachmentEntity]), DossiersModule],
  providers: [AttachmentsReader, AttachmentRegister, AttachmentsChanged],
  exports: [AttachmentsReader, AttachmentRegister, AttachmentsChanged, DossiersModule],
})
export class AttachmentsModule {}
