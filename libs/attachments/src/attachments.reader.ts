import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { type Reader } from '@gare/platform/database';
import { AttachmentEntity } from './attachment.entity.js';

/** The files of rows for the other features. */
@Injectable()
export class AttachmentsReader {
  /** Files in force, by place, type and arrival. */
  current(reader: Reader, dossierId: string): Promise<AttachmentEntity[]> {
    return reader.find(AttachmentEntity, {
      where: { dossierId, withdrawnAt: IsNull() },
      order: { place: 'ASC', type: 'ASC', addedAt: 'ASC', id: 'ASC' },
    });
  }

  /** A stamp that changes whenever a file comes or goes. */
  async mark(reader: Reader, dossierId: string): Promise<string> {
    const [row] = await reader.query<{ mark: string }[]>(
      `select count(*) || ':' || count(withdrawn_at) as mark from attachments where dossier_id = $1`,
      [dossierId],
    );
    return row?.mark ?? '';
  }
}
