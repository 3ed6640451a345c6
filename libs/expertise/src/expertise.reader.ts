import { Injectable } from '@nestjs/common';
import { daysOf, hoursOf } from '@gare/domain/expertise/days';
import { parameterNumber } from '@gare/domain/law/parameters';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { DossierPeopleReader, type DossierEntity } from '@gare/dossiers';
import { ParameterRegister } from '@gare/law';
import { Clock } from '@gare/platform/clock';
import { type Reader } from '@gare/platform/database';
import { ExpertDayEntity } from './expert-day.entity.js';

/** The kind of dossier the ledger belongs to. */
export const supportKind = 'RICHIESTA_AFFIANCAMENTO';
const expertRole = 'ESPERTO';

/** What is known of the experts on a dossier. */
@Injectable()
export class ExpertiseReader {
  constructor(
    private readonly people: DossierPeopleReader,
    private readonly law: ParameterRegister,
    private readonly clock: Clock,
  ) {}

  /** Newest day first. */
  entries(reader: Reader, dossierId: string): Promise<ExpertDayEntity[]> {
    return reader.find(ExpertDayEntity, { where: { dossierId }, order: { day: 'DESC', recordedAt: 'DESC', id: 'ASC' } });
  }

  /** People the request is assigned to as experts. */
  async experts(reader: Reader, dossierId: string): Promise<readonly { readonly personId: string; readonly person: string }[]> {
    return (await this.people.assigned(reader, dossierId)).filter(({ role }) => role === expertRole);
  }

  /** Hours, and the days they make by the figure in force today; null where none is. */
  async totals(
    reader: Reader,
    dossier: DossierEntity,
    entries: readonly ExpertDayEntity[],
  ): Promise<{ ore: number; giornate: number | null }> {
    const ore = hoursOf(entries);
    const rows = await this.law.rows(reader, dossier.suaId);
    const hours = parameterNumber('affiancamento.oreGiornata', this.today(), rows)?.toNumber();
    return { ore, giornate: hours === undefined || hours <= 0 ? null : daysOf(ore, hours) };
  }

  now(): Date {
    return this.clock.now();
  }

  today(): string {
    return toRomeDate(this.clock.now().toISOString());
  }
}
