import { Injectable, type OnModuleInit } from '@nestjs/common';
import { convenzioneTextContext } from '@gare/contracts/convenzione-text/context';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { firstContent, type KnownParty } from '@gare/domain/convenzione/first-content';
import { type ConvenzioneSheet } from '@gare/domain/convenzione/lifecycle-facts';
import { convenzionePart } from '@gare/domain/convenzione/sheet-labels';
import { guardIssues } from '@gare/domain/convenzione/sheet-guard';
import { isConvenzioneState } from '@gare/domain/convenzione/states';
import { type DossierEntity } from '@gare/dossiers';
import { ConvenzioneReader, EnteReader, type EnteEntity } from '@gare/identity';
import { ParameterRegister } from '@gare/law';
import { type Tx } from '@gare/platform/database';
import { FormationContexts } from '@gare/documents';
import { SheetKinds } from '@gare/scheda';
import { TemplateLibrary } from '@gare/templates';
import { textTemplate } from './convenzione-kind.js';
import { convenzioneKind } from './terms.reader.js';
import { LifecycleReader } from './lifecycle.reader.js';

/** The sheet a convenzione starts with, which of its fields people write in which state, and what its text is formed from. */
@Injectable()
export class ConvenzioneSheets implements OnModuleInit {
  constructor(
    private readonly kinds: SheetKinds,
    private readonly enti: EnteReader,
    private readonly convenzioni: ConvenzioneReader,
    private readonly lifecycle: LifecycleReader,
    private readonly templates: TemplateLibrary,
    private readonly contexts: FormationContexts,
    private readonly law: ParameterRegister,
  ) {}

  onModuleInit(): void {
    this.kinds.register(convenzioneKind, {
      first: (tx, dossier) => this.first(tx, dossier),
      label: convenzionePart,
      refusals: ({ state }, values, changes) => {
        const fixed = ((values as ConvenzioneSheet).testo?.hash ?? null) !== null;
        return isConvenzioneState(state) ? guardIssues(changes, { state, fixed }) : [];
      },
    });
    this.contexts.register(convenzioneKind, (_, dossier, values) => {
      const { contenuto } = values as ConvenzioneSheet;
      // Always the day it was opened: the text the councils approve is the same on whatever day it is formed again.
      const day = toRomeDate(dossier.createdAt.toISOString());
      const documenti = this.lifecycle.tenderDocuments();
      return Promise.resolve({
        from: [],
        ...{ referenceDate: day, documentDate: day },
        build: () => convenzioneTextContext({ contenuto, documenti }),
      });
    });
  }

  async first(tx: Tx, { suaId, enteId }: Pick<DossierEntity, 'suaId' | 'enteId'>): Promise<ConvenzioneSheet & object> {
    const sua = await this.enti.require(tx, suaId);
    const asOf = this.lifecycle.today();
    const previous = await this.convenzioni.of(tx, enteId);
    const version = this.templates.find(textTemplate, asOf)?.manifest.version;
    return {
      ...(version === undefined ? {} : { testo: { versioneModello: version } }),
      ...(previous === null ? {} : { precedenteId: previous.id }),
      contenuto: firstContent({
        sua: partyOf(sua),
        comune: partyOf(await this.enti.require(tx, enteId)),
        qualificazioni: sua.qualificazione,
        documentiDiGara: this.lifecycle.tenderDocuments(),
        asOf,
        parametri: await this.law.rows(tx, suaId),
      }),
    };
  }
}

function partyOf(ente: EnteEntity): KnownParty {
  const { id, denominazione, codiceFiscale, codiceIpa, codiceAusa, codiceCentroCosto, codiceIstat, popolazione, pec } = ente;
  return { enteId: id, denominazione, codiceFiscale, codiceIpa, codiceAusa, codiceCentroCosto, codiceIstat, popolazione, pec };
}
