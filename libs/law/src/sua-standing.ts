import { Injectable } from '@nestjs/common';
import { type Seat } from '@gare/domain/calendar/holidays';
import { type Qualification } from '@gare/domain/enti/qualification';
import { type LegalParameter } from '@gare/domain/law/parameters';
import { EnteReader } from '@gare/identity';
import { type Reader } from '@gare/platform/database';
import { ParameterRegister } from './parameter-register.js';

/** The law as a SUA reads it: the rows of its register, the calendar of its seat, and what its qualifications let it award for others. */
@Injectable()
export class SuaStanding {
  constructor(
    private readonly enti: EnteReader,
    private readonly register: ParameterRegister,
  ) {}

  /** @throws AppError ente.not_found */
  async of(
    reader: Reader,
    suaId: string,
  ): Promise<{ readonly qualificazioni: readonly Qualification[]; readonly parametri: readonly LegalParameter[] }> {
    const { qualificazione } = await this.enti.require(reader, suaId);
    return { qualificazioni: qualificazione, parametri: await this.register.rows(reader, suaId) };
  }

  /**
   * Rows of the law and calendar of the seat, by which terms are counted.
   * @throws AppError ente.not_found
   */
  async law(reader: Reader, suaId: string): Promise<{ readonly rows: readonly LegalParameter[]; readonly seat: Seat }> {
    const { patrono } = await this.enti.require(reader, suaId);
    return { rows: await this.register.rows(reader, suaId), seat: await this.register.seat(reader, { suaId, patrono }) };
  }

  /** Stamp of all that `law` reads: it moves when an entry is added or the patron saint is another. */
  async mark(reader: Reader, suaId: string): Promise<string> {
    const { patrono } = await this.enti.require(reader, suaId);
    return `${await this.register.revision(reader, suaId)} ${patrono ?? ''}`;
  }
}
