import { Injectable } from '@nestjs/common';
import { type Seat } from '@gare/domain/calendar/holidays';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { parameterNumber, type LegalParameter } from '@gare/domain/law/parameters';
import { answerTime, lastDay, requestParameters, whyNoMoreRounds, whyNotBy, type AnswerTime } from '@gare/domain/requests/round';
import { answerDay, type Side } from '@gare/domain/requests/thread';
import { type DossierEntity } from '@gare/dossiers';
import { ConvenzioneReader, EnteReader } from '@gare/identity';
import { ParameterRegister } from '@gare/law';
import { Clock } from '@gare/platform/clock';
import { type Reader } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { SchedaReader } from '@gare/scheda';
import { type IntegrationRequestEntity } from './integration-request.entity.js';

type Agreed = Pick<AnswerTime, 'giorni' | 'unita'>;

/** What convenzione and parameters say of requests: how many, by when, for how long. */
@Injectable()
export class RequestRules {
  constructor(
    private readonly register: ParameterRegister,
    private readonly enti: EnteReader,
    private readonly convenzioni: ConvenzioneReader,
    private readonly sheets: SchedaReader,
    private readonly clock: Clock,
  ) {}

  today(): string {
    return toRomeDate(this.clock.now().toISOString());
  }

  /** Day by which the other side answers a question asked now, in working days of its seat; null where no term is registered. */
  async contactAnswerBy(reader: Reader, { suaId, enteId }: DossierEntity, waitsOn: Side): Promise<string | null> {
    return answerDay(this.today(), await this.rows(reader, suaId), await this.seat(reader, waitsOn === 'SUA' ? suaId : enteId));
  }

  private rows(reader: Reader, suaId: string): Promise<readonly LegalParameter[]> {
    return this.register.rows(reader, suaId);
  }

  private async seat(reader: Reader, enteId: string): Promise<Seat> {
    return this.register.seat(reader, await this.enti.require(reader, enteId));
  }

  async mostRounds(reader: Reader, { suaId }: DossierEntity): Promise<number | null> {
    return parameterNumber(requestParameters.rounds, this.today(), await this.rows(reader, suaId))?.toNumber() ?? null;
  }

  async whyNoMore(reader: Reader, { suaId }: DossierEntity, made: readonly IntegrationRequestEntity[]): Promise<string | null> {
    return whyNoMoreRounds(made, { asOf: this.today(), rows: await this.rows(reader, suaId) });
  }

  /** Day by which an answer is asked today, and where it comes from; null where no time is known. */
  async answerBy(reader: Reader, dossier: DossierEntity): Promise<(AnswerTime & { giorno: string }) | null> {
    const today = this.today();
    const time = answerTime(await this.agreed(reader, dossier), { asOf: today, rows: await this.rows(reader, dossier.suaId) });
    return time === undefined ? null : { ...time, giorno: lastDay(today, time, await this.seat(reader, dossier.enteId)) };
  }

  /** @throws AppError integration.bad_day */
  async requireDay(reader: Reader, { suaId }: DossierEntity, { entro, opened }: { entro: string; opened: string }): Promise<void> {
    const today = this.today();
    const reason = whyNotBy(entro, { today, opened }, { asOf: today, rows: await this.rows(reader, suaId) });
    if (reason !== null) throw new AppError('integration.bad_day', { detail: reason, issues: [{ path: 'entro', message: reason }] });
  }

  /** Time the convenzione gives the comune; null where it says nothing. */
  private async agreed(reader: Reader, dossier: DossierEntity): Promise<Agreed | null> {
    const row = await this.convenzioni.under(reader, dossier);
    if (row === null) return null;
    const { values } = await this.sheets.read(reader, row.id).catch(() => ({ values: {} }));
    const { contenuto } = values as { contenuto?: { tempi?: readonly (Agreed & { fase: string })[] } };
    return contenuto?.tempi?.find(({ fase }) => fase === 'INTEGRAZIONI') ?? null;
  }
}
