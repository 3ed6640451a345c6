import { type SelectQueryBuilder } from 'typeorm';
import { type Reader } from '@gare/platform/database';
import { ConflictDeclarationEntity } from './conflict-declaration.entity.js';

/** The declarations on a dossier (`d`) that stand: the last of each person for each body. */
export function lastDeclarations(reader: Reader, dossierId: string): SelectQueryBuilder<ConflictDeclarationEntity> {
  return reader
    .createQueryBuilder(ConflictDeclarationEntity, 'd')
    .distinctOn(['d.person_id', 'd.acting_ente_id'])
    .where('d.dossier_id = :dossierId', { dossierId })
    .orderBy('d.person_id')
    .addOrderBy('d.acting_ente_id')
    .addOrderBy('d.at', 'DESC')
    .addOrderBy('d.id', 'DESC');
}
