import { Injectable } from '@nestjs/common';
import { valuePlaces, type ValuePlace } from '@gare/domain/drafting/value-places';
import { type ValueInText } from '@gare/documents';
import { type Reader } from '@gare/platform/database';
import { DraftReader } from '../draft-reader.js';

/** Drafts whose values are kept; those of one take some ten kB. */
const kept = 100;

const standing = `select d.id, d.code, coalesce((select max(u.seq) from draft_updates u where u.draft_id = d.id), 0)::text as seq
  from drafts d where d.dossier_id = $1 and d.state = 'APERTA' order by d.code`;

/** Where the values of the scheda stand in the drafts of a dossier: a draft is read only when somebody wrote in it since. */
@Injectable()
export class DraftedValues {
  private readonly places = new Map<string, readonly ValuePlace[]>();

  constructor(private readonly drafts: DraftReader) {}

  async of(reader: Reader, dossierId: string): Promise<ValueInText[]> {
    const rows = await reader.query<{ id: string; code: string; seq: string }[]>(standing, [dossierId]);
    const found: ValueInText[] = [];
    for (const { id, code, seq } of rows) {
      for (const place of await this.ofDraft(reader, id, seq)) found.push({ code, ...place });
    }
    return found;
  }

  private async ofDraft(reader: Reader, id: string, seq: string): Promise<readonly ValuePlace[]> {
    const known = this.places.get(`${id} ${seq}`);
    if (known !== undefined) return known;
    const current = await this.drafts.current(reader, id);
    if (current === null) return [];
    const places = valuePlaces(current.node);
    this.places.set(`${id} ${current.seq}`, places);
    const [oldest] = this.places.keys();
    if (this.places.size > kept && oldest !== undefined) this.places.delete(oldest);
    return places;
  }
}
