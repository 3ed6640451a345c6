import { Injectable, type OnModuleInit } from '@nestjs/common';
import { actsForSua, type Actor } from '@gare/domain/access/actor';
import { convenzioneContentSchema } from '@gare/domain/convenzione/content';
import { recordOf } from '@gare/domain/convenzione/lifecycle-facts';
import { periodChanges, reopenedChanges } from '@gare/domain/convenzione/renewal';
import { bindingStates, endedStates } from '@gare/domain/convenzione/states';
import { type SchedaChange } from '@gare/domain/scheda/changes';
import { getAt } from '@gare/domain/scheda/path';
import { DossierMoved, DossierReader, type DossierEntity } from '@gare/dossiers';
import { ConvenzioneRegister } from '@gare/identity';
import { type Tx } from '@gare/platform/database';
import { SchedaChanged, SchedaWriter } from '@gare/scheda';
import { convenzioneKind } from './terms.reader.js';
import { LifecycleReader, type Lifecycle } from './lifecycle.reader.js';

/** Acts whose hash a step fixes: from then on it no longer follows the file. */
const fixedBy: Readonly<Record<string, readonly string[]>> = {
  registraDeliberaComune: ['atti/deliberaComune'],
  registraDeliberaProvincia: ['atti/deliberaProvincia'],
  rinnova: ['atti/rinnovo', 'atti/rinnovo/deliberaComune', 'atti/rinnovo/deliberaProvincia'],
};

const summaries: Readonly<Record<string, string>> = {
  registraDeliberaComune: 'Fissata l’impronta del testo approvato dal comune',
  registraDeliberaProvincia: 'Fissata l’impronta del testo approvato dalla Provincia',
  rinnova: 'Fissata l’impronta del testo del rinnovo',
  riparte: 'Il nuovo periodo prende il posto di quello concluso',
  rinviaInIstruttoria: 'Il testo si può di nuovo cambiare: delibere e firme su di esso non valgono più',
};

/**
 * What a step or a change of a convenzione brings with it, in the same transaction: what the step itself writes into the sheet,
 * and the row that the other features read. Two in force for the same scope are refused by the register, and with it the step.
 */
@Injectable()
export class ConvenzioneProjection implements OnModuleInit {
  constructor(
    private readonly moved: DossierMoved,
    private readonly changed: SchedaChanged,
    private readonly dossiers: DossierReader,
    private readonly lifecycle: LifecycleReader,
    private readonly writer: SchedaWriter,
    private readonly register: ConvenzioneRegister,
  ) {}

  onModuleInit(): void {
    this.moved.on(async (tx, { actor, dossier, event }) => {
      if (dossier.kindCode !== convenzioneKind) return;
      await this.consequences(tx, actor, dossier, event);
      await this.project(tx, actor, dossier);
    });
    this.changed.on(async (tx, { actor, dossier }) => {
      if (dossier.kindCode === convenzioneKind) await this.project(tx, actor, await this.dossiers.require(tx, dossier.id));
    });
  }

  private async consequences(tx: Tx, actor: Actor, dossier: DossierEntity, event: string): Promise<void> {
    const changes = changesOf(event, await this.lifecycle.of(tx, dossier));
    if (changes.length === 0) return;
    await this.writer.write(tx, {
      actor,
      dossier,
      role: 'SISTEMA',
      changes,
      act: (applied) => ({ action: `convenzione.${event}`, summary: summaries[event] ?? event, details: { changes: applied } }),
    });
  }

  /**
   * Nothing is written while it binds nobody yet. A comune suspends, withdraws or dissolves: of the row only what follows from that
   * moves, and content that somebody else registered incomplete stays as it was.
   */
  private async project(tx: Tx, actor: Actor, dossier: DossierEntity): Promise<void> {
    const { stored, context } = await this.lifecycle.of(tx, dossier);
    const { state } = context;
    if (![...bindingStates, ...endedStates].includes(state)) return;
    const record = recordOf(stored, context);
    const content = convenzioneContentSchema.safeParse(stored.contenuto);
    if (record === undefined || !content.success || !actsForSua(actor)) {
      await this.register.follow(tx, dossier.id);
      return;
    }
    const { numero, stato, dal, al, ambito, ultrattivita, sospensione } = record;
    await this.register.record(tx, {
      ...{ id: dossier.id, suaId: dossier.suaId, enteId: dossier.enteId, numero, stato, dal, al, ultrattivita, sospensione },
      ambito: [...ambito],
      funzioniSvolte: [...content.data.oggetto.funzioniSvolte],
      matrice: content.data.compiti.matrice,
      tariffe: content.data.rapporti.tariffe,
    });
  }
}

/** What a step writes into the sheet. */
function changesOf(event: string, { stored, sheet }: Lifecycle): readonly SchedaChange[] {
  if (event === 'riparte') return periodChanges(stored);
  if (event === 'rinviaInIstruttoria') return reopenedChanges.filter(({ path }) => getAt(stored, path) !== undefined);
  return (fixedBy[event] ?? []).flatMap((act) => {
    const path = `${act}/hashTesto`;
    const value = getAt(sheet, path);
    return value === undefined || getAt(stored, path) !== undefined ? [] : [{ path, value }];
  });
}
