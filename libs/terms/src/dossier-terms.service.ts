import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type DossierTermsView, type recordTermAct, type simulateTerms } from '@gare/contracts/terms';
import { type Actor } from '@gare/domain/access/actor';
import { isInSight } from '@gare/domain/access/policy';
import { datedActKinds, datedActNames } from '@gare/domain/terms/dated-acts';
import { dossierTerms } from '@gare/domain/terms/dossier-terms';
import { termDifferences } from '@gare/domain/terms/term-differences';
import { DossierAccessReader, type ActorOnDossier } from '@gare/dossiers';
import { dbContext } from '@gare/identity';
import { Database, type Reader } from '@gare/platform/database';
import { DossierTermsKeeper } from './dossier-terms.keeper.js';
import { DossierTermsReader } from './dossier-terms.reader.js';
import { TermActs } from './term-acts.js';
import { TermFactsReader } from './term-facts.reader.js';
import { TermLawReader } from './term-law.js';
import { actViews, termView, workedOutView } from './term.view.js';

type NewAct = z.output<NonNullable<typeof recordTermAct.body>>;
type Dates = z.output<NonNullable<typeof simulateTerms.query>>;
type Simulation = z.output<NonNullable<typeof simulateTerms.response>>;

/** The terms of one dossier as people use them. */
@Injectable()
export class DossierTermsService {
  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
    private readonly kept: DossierTermsReader,
    private readonly keeper: DossierTermsKeeper,
    private readonly facts: TermFactsReader,
    private readonly law: TermLawReader,
    private readonly acts: TermActs,
  ) {}

  /** What is not of this moment any more is written anew first. @throws AppError dossier.not_found, access.denied */
  async show(actor: Actor, dossierId: string): Promise<DossierTermsView> {
    const stale = await this.database.read(dbContext(actor), async (reader) => {
      const one = await this.access.open(reader, actor, dossierId);
      one.require('dossier.read');
      // Whoever has only leave to review writes nothing.
      return isInSight(actor, one.dossier) && (await this.kept.isStale(reader, one.dossier));
    });
    if (stale) await this.database.transaction(dbContext(actor), (tx) => this.keeper.refresh(tx, dossierId));
    return this.database.read(dbContext(actor), async (reader) => this.view(reader, await this.access.open(reader, actor, dossierId)));
  }

  /** What the terms would be with other dates. @throws AppError dossier.not_found, access.denied */
  simulate(actor: Actor, dossierId: string, dates: Dates): Promise<Simulation> {
    return this.database.read(dbContext(actor), async (reader) => {
      const one = await this.access.open(reader, actor, dossierId);
      one.require('dossier.read');
      const facts = await this.facts.of(reader, one.dossier, await this.law.of(reader, one.dossier.suaId));
      const after = dossierTerms({ ...facts, sheet: { ...facts.sheet, ...dates } });
      const differences = [...termDifferences(dossierTerms(facts), after)];
      return { differences, items: after.map(workedOutView) };
    });
  }

  /** @throws AppError dossier.not_found, access.denied, term_act.refused with the fields */
  async record(actor: Actor, dossierId: string, input: NewAct): Promise<DossierTermsView> {
    return this.database.transaction(dbContext(actor), async (tx) => {
      const one = await this.access.hold(tx, actor, dossierId);
      const role = one.require('dossier.move');
      await this.acts.add(tx, actor, { dossier: one.dossier, role, input });
      await this.keeper.refresh(tx, dossierId, actor);
      return this.view(tx, one);
    });
  }

  private async view(reader: Reader, one: ActorOnDossier): Promise<DossierTermsView> {
    const rows = await this.kept.ofDossier(reader, one.dossier.id);
    const acts = await this.facts.acts(reader, one.dossier.id);
    const { sheet } = await this.facts.of(reader, one.dossier, await this.law.of(reader, one.dossier.suaId));
    const { dataTrasmissioneBando = null, dataInvioInviti = null, scadenzaOfferte = null } = sheet;
    return {
      items: rows.map(termView),
      acts: actViews(acts),
      actKinds: datedActKinds.map((code) => ({ code, label: datedActNames[code] })),
      whyNotRecord: one.dossier.kindCode === 'GARA' ? one.whyNot('dossier.move') : 'Gli atti con una data si registrano nelle gare.',
      dates: { dataTrasmissioneBando, dataInvioInviti, scadenzaOfferte },
    };
  }
}
