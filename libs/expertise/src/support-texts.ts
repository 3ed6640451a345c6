import { Injectable, type OnModuleInit } from '@nestjs/common';
import { supportTextContext } from '@gare/contracts/expertise-text';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { FormationContexts } from '@gare/documents';
import { KindLibrary } from '@gare/dossiers';
import { EnteReader } from '@gare/identity';
import { ExpertiseReader, supportKind } from './expertise.reader.js';

/** What the templates of a request for support are filled with: its sheet in words, the bodies, the days of the experts. */
@Injectable()
export class SupportTexts implements OnModuleInit {
  constructor(
    private readonly contexts: FormationContexts,
    private readonly kinds: KindLibrary,
    private readonly enti: EnteReader,
    private readonly ledger: ExpertiseReader,
  ) {}

  onModuleInit(): void {
    this.contexts.register(supportKind, async (reader, dossier, sheet) => {
      const { subject } = this.kinds.require(dossier.kindCode, dossier.kindVersion);
      const ente = await this.enti.require(reader, dossier.enteId);
      const sua = await this.enti.require(reader, dossier.suaId);
      const rows = await this.ledger.entries(reader, dossier.id);
      const { ore, giornate } = await this.ledger.totals(reader, dossier, rows);
      const standing = rows.filter((row) => row.reverses === null && !rows.some(({ reverses }) => reverses === row.id));
      const days = standing
        .map(({ day, hours, expert, activity, description }) => ({ day, hours, expert, activity, description }))
        .sort((left, right) => (left.day < right.day ? -1 : 1));
      const opened = toRomeDate(dossier.createdAt.toISOString());
      const experts = (await this.ledger.experts(reader, dossier.id)).map(({ person }) => person);
      const known = {
        ...{ codice: dossier.codiceAppalto, oggetto: dossier.oggetto, aperta: opened, ore, giornate, days, experts },
        ente: { denominazione: ente.denominazione, codiceFiscale: ente.codiceFiscale },
        sua: { denominazione: sua.denominazione },
      };
      return {
        from: [known],
        // The day of the last entry, or that of the opening: the same facts give the same document on whatever day it is formed.
        ...{ referenceDate: opened, documentDate: days.at(-1)?.day ?? opened },
        build: () => supportTextContext(subject, sheet, known),
      };
    });
  }
}
