import { Injectable } from '@nestjs/common';
import { type Seat } from '@gare/domain/calendar/holidays';
import { parameterNumber } from '@gare/domain/law/parameters';
import { EnteEntity } from '@gare/identity';
import { ParameterRegister } from '@gare/law';
import { type Reader } from '@gare/platform/database';

interface Asked {
  readonly suaId: string;
  /** Whose working days count. */
  readonly enteId: string;
  readonly today: string;
}

export interface Limits {
  /** Working days. */
  readonly patience: number;
  readonly seat: Seat;
}

/** How long the product waits before it reminds: dated rows of the register, which a Province may replace by its own. */
@Injectable()
export class Patience {
  constructor(private readonly law: ParameterRegister) {}

  /** Before the director is told of a term that has passed. */
  withDirector(reader: Reader, asked: Asked): Promise<Limits> {
    return this.limits(reader, asked, 'avvisi.sollecitoDirigente');
  }

  /** Before whoever has the turn is told that they have had it for long. */
  withTurn(reader: Reader, asked: Asked): Promise<Limits> {
    return this.limits(reader, asked, 'avvisi.attesaTurno');
  }

  private async limits(reader: Reader, { suaId, enteId, today }: Asked, key: string): Promise<Limits> {
    const rows = await this.law.rows(reader, suaId);
    const ente = await reader.findOneBy(EnteEntity, { id: enteId });
    const seat = await this.law.seat(reader, { suaId, patrono: ente?.patrono ?? null });
    // Without a row in force nobody is told: how long is too long is the Province's to say.
    return { patience: parameterNumber(key, today, rows)?.toNumber() ?? Number.POSITIVE_INFINITY, seat };
  }
}
