import { Injectable } from '@nestjs/common';
import { type Seat } from '@gare/domain/calendar/holidays';
import { feastsOf } from '@gare/domain/law/feast-rows';
import { type LegalParameter } from '@gare/domain/law/parameters';
import { bundledRows, rowsInForce } from '@gare/domain/law/register';
import { oncePerSnapshot, type Reader } from '@gare/platform/database';
import { LegalParameterEntity } from './legal-parameter.entity.js';
import { entryOf, type KeptEntry } from './register-entries.js';

interface Kept {
  readonly revision: string;
  readonly rows: readonly LegalParameter[];
}

/** The law as a Province has it: the rows of this version, and those its administrator has added or taken back. */
@Injectable()
export class ParameterRegister {
  /** Rows by Province. Entries are only added, one after the other: the last of them tells which rows there are. */
  private readonly kept = new Map<string, Kept>();

  /** The rows to read the law from; the same array until an entry is added, so that what is worked out from it can be kept. */
  async rows(reader: Reader, suaId: string): Promise<readonly LegalParameter[]> {
    const revision = await this.revision(reader, suaId);
    if (revision === '') return bundledRows;
    const known = this.kept.get(suaId);
    if (known?.revision === revision) return known.rows;
    const rows = rowsInForce(await this.entries(reader, suaId));
    this.kept.set(suaId, { revision, rows });
    return rows;
  }

  /**
   * The rows as they were once.
   * @param revision what `revision` answered then
   */
  async rowsUpTo(reader: Reader, suaId: string, revision: string): Promise<readonly LegalParameter[]> {
    if (revision === '') return bundledRows;
    if (revision === (await this.revision(reader, suaId))) return this.rows(reader, suaId);
    const entries = await reader.find(LegalParameterEntity, { where: { suaId }, order: { ordinal: 'ASC' } });
    return rowsInForce(entries.slice(0, entries.findIndex(({ id }) => id === revision) + 1).map(entryOf));
  }

  /** What days are counted by at the seat of a body: national feasts, those added, and its patron saint (`MM-DD`). */
  async seat(reader: Reader, { suaId, patrono }: { readonly suaId: string; readonly patrono: string | null }): Promise<Seat> {
    return { feasts: feastsOf(await this.rows(reader, suaId)), patron: patrono };
  }

  /** Stamp of the register: it moves when an entry is added. Empty where there is none. */
  async revision(reader: Reader, suaId: string): Promise<string> {
    const [last] = await oncePerSnapshot(reader, `law ${suaId}`, () =>
      reader.query<{ id: string }[]>('select id from legal_parameters where sua_id = $1 order by ordinal desc limit 1', [suaId]),
    );
    return last?.id ?? '';
  }

  /** Every entry, the first first. */
  async entries(reader: Reader, suaId: string): Promise<readonly KeptEntry[]> {
    return (await reader.find(LegalParameterEntity, { where: { suaId }, order: { ordinal: 'ASC' } })).map(entryOf);
  }
}
