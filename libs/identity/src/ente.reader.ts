import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { type EnteView } from '@gare/contracts/session';
import { type ConvenzioneRecord } from '@gare/domain/convenzione/coverage';
import { bindingStates, type ConvenzioneState } from '@gare/domain/convenzione/states';
import { oncePerSnapshot, type Reader } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { ConvenzioneEntity, convenzioneRecord } from './convenzione.entity.js';
import { EnteEntity } from './ente.entity.js';

/** Bodies and their convenzioni, for the other features. */
@Injectable()
export class EnteReader {
  /** @throws AppError ente.not_found */
  async require(reader: Reader, enteId: string): Promise<EnteEntity> {
    const ente = await oncePerSnapshot(reader, `ente ${enteId}`, () => reader.findOneBy(EnteEntity, { id: enteId }));
    if (!ente) throw new AppError('ente.not_found');
    return ente;
  }

  /** What the bodies are called, by id. */
  async names(reader: Reader, enteIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await reader.findBy(EnteEntity, { id: In([...new Set(enteIds)]) });
    return new Map(rows.map(({ id, denominazione }) => [id, denominazione]));
  }

  /** The bodies in sight, the Province first. */
  list(reader: Reader): Promise<EnteEntity[]> {
    return reader.createQueryBuilder(EnteEntity, 'ente').orderBy('ente.tipo', 'DESC').addOrderBy('ente.denominazione').getMany();
  }
}

@Injectable()
export class ConvenzioneReader {
  /** The latest convenzione of a body, whatever its state; null where there is none. */
  of(reader: Reader, enteId: string): Promise<ConvenzioneEntity | null> {
    return reader.findOne(ConvenzioneEntity, { where: { enteId }, order: { dal: 'DESC' } });
  }

  /** A convenzione by its id; null where there is none in sight. */
  byId(reader: Reader, id: string): Promise<ConvenzioneEntity | null> {
    return reader.findOneBy(ConvenzioneEntity, { id });
  }

  /**
   * The convenzione a dossier runs under: the one it was opened or handed over under; before that the one that binds its body,
   * and where none does the latest.
   */
  under(reader: Reader, { convenzioneId, enteId }: { convenzioneId: string | null; enteId: string }): Promise<ConvenzioneEntity | null> {
    return reader
      .createQueryBuilder(ConvenzioneEntity, 'c')
      .where(convenzioneId === null ? 'c.ente_id = :enteId' : 'c.id = :convenzioneId', { convenzioneId, enteId })
      .orderBy('c.stato = any (:binding)', 'DESC')
      .addOrderBy('c.dal', 'DESC')
      .addOrderBy('c.id')
      .setParameter('binding', [...bindingStates])
      .getOne();
  }

  /** Every convenzione of a body, the latest first. */
  rowsOf(reader: Reader, enteId: string): Promise<ConvenzioneEntity[]> {
    return reader.find(ConvenzioneEntity, { where: { enteId }, order: { dal: 'DESC', id: 'ASC' } });
  }

  /** Those of several bodies in one of the states, the earliest first. */
  inForceOnce(reader: Reader, enteIds: readonly string[], states: readonly ConvenzioneState[]): Promise<ConvenzioneEntity[]> {
    return reader.find(ConvenzioneEntity, {
      where: { enteId: In([...enteIds]), stato: In([...states]) },
      order: { dal: 'ASC', id: 'ASC' },
    });
  }

  /** The same as the rules of coverage read them. */
  async all(reader: Reader, enteId: string): Promise<ConvenzioneRecord[]> {
    return (await this.rowsOf(reader, enteId)).map(convenzioneRecord);
  }
}

export function enteView(ente: EnteEntity): EnteView {
  const { id, tipo, denominazione, codiceFiscale, codiceIpa, codiceIstat } = ente;
  return { id, tipo, denominazione, codiceFiscale, codiceIpa, codiceIstat };
}
