import { Injectable } from '@nestjs/common';
import { type Qualification } from '@gare/domain/enti/qualification';
import { type LegalParameter } from '@gare/domain/law/parameters';
import { EnteReader } from '@gare/identity';
import { type Reader } from '@gare/platform/database';
import { ParameterRegister } from './parameter-register.js';

/** What a SUA may award for others follows from its qualifications and from the law they are read by. */
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
}
